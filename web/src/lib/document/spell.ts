// How the ends of a spell are said in a line: a date, that none is told, or nothing at all.
import type { End } from '../api/types';
import { sayWhen } from '../format/when';

export function sayEnd(end: End | null): string {
  if (end === null) return '…';
  const when = end.when === null ? '?' : sayWhen(end.when);
  return end.told ? when : `(${when})`;
}
