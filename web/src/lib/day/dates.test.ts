// Moving a date by years, and the years that stand for a record.
import { describe, expect, it } from 'vitest';

import { inOrder, inYear, isoDate, sampleYears, yearOf } from './dates';

describe('a date', () => {
  it.each([
    ['1961', 1961],
    ['1961-12', 1961],
    ['1961-12-03', 1961],
    ['-43-03-15', -43],
    ['<script>', null],
    ['', null],
    ['1961-12-03T00', null],
  ])('%s is of the year %s', (date, year) => {
    expect(yearOf(date)).toBe(year);
  });

  it('is as exact in another year', () => {
    expect(inYear('1961', 1950)).toBe('1950');
    expect(inYear('1961-12', 1950)).toBe('1950-12');
    expect(inYear('1961-12-03', 987)).toBe('0987-12-03');
    expect(inYear('1961-12-03', -43)).toBe('-0043-12-03');
  });

  it('of a leap day goes to a day that there is', () => {
    expect(inYear('1960-02-29', 1961)).toBe('1961-02-28');
    expect(inYear('1960-02-29', 1900)).toBe('1900-02-28');
    expect(inYear('1960-02-29', 2000)).toBe('2000-02-29');
  });

  it('gets the digits that the API wants, or stays what it is', () => {
    expect(isoDate('987-05')).toBe('0987-05');
    expect(isoDate('no date')).toBe('no date');
  });

  it('comes before a later one, before our era too', () => {
    expect(inOrder('1961', '1955-06-01')).toEqual(['1955-06-01', '1961']);
    expect(inOrder('100', '-50')).toEqual(['-50', '100']);
  });
});

describe('years that stand for a record', () => {
  const even = Array.from({ length: 100 }, (_, n) => ({ year: 1900 + n, claims: 2 }));

  it('divide the claims evenly and end with the last', () => {
    expect(sampleYears(even, 4)).toEqual([1924, 1949, 1974, 1999]);
  });

  it('lie where most is told', () => {
    const years = [
      { year: 1500, claims: 1 },
      { year: 1960, claims: 50 },
      { year: 1961, claims: 50 },
    ];
    expect(sampleYears(years, 3)).toEqual([1960, 1961]);
  });

  it('are none of an empty record', () => {
    expect(sampleYears([], 5)).toEqual([]);
  });
});
