// The list below the picture: the events of the window year by year, with those without a date apart.
import type { EventMark } from '../api/types';
import type { Mark } from './marks';
import { touches, type Span } from './span';

export interface Year {
  year: number;
  events: EventMark[];
}

/** Those that may fall into the window, under the year in which their date begins (or ends, where only that is known). */
export function byYear(marks: readonly Mark[], span: Span): Year[] {
  const years = new Map<number, Mark[]>();
  for (const mark of marks) {
    if (!touches(mark, span)) continue;
    const { first, last } = mark;
    const year = new Date(first ?? (last ?? 0) - 1).getUTCFullYear();
    const list = years.get(year);
    if (list) list.push(mark);
    else years.set(year, [mark]);
  }
  return [...years]
    .sort(([a], [b]) => a - b)
    .map(([year, list]) => ({ year, events: list.map((mark) => mark.event) }));
}

/** How many years stand open at first: as many as show about `room` events. */
export function openAtFirst(years: readonly Year[], room: number): Set<number> {
  const open = new Set<number>();
  let left = room;
  for (const { year, events } of years) {
    left -= events.length;
    if (left < 0 && open.size > 0) break;
    open.add(year);
  }
  return open;
}
