import { expect, it } from 'vitest';

import { pairsOf } from './parties';

it('pairs those who did it with those to whom it was done', () => {
  expect(pairsOf(['a', 'b'], ['c'])).toEqual([
    { a: 'a', b: 'c' },
    { a: 'b', b: 'c' },
  ]);
});

it('pairs equals with each other, nobody with themselves, and none twice', () => {
  expect(pairsOf(['a', 'b', 'c'], [])).toHaveLength(3);
  expect(pairsOf(['a'], ['a'])).toEqual([]);
  expect(pairsOf(['a', 'b'], ['b', 'a'])).toEqual([{ a: 'a', b: 'b' }]);
});

it('offers no endless list', () => {
  const many = Array.from({ length: 20 }, (_, n) => String(n));
  expect(pairsOf(many, [])).toHaveLength(6);
});
