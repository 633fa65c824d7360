// A small axis for the dates of a disagreement: where each lies, and the gap between the two that are nearest.
import type { When } from '../api/types';
import { fromIso } from '../format/when';

export interface Bar {
  /** Which side. */
  n: number;
  from: Date;
  to: Date;
  /** Open on that side: no first or last day is told. */
  openStart: boolean;
  openEnd: boolean;
}
export interface Axis {
  from: Date;
  to: Date;
  bars: Bar[];
  /** Between the end of one and the beginning of the next, where no two bars overlap. */
  gap: [from: Date, to: Date] | null;
}

const DAY = 86_400_000;

/** Nothing where fewer than two of the dates are known. A date covers its last day too. */
export function axisOf(dates: readonly (When | null)[]): Axis | null {
  const known = dates.flatMap((when, n) => {
    const first = fromIso(when?.first ?? null);
    const last = fromIso(when?.last ?? null);
    const from = first ?? last;
    const to = last ?? first;
    if (from === null || to === null) return [];
    return [
      {
        n,
        from,
        to: new Date(to.getTime() + DAY),
        openStart: first === null,
        openEnd: last === null,
      },
    ];
  });
  if (known.length < 2) return null;
  const left = Math.min(...known.map((bar) => bar.from.getTime()));
  const right = Math.max(...known.map((bar) => bar.to.getTime()));
  const room = Math.max((right - left) * 0.08, 2 * DAY);
  return {
    from: new Date(left - room),
    to: new Date(right + room),
    bars: known,
    gap: gapOf(known),
  };
}

function gapOf(bars: readonly Bar[]): Axis['gap'] {
  const [first, ...rest] = [...bars].sort((a, b) => a.from.getTime() - b.from.getTime());
  if (!first || first.openEnd) return null;
  let end = first.to;
  let widest: Axis['gap'] = null;
  for (const bar of rest) {
    if (bar.openStart) return null;
    const width = bar.from.getTime() - end.getTime();
    if (width > 0 && (widest === null || width > widest[1].getTime() - widest[0].getTime()))
      widest = [end, bar.from];
    if (bar.openEnd) break;
    if (bar.to > end) end = bar.to;
  }
  return widest;
}
