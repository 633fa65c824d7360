// What became of ties between two days.
import { describe, expect, it } from 'vitest';

import type { Holding, Tie } from '../api/types';
import { signOf, sorted } from './changes';

const tie = (id: string): Tie => ({
  id,
  kind: 'alliance',
  parties: [],
  instrument: null,
  office: null,
  spell: 1,
  from: null,
  to: null,
  disputed: false,
  disagreements: [],
  shown_by: [],
});
const change = (id: string, before: Holding, after: Holding) => ({ tie: tie(id), before, after });

describe('a change', () => {
  it.each([
    ['no', 'certain', 'begun'],
    ['no', 'possible', 'begun'],
    ['certain', 'no', 'ended'],
    ['possible', 'no', 'ended'],
    ['possible', 'certain', 'surer'],
    ['certain', 'possible', 'less-sure'],
    ['possible', 'possible', null],
    ['certain', 'certain', null],
  ] as const)('from %s to %s is %s', (before, after, sign) => {
    expect(signOf({ before, after })).toBe(sign);
  });

  it('lies in its heap, as sure as it was when it held', () => {
    const { heaps, signs, count } = sorted([
      change('a', 'possible', 'no'),
      change('b', 'no', 'possible'),
      change('c', 'no', 'certain'),
      change('d', 'certain', 'certain'),
    ]);
    expect(heaps.map(({ sign, ties }) => [sign, ties.map(({ id, holding }) => [id, holding])])).toEqual([
      [
        'begun',
        [
          ['b', 'possible'],
          ['c', 'certain'],
        ],
      ],
      ['ended', [['a', 'possible']]],
    ]);
    expect(count).toBe(3);
    expect(signs.has('d')).toBe(false);
  });
});
