// The sides of disagreements of every kind.
import { describe, expect, test } from 'vitest';

import type { Claim, DisagreementCard } from '../api/types';
import { letter, sidesOf } from './values';

const claim = (id: string, more: Partial<Claim>): Claim =>
  ({
    id,
    class: 'sever-relations',
    actor: [{ key: 'a', text: 'A' }],
    recipient: [{ key: 'b', text: 'B' }],
    when: { edtf: '1961-12-03', first: '1961-12-03', last: '1961-12-03' },
    status: 'asserted',
    quantities: [],
    ...more,
  }) as Claim;
const card = (kind: DisagreementCard['kind'], claims: Claim[]): DisagreementCard =>
  ({ id: 'd', kind, claims }) as DisagreementCard;
const when = (edtf: string): Claim['when'] => ({ edtf, first: null, last: null });
const count = (value: string, unit: string): Claim['quantities'][number] => ({
  text: `${value} ${unit}`,
  value,
  unit,
  about: false,
});
const ids = (kind: DisagreementCard['kind'], claims: Claim[]): string[][] =>
  sidesOf(card(kind, claims)).map((side) => side.claims.map((one) => one.id));

describe('sides', () => {
  test('claims with the same date stand together, the first of them first', () => {
    const claims = [
      claim('1', { when: when('1961-12-03') }),
      claim('2', { when: when('1961-12-10') }),
      claim('3', { when: when('1961-12-03') }),
    ];
    expect(ids('date', claims)).toEqual([['1', '3'], ['2']]);
  });

  test('said and denied', () => {
    const sides = sidesOf(card('polarity', [claim('1', {}), claim('2', { status: 'denied' })]));
    expect(sides.map((side) => side.value)).toEqual([
      { kind: 'polarity', denied: false },
      { kind: 'polarity', denied: true },
    ]);
  });

  test('who did it to whom', () => {
    const other = claim('2', {
      actor: [{ key: 'b', text: 'B' }],
      recipient: [{ key: 'a', text: 'A' }],
    });
    expect(ids('role', [claim('1', {}), other])).toEqual([['1'], ['2']]);
  });

  test('numbers of what both count, not of what one counts alone', () => {
    const sides = sidesOf(
      card('number', [
        claim('1', { quantities: [count('20', 'soldiers'), count('3', 'days')] }),
        claim('2', { quantities: [count('35', 'soldiers')] }),
      ]),
    );
    expect(sides.map((side) => side.value)).toEqual([
      { kind: 'number', quantities: [count('20', 'soldiers')] },
      { kind: 'number', quantities: [count('35', 'soldiers')] },
    ]);
  });

  test('numbers of different things are shown as they are', () => {
    const sides = sidesOf(card('number', [claim('1', { quantities: [count('20', 'men')] })]));
    expect(sides[0]?.value).toEqual({ kind: 'number', quantities: [count('20', 'men')] });
  });

  test('two events out of order are two sides though of one day', () => {
    expect(ids('sequence', [claim('1', {}), claim('2', { class: 'die' })])).toEqual([['1'], ['2']]);
  });
});

test('letters go on as numbers', () => {
  expect([0, 1, 25, 26].map(letter)).toEqual(['A', 'B', 'Z', '27']);
});
