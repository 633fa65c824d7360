// Bars and the gap between them, from dates of every exactness.
import { expect, test } from 'vitest';

import type { When } from '../api/types';
import { axisOf } from './axis';

const when = (first: string | null, last: string | null = first): When => ({ edtf: '', first, last });
const days = (gap: [Date, Date] | null | undefined): string[] | undefined =>
  gap?.map((at) => at.toISOString().slice(0, 10));

test('a day covers itself, a month its days', () => {
  const axis = axisOf([when('1993-08-20'), when('1993-09-01', '1993-09-30')]);
  expect(axis?.bars.map((bar) => days([bar.from, bar.to]))).toEqual([
    ['1993-08-20', '1993-08-21'],
    ['1993-09-01', '1993-10-01'],
  ]);
  expect(days(axis?.gap)).toEqual(['1993-08-21', '1993-09-01']);
});

test('the order of the sides does not matter to the gap', () => {
  const axis = axisOf([when('1993-09-01', '1993-09-30'), when('1993-08-20')]);
  expect(days(axis?.gap)).toEqual(['1993-08-21', '1993-09-01']);
});

test('dates that overlap have no gap', () => {
  expect(axisOf([when('1960-01-01', '1960-12-31'), when('1960-06-01')])?.gap).toBeNull();
});

test('a date that is open towards the other leaves no gap', () => {
  expect(axisOf([when('1960-01-01', null), when('1962-01-01')])?.gap).toBeNull();
  expect(axisOf([when('1960-01-01'), when(null, '1962-01-01')])?.gap).toBeNull();
});

test('one known date is no axis', () => {
  expect(axisOf([when('1960-01-01'), null])).toBeNull();
});
