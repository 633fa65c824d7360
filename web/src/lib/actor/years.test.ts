// Labels of an axis of years: round, in order, and never on top of each other.
import { expect, test } from 'vitest';

import { yearTicks } from './years';

test.each([
  [1955, 1972, 900],
  [1912, 2024, 280],
  [-500, 2024, 320],
  [1961, 1962, 600],
])('%i to %i on %i pixels', (first, last, width) => {
  const ticks = yearTicks(first, last, width);
  expect(ticks.length).toBeGreaterThan(0);
  for (const [n, at] of ticks.entries()) {
    expect(at).toBeGreaterThanOrEqual(first);
    expect(at).toBeLessThanOrEqual(last);
    const before = ticks[n - 1];
    if (before !== undefined) expect(((at - before) / (last - first)) * width).toBeGreaterThanOrEqual(56);
  }
});

test('labels are round years', () => {
  expect(yearTicks(1912, 2024, 280)).toEqual([1925, 1950, 1975, 2000]);
  expect(yearTicks(1961, 1962, 600)).toEqual([1961, 1962]);
});
