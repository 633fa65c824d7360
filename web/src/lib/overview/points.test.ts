// What claims that disagree say, side by side.
import { describe, expect, it } from 'vitest';

import type { Claim, DisagreementCard } from '../api/types';
import { pointsOf } from './points';

const claim = (id: string, more: Partial<Claim>): Claim =>
  ({
    id,
    actor: [],
    quantities: [],
    when: null,
    status: 'asserted',
    quote: `the words of ${id}`,
    document: { id: `document of ${id}` },
    ...more,
  }) as Claim;
const card = (kind: DisagreementCard['kind'], claims: Claim[]): DisagreementCard =>
  ({ id: 'd', kind, claims }) as DisagreementCard;
const on = (edtf: string): Partial<Claim> => ({ when: { edtf, first: null, last: null } });
const said = (kind: DisagreementCard['kind'], claims: Claim[]): string[] =>
  pointsOf(card(kind, claims)).map((point) => point.said);

describe('points', () => {
  it('are two at most, and each is another one', () => {
    const claims = [
      claim('a', on('1961')),
      claim('b', on('1961')),
      claim('c', on('1962')),
      claim('d', on('1963')),
    ];
    const points = pointsOf(card('date', claims));
    expect(points.map((point) => point.claim)).toEqual(['a', 'c']);
    expect(points.map((point) => point.document.id)).toEqual(['document of a', 'document of c']);
  });

  it('are dates, numbers or actors, by what the disagreement is about', () => {
    expect(said('date', [claim('a', on('1961')), claim('b', on('1962'))])).toEqual(['1961', '1962']);
    const number = (text: string): Partial<Claim> => ({
      quantities: [{ text, value: text, unit: 'soldiers', about: false }],
    });
    expect(said('number', [claim('a', number('20')), claim('b', number('35'))])).toEqual(['20', '35']);
    const by = (text: string): Partial<Claim> => ({ actor: [{ key: text, text }] });
    expect(said('role', [claim('a', by('Egypt')), claim('b', by('Syria'))])).toEqual(['Egypt', 'Syria']);
  });

  it('are the words themselves where nothing shorter says it', () => {
    expect(said('number', [claim('a', {}), claim('b', {})])).toEqual(['the words of a', 'the words of b']);
  });
});
