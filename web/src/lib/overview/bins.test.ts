// Claims by year as bars.
import { describe, expect, it } from 'vitest';

import { binsOf, spanOf, stretchOf, sumOf } from './bins';

const years = [
  { year: -3, claims: 1, cooperative: 1, conflictual: 0 },
  { year: 1949, claims: 2, cooperative: 1, conflictual: 1 },
  { year: 1950, claims: 4, cooperative: 3, conflictual: 0 },
  { year: 1958, claims: 5, cooperative: 0, conflictual: 5 },
];

describe('a bar', () => {
  it('is a year where there is room, and more where there is not', () => {
    expect(spanOf(1950, 1999, 800)).toBe(1);
    expect(spanOf(1700, 1999, 800)).toBe(2);
    expect(spanOf(1000, 1999, 300)).toBe(10);
  });

  it('begins at a round year, before our era too', () => {
    expect(binsOf(years, 10)).toEqual([
      { year: -10, until: -1, claims: 1, cooperative: 1, conflictual: 0 },
      { year: 1940, until: 1949, claims: 2, cooperative: 1, conflictual: 1 },
      { year: 1950, until: 1959, claims: 9, cooperative: 3, conflictual: 5 },
    ]);
  });

  it('loses no claim at any width', () => {
    for (const span of [1, 2, 5, 10, 25, 100, 1000])
      expect(binsOf(years, span).reduce((sum, { claims }) => sum + claims, 0)).toBe(12);
  });
});

describe('a stretch', () => {
  it('holds what its first and last year hold', () => {
    expect(sumOf(years, 1949, 1950)).toEqual({ claims: 6, cooperative: 4, conflictual: 1 });
    expect(sumOf(years, 1951, 1957)).toEqual({ claims: 0, cooperative: 0, conflictual: 0 });
  });

  it('is read from the address, in either order and with one end alone', () => {
    expect(stretchOf('1955', '1961', 1900, 2000)).toEqual([1955, 1961]);
    expect(stretchOf('1961', '1955', 1900, 2000)).toEqual([1955, 1961]);
    expect(stretchOf('1955-06', null, 1900, 2000)).toEqual([1955, 2000]);
    expect(stretchOf(null, '1961', 1900, 2000)).toEqual([1900, 1961]);
    expect(stretchOf('-50', '-40', -100, 2000)).toEqual([-50, -40]);
  });

  it('is none without years', () => {
    expect(stretchOf(null, null, 1900, 2000)).toBeNull();
    expect(stretchOf('', '', 1900, 2000)).toBeNull();
    expect(stretchOf('<b>', '1961', 1900, 2000)).toBeNull();
  });
});
