// What two claims of a disagreement say differently: the point of each, for a line that shows them side by side.
import type { Claim, DisagreementCard } from '../api/types';
import { sayWhen } from '../format/when';
import { term } from '../i18n/messages.svelte';

export interface Point {
  claim: string;
  said: string;
  document: Claim['document'];
}

function said(kind: DisagreementCard['kind'], claim: Claim): string {
  switch (kind) {
    case 'date':
    case 'sequence':
    case 'narrative':
      return sayWhen(claim.when);
    case 'number':
      return claim.quantities.map(({ text }) => text).join(', ') || claim.quote;
    case 'role':
      return claim.actor.map(({ text }) => text).join(', ') || claim.quote;
    case 'polarity':
      return term('status', claim.status);
  }
}

/** The first claim of each different point, two at most. */
export function pointsOf(card: DisagreementCard): Point[] {
  const points: Point[] = [];
  for (const claim of card.claims) {
    const point = said(card.kind, claim);
    if (points.some((other) => other.said === point)) continue;
    points.push({ claim: claim.id, said: point, document: claim.document });
    if (points.length === 2) break;
  }
  return points;
}
