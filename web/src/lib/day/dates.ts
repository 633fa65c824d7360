// Dates of the day view as they stand in the address: a year, a month or a day, moved by years.
import { fromIso } from '../format/when';

const DATE = /^(-?\d{1,6})(-\d{2})?(-\d{2})?$/;

/** The year of a date as it is written; `null` where it is no date. */
export function yearOf(date: string): number | null {
  const found = DATE.exec(date);
  return found ? Number(found[1]) : null;
}

/** A year as the API writes it: four digits at least. */
export function isoYear(year: number): string {
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** The same date in another year, as exact as it was; 29 February becomes 28 where there is none. */
export function inYear(date: string, year: number): string {
  const [, , month = '', day = ''] = DATE.exec(date) ?? [];
  const kept = month === '-02' && day === '-29' && !isLeap(year) ? '-28' : day;
  return `${isoYear(year)}${month}${kept}`;
}

/** The date as the API takes it. */
export function isoDate(date: string): string {
  const year = yearOf(date);
  return year === null ? date : inYear(date, year);
}

/** Two dates, the earlier first. */
export function inOrder(a: string, b: string): [string, string] {
  const at = (date: string): number => fromIso(isoDate(date))?.getTime() ?? 0;
  return at(a) <= at(b) ? [a, b] : [b, a];
}

export const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);

/** Years that stand for the whole record: as many claims lie between one and the next. The last one is always among them. */
export function sampleYears(years: readonly { year: number; claims: number }[], count: number): number[] {
  const all = years.reduce((sum, { claims }) => sum + claims, 0);
  const samples = new Set<number>();
  let passed = 0;
  for (const { year, claims } of years) {
    const before = Math.floor((passed / all) * count);
    passed += claims;
    if (Math.floor((passed / all) * count) > before) samples.add(year);
  }
  return [...samples];
}
