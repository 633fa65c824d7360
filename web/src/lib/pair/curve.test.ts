import { expect, it } from 'vitest';

import type { PairPage } from '../api/types';
import { curve } from './curve';

const year = (period: number, mean: number | null, known: 'events' | 'silent' | 'no-source' = 'events') =>
  ({
    period: String(period),
    grain: 'year',
    known,
    events: mean === null ? 0 : 1,
    cooperative: 0,
    conflictual: 0,
    mean,
    sum: 0,
  }) satisfies PairPage['series'][number];

it('steps from year to year and breaks where nothing is known', () => {
  const series = [
    year(1960, 2),
    year(1961, -3),
    year(1962, null, 'no-source'),
    year(1963, 0),
    year(1964, null),
  ];
  expect(
    curve(
      series,
      (at) => (at - 1960) * 10,
      (level) => -level,
    ),
  ).toBe('M0 -2H10V3H20M30 0H40');
});
