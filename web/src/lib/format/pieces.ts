// Cuts a text at the edges of its marks, so that marks that overlap can be shown side by side.
import type { Mark } from '../api/types';

export interface Piece {
  text: string;
  start: number;
  marks: Mark[];
}

/** Offsets count UTF-16 units. Marks outside the text are cut to it; empty ones are left out. */
export function pieces(text: string, marks: readonly Mark[]): Piece[] {
  const inside = marks
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start), end: Math.min(text.length, mark.end) }))
    .filter((mark) => mark.start < mark.end);
  const edges = new Set([0, text.length]);
  for (const mark of inside) {
    edges.add(mark.start);
    edges.add(mark.end);
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const cut: Piece[] = [];
  for (let n = 0; n + 1 < sorted.length; n += 1) {
    const start = sorted[n] ?? 0;
    const end = sorted[n + 1] ?? text.length;
    cut.push({
      text: text.slice(start, end),
      start,
      marks: inside.filter((mark) => mark.start <= start && mark.end >= end),
    });
  }
  return cut;
}
