// Marks of relations: sides, sizes, and the years that they cover.
import { expect, test } from 'vitest';

import { outline, sideOf, sizeOf, yearsOf, type Relation } from './relations';

const relation = (years: number[]): Relation => ({
  other: 'a',
  claims: years.length,
  cooperative: 0,
  conflictual: 0,
  years: years.map((year) => ({ year, claims: 1, score: null })),
});

test('a year stands on the side of its mean weight', () => {
  expect([3.5, -2, 0, null].map(sideOf)).toEqual(['up', 'down', 'level', 'level']);
});

test('the area above the smallest size grows with the claims', () => {
  expect(sizeOf(16, 16)).toBe(8);
  expect(sizeOf(4, 16) - 3).toBeCloseTo((sizeOf(16, 16) - 3) / 2);
});

test('triangles point to their side', () => {
  const tip = (side: 'up' | 'down'): number =>
    Number(/,(-?[\d.]+) Z$/.exec(outline(side, 50, 50, 5))?.[1] ?? NaN);
  expect(tip('up')).toBeLessThan(50);
  expect(tip('down')).toBeGreaterThan(50);
});

test('years span all relations', () => {
  expect(yearsOf([relation([1961, 1955]), relation([1978]), relation([])])).toEqual([1955, 1978]);
  expect(yearsOf([relation([])])).toBeNull();
});
