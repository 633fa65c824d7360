// Ties as lanes of a time axis: one lane for each kind and what it is about, one bar for each spell, with ends as soft
// as what is known of them.
import type { End, Tie, TieKind } from '../api/types';
import { bounds } from './span';

/** When a spell may have begun or ended: from the earliest to the latest instant, `null` where that side is open. */
export interface Edge {
  earliest: number | null;
  latest: number | null;
  /** Told by claims, not inferred. */
  told: boolean;
  possible: boolean;
}

export interface Bar {
  tie: Tie;
  /** `null`: nothing tells when it began. */
  begin: Edge | null;
  end: Edge | null;
  /** The line of the lane that it stands on, from 0: spells that overlap stand one below the other. */
  row: number;
}

export interface Lane {
  id: string;
  kind: TieKind;
  /** What the lane is about besides its kind: an agreement, an office, an organization. */
  about: { text: string } | { keys: string[] } | null;
  bars: Bar[];
  rows: number;
}

const ORDER: readonly TieKind[] = [
  'existence',
  'diplomatic-relations',
  'hostilities',
  'presence',
  'alliance',
  'membership',
  'party',
  'office',
];

/** The lanes in a fixed order of kinds, then by what began first. */
export function lanes(ties: readonly Tie[]): Lane[] {
  const found = new Map<string, Lane>();
  const begins = (bar: Bar): number => bar.begin?.earliest ?? bar.begin?.latest ?? -Infinity;
  for (const tie of ties) {
    const about = subject(tie);
    const told = about === null ? '' : 'text' in about ? about.text : about.keys.join('\u0000');
    const id = `${tie.kind}\u0000${told}`;
    let lane = found.get(id);
    if (!lane) found.set(id, (lane = { id, kind: tie.kind, about, bars: [], rows: 1 }));
    lane.bars.push({ tie, begin: edge(tie.from), end: edge(tie.to), row: 0 });
  }
  const all = [...found.values()];
  for (const lane of all) {
    lane.bars.sort((a, b) => begins(a) - begins(b));
    lane.rows = stack(lane.bars);
  }
  const rank = (lane: Lane): number => ORDER.indexOf(lane.kind);
  const first = (lane: Lane): number => (lane.bars[0] ? begins(lane.bars[0]) : 0);
  return all.sort(
    (a, b) => rank(a) - rank(b) || compare(first(a), first(b)) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

function subject(tie: Tie): Lane['about'] {
  const with_ = (role: string): string[] =>
    tie.parties.filter((party) => party.role === role).map((party) => party.key);
  if (tie.kind === 'existence') return { keys: tie.parties.map((party) => party.key) };
  if (tie.kind === 'presence') return { keys: [...with_('sender'), ...with_('host')] };
  if (tie.kind === 'membership') return { keys: with_('organization') };
  if (tie.office !== null) return { text: tie.office };
  if (tie.instrument !== null) return { text: tie.instrument };
  if (tie.kind === 'office') return { keys: with_('holder') };
  const agreements = with_('agreement');
  return agreements.length > 0 ? { keys: agreements } : null;
}

function edge(end: End | null): Edge | null {
  if (end === null) return null;
  const { first, last } = bounds(end.when);
  if (first === null && last === null) return null;
  return { earliest: first, latest: last, told: end.told, possible: end.possible };
}

/** Puts each bar on the first line that is free. Soft ends may share a line: one ends as the next begins. */
function stack(bars: Bar[]): number {
  const free: number[] = [];
  for (const bar of bars) {
    const begins = bar.begin?.latest ?? bar.begin?.earliest ?? -Infinity;
    const ends = bar.end?.earliest ?? bar.end?.latest ?? Infinity;
    let row = free.findIndex((until) => until <= begins);
    if (row < 0) row = free.length;
    free[row] = ends;
    bar.row = row;
  }
  return Math.max(1, free.length);
}

/** A bar on the screen. Stretches that are empty are `null`. */
export interface Drawn {
  rise: [number, number] | null;
  solid: [number, number] | null;
  fall: [number, number] | null;
  /** Where the outermost possible beginning and end are; `null` where open. */
  begin: number | null;
  end: number | null;
  /** From where to where it is drawn at all. */
  left: number;
  right: number;
}

const THINNEST = 3;
/** How far a bar fades where a limit is known on one side only. */
const FADE = 48;

/** Lays a bar out between `left` and `right`; `null` when none of it is there. `x` places an instant. */
export function draw(bar: Bar, x: (at: number) => number, left: number, right: number): Drawn | null {
  const at = (instant: number | null | undefined, open: number): number =>
    instant === null || instant === undefined ? open : x(instant);
  const low = Math.min(left, x(-8.64e15));
  const high = Math.max(right, x(8.64e15));
  const known = (instant: number | null | undefined): instant is number => typeof instant === 'number';
  const { begin, end } = bar;
  const outerLeft = at(begin?.earliest, known(begin?.latest) ? x(begin.latest) - FADE : low);
  let outerRight = at(end?.latest, known(end?.earliest) ? x(end.earliest) + FADE : high);
  if (outerRight < outerLeft + THINNEST) outerRight = outerLeft + THINNEST;
  if (outerRight < left || outerLeft > right) return null;
  // Certain from the latest beginning to the earliest end; where these cross nothing is certain between.
  let innerLeft = begin ? at(begin.latest, outerRight) : outerLeft;
  let innerRight = end ? at(end.earliest, outerLeft) : outerRight;
  innerLeft = clamp(innerLeft, outerLeft, outerRight);
  innerRight = clamp(innerRight, outerLeft, outerRight);
  if (innerLeft > innerRight) innerLeft = innerRight = (innerLeft + innerRight) / 2;
  // A day has a width of its own; only what is wider than a hair is soft.
  if (innerLeft - outerLeft < 2) innerLeft = outerLeft;
  if (outerRight - innerRight < 2) innerRight = outerRight;
  const part = (from: number, to: number): [number, number] | null => (to - from > 0.5 ? [from, to] : null);
  return {
    rise: part(outerLeft, innerLeft),
    solid: part(Math.max(innerLeft, left - 20), Math.min(innerRight, right + 20)),
    fall: part(innerRight, outerRight),
    begin: known(begin?.earliest) ? outerLeft : null,
    end: known(end?.latest) ? outerRight : null,
    left: Math.max(outerLeft, left),
    right: Math.min(outerRight, right),
  };
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
