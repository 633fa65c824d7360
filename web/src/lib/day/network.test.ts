// Ties as links, and who is drawn.
import { describe, expect, it } from 'vitest';

import type { TieKind, TieRole } from '../api/types';
import { ends, inListOrder, linksOf, neighbours, shapes, strongest, weights, type Held } from './network';

let count = 0;
function tie(kind: TieKind, parties: [string, TieRole][], more: Partial<Held> = {}): Held {
  count += 1;
  return {
    id: `t${String(count).padStart(3, '0')}`,
    kind,
    parties: parties.map(([key, role]) => ({ key, role })),
    instrument: null,
    office: null,
    spell: 1,
    from: null,
    to: null,
    disputed: false,
    disagreements: [],
    shown_by: [],
    holding: 'certain',
    ...more,
  };
}
const both = (a: string, b: string, more: Partial<Held> = {}, kind: TieKind = 'alliance'): Held =>
  tie(
    kind,
    [
      [a, 'party'],
      [b, 'party'],
    ],
    more,
  );
const began = (day: string): Held['from'] => ({
  when: { edtf: day, first: day, last: day },
  told: true,
  rule: 'claims',
  possible: false,
  claims: [],
});

describe('a tie', () => {
  it('of equals has the same ends in whichever order they are told', () => {
    expect(ends(both('b', 'a'))).toEqual([['a', 'b']]);
    expect(ends(both('a', 'b'))).toEqual([['a', 'b']]);
  });

  it('with something to be in goes to it', () => {
    expect(
      ends(
        tie('membership', [
          ['pact', 'organization'],
          ['z', 'member'],
        ]),
      ),
    ).toEqual([['z', 'pact']]);
    expect(
      ends(
        tie('presence', [
          ['host', 'host'],
          ['sender', 'sender'],
        ]),
      ),
    ).toEqual([['sender', 'host']]);
  });

  it('of three joins each with each', () => {
    const three = tie('alliance', [
      ['c', 'party'],
      ['a', 'party'],
      ['b', 'party'],
    ]);
    expect(ends(three)).toEqual([
      ['a', 'c'],
      ['b', 'c'],
      ['a', 'b'],
    ]);
  });

  it('of one with itself or alone joins nothing', () => {
    expect(ends(both('a', 'a'))).toEqual([]);
    expect(ends(tie('existence', [['a', 'party']]))).toEqual([]);
  });
});

describe('links', () => {
  it('gather ties of a kind between the same two; certain where one is', () => {
    const [link, ...more] = linksOf([
      both('a', 'b', { holding: 'possible' }),
      both('b', 'a', { disputed: true }),
      tie('office', [
        ['p', 'holder'],
        ['a', 'body'],
      ]),
    ]);
    expect(more).toEqual([]);
    expect(link).toMatchObject({ a: 'a', b: 'b', certain: true, disputed: true, ghost: false });
    expect(link?.ties).toHaveLength(2);
  });

  it('are the same in whichever order the ties come', () => {
    const ties = [both('a', 'b'), both('b', 'c'), both('a', 'c', {}, 'hostilities')];
    const ids = (list: readonly Held[]): string[] => linksOf(list).map(({ id }) => id);
    expect(ids([...ties].reverse())).toEqual(ids(ties));
  });

  it('of what ended are ghosts, unless another spell goes on', () => {
    const [here, gone, again] = [both('a', 'b'), both('a', 'c'), both('a', 'b')];
    const links = linksOf([here], { signs: new Map([[gone.id, 'ended']]), ghosts: [gone, again] });
    expect(links.map(({ b, ghost, sign }) => [b, ghost, sign])).toEqual([
      ['b', false, null],
      ['c', true, 'ended'],
    ]);
    expect(weights(links).get('c')).toBe(0);
  });
});

describe('those that are drawn', () => {
  const links = linksOf([
    both('hub', 'a'),
    both('hub', 'b'),
    both('hub', 'c'),
    both('a', 'b'),
    both('x', 'y', { holding: 'possible' }),
  ]);

  it('are the most tied', () => {
    expect(strongest(links, 3, null)).toEqual(['hub', 'a', 'b']);
  });

  it('are first of all the one that is looked at and its own', () => {
    expect(strongest(links, 2, 'y')).toEqual(['y', 'x']);
  });

  it('are none that would stand untied among the others', () => {
    const apart = linksOf([both('a', 'b'), both('a', 'b', {}, 'hostilities'), both('c', 'd')]);
    expect(strongest(apart, 3, null)).toEqual(['a', 'b']);
  });

  it('have those beside them that a link joins', () => {
    expect([...neighbours(links, 'a')].sort()).toEqual(['b', 'hub']);
  });
});

describe('a shape', () => {
  const card = (key: string, kind: string | null) => ({ key, name: key, names: {}, kind, country: null });

  it('is that of what the packs know, and else of the role', () => {
    const links = linksOf([
      tie('membership', [
        ['a', 'member'],
        ['~League', 'organization'],
      ]),
      tie('membership', [
        ['a', 'member'],
        ['egypt', 'organization'],
      ]),
      tie('party', [
        ['a', 'member'],
        ['~Pact', 'agreement'],
      ]),
    ]);
    const found = shapes(links, { egypt: card('egypt', 'state'), '~League': card('~League', null) });
    expect(Object.fromEntries(found)).toEqual({
      a: 'circle',
      '~League': 'square',
      egypt: 'circle',
      '~Pact': 'diamond',
    });
  });
});

describe('a list', () => {
  it('begins with what is certain, and in it with what is newest; what nobody dates comes last', () => {
    const old = both('a', 'b', { from: began('-0043-03-15') });
    const undated = both('a', 'b');
    const possible = both('a', 'b', { from: began('1999-01-01'), holding: 'possible' });
    const late = both('a', 'b', { from: began('1961-01-01') });
    expect(inListOrder([undated, old, possible, late])).toEqual([late, old, undated, possible]);
  });
});
