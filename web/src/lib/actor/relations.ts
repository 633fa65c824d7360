// Marks of a relation through the years: where a year stands between cooperation and conflict, and how much is told of it.
import type { ActorPage } from '../api/types';

export type Relation = ActorPage['relations'][number];
/** `up` cooperation, `down` conflict, `level` neither. */
export type Side = 'up' | 'down' | 'level';

/** The ends of Goldstein's scale. */
export const EXTREME = 10;

export function sideOf(score: number | null): Side {
  if (score === null || Math.abs(score) < 0.05) return 'level';
  return score > 0 ? 'up' : 'down';
}

/** Half the width of a mark: its area grows with the claims of the year. */
export function sizeOf(claims: number, most: number): number {
  return 3 + 5 * Math.sqrt(claims / Math.max(1, most));
}

/** The outline of a mark around a point. */
export function outline(side: Side, x: number, y: number, r: number): string {
  if (side === 'up') return `M${x - r},${y + r * 0.7} L${x + r},${y + r * 0.7} L${x},${y - r} Z`;
  if (side === 'down') return `M${x - r},${y - r * 0.7} L${x + r},${y - r * 0.7} L${x},${y + r} Z`;
  const s = r * 0.8;
  return `M${x - s},${y} L${x},${y - s} L${x + s},${y} L${x},${y + s} Z`;
}

/** First and last year of all relations. */
export function yearsOf(relations: readonly Relation[]): [first: number, last: number] | null {
  let first = Infinity;
  let last = -Infinity;
  for (const relation of relations)
    for (const { year } of relation.years) {
      first = Math.min(first, year);
      last = Math.max(last, year);
    }
  return first > last ? null : [first, last];
}
