// The lanes of an actor's lifeline: one for each thing that ties it to others, with a stretch for each spell, and what of a
// stretch is sure, what may be, and what nobody tells.
import type { End, Tie, TieKind } from '../api/types';
import { fromIso, instant } from '../format/when';

export interface Lane {
  id: string;
  kind: TieKind;
  /** Keys of the others. */
  others: string[];
  /** The agreement or the office, as the documents call it. */
  what: string | null;
  ties: Tie[];
}

/** In which order kinds are shown. */
export const KINDS: readonly TieKind[] = [
  'existence',
  'diplomatic-relations',
  'alliance',
  'membership',
  'party',
  'presence',
  'hostilities',
  'office',
];

/** Keys of those a tie is with, seen from one of its parties. */
export function othersOf(tie: Tie, self: string): string[] {
  return tie.parties.map((party) => party.key).filter((key) => key !== self);
}

/** All claims behind a tie, each once. */
export function evidence(tie: Tie): string[] {
  return [...new Set([...(tie.from?.claims ?? []), ...(tie.to?.claims ?? []), ...tie.shown_by])];
}

const day = (end: End | null, side: 'first' | 'last'): Date | null => fromIso(end?.when?.[side] ?? null);
const earliest = (tie: Tie): number =>
  (day(tie.from, 'first') ?? day(tie.from, 'last') ?? day(tie.to, 'first') ?? new Date(8.64e15)).getTime();

/** Ties by kind, then by when they begin. */
export function byTime(a: Tie, b: Tie): number {
  return (
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    earliest(a) - earliest(b) ||
    a.spell - b.spell ||
    (a.id < b.id ? -1 : 1)
  );
}

/** One lane for each kind, others and thing; lanes by kind, then by when they begin. */
export function lanesOf(ties: readonly Tie[], self: string): Lane[] {
  const lanes = new Map<string, Lane>();
  for (const tie of [...ties].sort(byTime)) {
    const others = othersOf(tie, self);
    const what = tie.instrument ?? tie.office;
    const id = JSON.stringify([tie.kind, [...others].sort(), what]);
    const lane = lanes.get(id);
    if (lane) lane.ties.push(tie);
    else lanes.set(id, { id, kind: tie.kind, others, what, ties: [tie] });
  }
  return [...lanes.values()];
}

/** At most so many lanes: of each kind those that most claims stand behind, in their order. */
export function foremost(lanes: readonly Lane[], most: number): Lane[] {
  if (lanes.length <= most) return [...lanes];
  const weight = (lane: Lane): number => lane.ties.reduce((sum, tie) => sum + evidence(tie).length, 0);
  const ranked = new Map<Lane, number>();
  for (const kind of KINDS) {
    const own = lanes.filter((lane) => lane.kind === kind).sort((a, b) => weight(b) - weight(a));
    own.forEach((lane, rank) => ranked.set(lane, rank));
  }
  const kept = new Set([...lanes].sort((a, b) => (ranked.get(a) ?? 0) - (ranked.get(b) ?? 0)).slice(0, most));
  return lanes.filter((lane) => kept.has(lane));
}

export type Span = [from: Date, to: Date];

/** The years that the axis shows: those of the ties and of the claims. What exists is there before and after, and widens it
 * only where there is nothing else. */
export function axisOf(ties: readonly Tie[], firstYear: number | null, lastYear: number | null): Span | null {
  const days = (list: readonly Tie[]): number[] =>
    list.flatMap((tie) =>
      [day(tie.from, 'first'), day(tie.from, 'last'), day(tie.to, 'first'), day(tie.to, 'last')].flatMap(
        (at) => (at === null ? [] : [at.getTime()]),
      ),
    );
  const found = days(ties.filter((tie) => tie.kind !== 'existence'));
  if (firstYear !== null) found.push(instant(firstYear, 1, 1).getTime());
  if (lastYear !== null) found.push(instant(lastYear, 12, 31).getTime());
  const all = found.length > 0 ? found : days(ties);
  if (all.length === 0) return null;
  const first = new Date(all.reduce((a, b) => Math.min(a, b))).getUTCFullYear();
  const last = new Date(all.reduce((a, b) => Math.max(a, b))).getUTCFullYear();
  return [instant(first, 1, 1), instant(Math.max(last + 1, first + 2), 1, 1)];
}

/** `sure`: held on every day of it; `soft`: begins or ends within it; `beyond`: may have held still, nobody tells. */
export type Certainty = 'sure' | 'soft' | 'beyond';
export interface Piece {
  from: Date;
  to: Date;
  certainty: Certainty;
}
export interface Stretch {
  tie: Tie;
  pieces: Piece[];
  /** Nothing tells of its beginning, or it lies before the axis; likewise of its end. */
  openStart: boolean;
  openEnd: boolean;
}

/** How a spell is drawn between the ends of the axis. */
export function stretch(tie: Tie, [left, right]: Span): Stretch {
  const start = { first: day(tie.from, 'first'), last: day(tie.from, 'last') };
  const end = { first: day(tie.to, 'first'), last: day(tie.to, 'last') };
  const pieces: Piece[] = [];
  const add = (from: Date, to: Date, certainty: Certainty): void => {
    const a = new Date(Math.max(from.getTime(), left.getTime()));
    const b = new Date(Math.min(to.getTime(), right.getTime()));
    if (a <= b) pieces.push({ from: a, to: b, certainty });
  };

  // What nobody ends goes on; an end of which one bound is known lies anywhere on the other side of it.
  const endFirst = tie.to === null ? right : (end.first ?? start.last ?? start.first ?? left);
  const endLast = tie.to === null ? right : (end.last ?? right);
  const startFirst = start.first ?? left;
  const startLast = start.last ?? endFirst;
  const untold = start.first === null && start.last === null;

  if (untold) add(left, endFirst, 'beyond');
  else if (startLast <= endFirst) {
    if (startFirst < startLast) add(startFirst, startLast, 'soft');
    if (startLast < endFirst || startFirst.getTime() === startLast.getTime())
      add(startLast, endFirst, 'sure');
  } else {
    // It may have ended before it surely began: no day is sure.
    add(startFirst, endLast < startFirst ? startFirst : endLast, 'soft');
  }
  if (endFirst < endLast && (untold || startLast <= endFirst)) add(endFirst, endLast, 'soft');
  if (tie.to?.possible === true && endLast < right) add(endLast, right, 'beyond');

  return {
    tie,
    pieces,
    openStart: start.first === null || startFirst < left,
    openEnd: tie.to === null || endLast > right,
  };
}
