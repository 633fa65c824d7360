// Stretches of time: what the address says, what is in the window, and how zooming and panning change it.
// Instants are milliseconds of UTC; a stretch holds its start and not its end.
import type { PairPage, When } from '../api/types';
import { fromIso, instant, toIso } from '../format/when';

export interface Span {
  start: number;
  end: number;
}

export const DAY = 86_400_000;
/** The closest look: days are as exact as sources get. */
export const LEAST = 14 * DAY;

/** A year, month or day of the address as an instant: `from` begins with it, `to` ends after it. */
export function readBound(text: string | null, side: 'from' | 'to'): number | null {
  const found = /^(-?\d{1,6})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text ?? '');
  if (!found) return null;
  const year = Number(found[1]);
  const month = found[2] === undefined ? null : Number(found[2]);
  const day = found[3] === undefined ? null : Number(found[3]);
  if (month !== null && (month < 1 || month > 12)) return null;
  if (side === 'from') return instant(year, month ?? 1, day ?? 1).getTime();
  if (month === null) return instant(year + 1, 1, 1).getTime();
  if (day !== null) return instant(year, month, day).getTime() + DAY;
  return month === 12 ? instant(year + 1, 1, 1).getTime() : instant(year, month + 1, 1).getTime();
}

/** The window that the address asks for, inside which the rest of `whole` is a way off. A side that is not given is
 * that of `whole`; sides in the wrong order are taken in the right one. */
export function readSpan(from: string | null, to: string | null, whole: Span): Span {
  const start = readBound(from, 'from') ?? whole.start;
  const end = readBound(to, 'to') ?? whole.end;
  const span = start < end ? { start, end } : { start: end, end: start };
  return span.end - span.start >= LEAST ? span : around((span.start + span.end) / 2, LEAST);
}

/** The same for the address: nothing where the window is all there is. */
export function writeSpan(span: Span, whole: Span): { from: string | null; to: string | null } {
  const from = toIso(new Date(span.start));
  const to = toIso(new Date(span.end - 1));
  return {
    from: span.start <= whole.start ? null : from,
    to: span.end >= whole.end ? null : to,
  };
}

export function around(middle: number, length: number): Span {
  return { start: middle - length / 2, end: middle + length / 2 };
}

export function hull(one: Span, other: Span): Span {
  return { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };
}

/** The window moved and cut so that it lies inside the whole. */
export function inside(span: Span, whole: Span): Span {
  const length = Math.min(span.end - span.start, whole.end - whole.start);
  const start = Math.min(Math.max(span.start, whole.start), whole.end - length);
  return { start, end: start + length };
}

/** Closer (`factor` below 1) or farther, with the instant `at` staying where it is. */
export function zoomed(span: Span, factor: number, whole: Span, at = (span.start + span.end) / 2): Span {
  const length = span.end - span.start;
  const wanted = Math.min(Math.max(length * factor, LEAST), whole.end - whole.start);
  const start = at - ((at - span.start) / length) * wanted;
  return inside({ start, end: start + wanted }, whole);
}

/** Later (`share` above 0) or earlier by a share of the window. */
export function panned(span: Span, share: number, whole: Span): Span {
  const step = (span.end - span.start) * share;
  return inside({ start: span.start + step, end: span.end + step }, whole);
}

/** The window moved no farther than needed for `at` to be well inside it. */
export function showing(span: Span, at: number, whole: Span): Span {
  if (at >= span.start && at <= span.end) return span;
  const length = span.end - span.start;
  const start = at < span.start ? at - length * 0.15 : at - length * 0.85;
  return inside({ start, end: start + length }, whole);
}

export const same = (one: Span, other: Span): boolean => one.start === other.start && one.end === other.end;

/** First and last instant that a date may mean; a side that is open is `null`. */
export function bounds(when: When | null | undefined): { first: number | null; last: number | null } {
  const first = fromIso(when?.first ?? null);
  const last = fromIso(when?.last ?? null);
  return { first: first?.getTime() ?? null, last: last === null ? null : last.getTime() + DAY };
}

/** Whether a date may fall into the window. What has no date at all falls nowhere. */
export function touches({ first, last }: ReturnType<typeof bounds>, span: Span): boolean {
  if (first === null && last === null) return false;
  return (first ?? -Infinity) < span.end && (last ?? Infinity) > span.start;
}

/** From the first to the last year that anything dated between the two falls into; `null` where nothing is dated.
 * How long each of the two has existed is left out: it says nothing of what is between them. */
export function extent(page: Pick<PairPage, 'events' | 'ties' | 'series'>): Span | null {
  let start = Infinity;
  let end = -Infinity;
  const take = (when: When | null | undefined): void => {
    const { first, last } = bounds(when);
    for (const at of [first, last]) {
      if (at === null) continue;
      start = Math.min(start, at);
      end = Math.max(end, at);
    }
  };
  for (const event of page.events) take(event.when);
  for (const tie of page.ties) {
    if (tie.kind === 'existence') continue;
    take(tie.from?.when);
    take(tie.to?.when);
  }
  for (const point of page.series) {
    const year = Number(point.period);
    if (point.known === 'no-source' || !Number.isInteger(year)) continue;
    start = Math.min(start, instant(year, 1, 1).getTime());
    end = Math.max(end, instant(year + 1, 1, 1).getTime());
  }
  if (start > end) return null;
  const firstYear = new Date(start).getUTCFullYear();
  const lastYear = new Date(end - 1).getUTCFullYear();
  return { start: instant(firstYear, 1, 1).getTime(), end: instant(lastYear + 1, 1, 1).getTime() };
}

/** Years without a source, less those that an event dated to within a year falls into: what is told of a predecessor
 * or a person of the two is told by somebody. */
export function silences(page: Pick<PairPage, 'gaps' | 'events'>): { from: number; to: number }[] {
  const told = new Set<number>();
  for (const { when } of page.events) {
    const { first, last } = bounds(when);
    if (first !== null && last !== null && last - first > 366 * DAY) continue;
    for (const at of [first, last === null ? null : last - 1])
      if (at !== null) told.add(new Date(at).getUTCFullYear());
  }
  const found: { from: number; to: number }[] = [];
  for (const gap of page.gaps) {
    let before: { from: number; to: number } | null = null;
    for (let year = gap.from; year <= gap.to; year += 1) {
      if (told.has(year)) before = null;
      else if (before) before.to = year;
      else found.push((before = { from: year, to: year }));
    }
  }
  return found;
}
