// Claims by year as bars: one for each year where there is room, else for as many years as a bar needs to be seen.
export interface Year {
  year: number;
  claims: number;
  cooperative: number;
  conflictual: number;
}
export interface Bin extends Year {
  /** Its last year; `year` is its first. */
  until: number;
}

const SPANS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000] as const;

/** How many years a bar stands for, so that no bar is thinner than `thinnest` pixels. */
export function spanOf(first: number, last: number, width: number, thinnest = 3): number {
  const years = last - first + 1;
  return SPANS.find((span) => (width * span) / years >= thinnest) ?? 1000;
}

/** Bars in order of time, without the empty ones; they begin at round years. */
export function binsOf(years: readonly Year[], span: number): Bin[] {
  const bins = new Map<number, Bin>();
  for (const one of years) {
    const year = Math.floor(one.year / span) * span;
    const bin = bins.get(year) ?? { year, until: year + span - 1, claims: 0, cooperative: 0, conflictual: 0 };
    bin.claims += one.claims;
    bin.cooperative += one.cooperative;
    bin.conflictual += one.conflictual;
    bins.set(year, bin);
  }
  return [...bins.values()].sort((a, b) => a.year - b.year);
}

/** What the years of a stretch hold together. */
export function sumOf(years: readonly Year[], from: number, to: number): Omit<Year, 'year'> {
  const sum = { claims: 0, cooperative: 0, conflictual: 0 };
  for (const one of years) {
    if (one.year < from || one.year > to) continue;
    sum.claims += one.claims;
    sum.cooperative += one.cooperative;
    sum.conflictual += one.conflictual;
  }
  return sum;
}

/** A stretch of years of the address; `null` where it names none. */
export function stretchOf(
  from: string | null,
  to: string | null,
  first: number,
  last: number,
): [number, number] | null {
  const read = (text: string | null, open: number): number | null => {
    if (text === null || text === '') return open;
    const found = /^(-?\d{1,6})(-|$)/.exec(text);
    return found ? Number(found[1]) : null;
  };
  if (!from && !to) return null;
  const [a, b] = [read(from, first), read(to, last)];
  if (a === null || b === null) return null;
  return a <= b ? [a, b] : [b, a];
}
