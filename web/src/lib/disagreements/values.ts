// What the sides of a disagreement say: claims that say the same stand together, the value that is shown first before the
// others.
import type { Claim, DisagreementCard } from '../api/types';

type Kind = DisagreementCard['kind'];

export type Value =
  | { kind: 'date'; when: Claim['when'] }
  | { kind: 'polarity'; denied: boolean }
  | { kind: 'role'; actor: string[]; recipient: string[] }
  | { kind: 'number'; quantities: Claim['quantities'] }
  /** Another event than the other side's, and its date. */
  | { kind: 'event'; event: string; when: Claim['when'] };

export interface Side {
  value: Value;
  claims: Claim[];
}

/** What a claim says of what is disputed. */
function valueOf(kind: Kind, claim: Claim, units: ReadonlySet<string>): Value {
  switch (kind) {
    case 'date':
      return { kind: 'date', when: claim.when };
    case 'polarity':
      return { kind: 'polarity', denied: claim.status === 'denied' };
    case 'role':
      return {
        kind: 'role',
        actor: claim.actor.map((party) => party.key),
        recipient: claim.recipient.map((party) => party.key),
      };
    case 'number': {
      const disputed = claim.quantities.filter((quantity) => units.has(quantity.unit));
      return { kind: 'number', quantities: disputed.length > 0 ? disputed : claim.quantities };
    }
    case 'sequence':
    case 'narrative':
      return { kind: 'event', event: claim.class, when: claim.when };
  }
}

/** Two values are one where they are written alike. */
function nameOf(value: Value): string {
  switch (value.kind) {
    case 'date':
      return value.when?.edtf ?? '';
    case 'polarity':
      return String(value.denied);
    case 'role':
      return JSON.stringify([value.actor, value.recipient]);
    case 'number':
      return JSON.stringify(value.quantities.map(({ value: count, unit }) => [count, unit]));
    case 'event':
      return JSON.stringify([value.event, value.when?.edtf]);
  }
}

/** Units that several claims count in: what one claim alone counts is not disputed. */
function sharedUnits(claims: readonly Claim[]): Set<string> {
  const seen = new Map<string, number>();
  for (const claim of claims)
    for (const unit of new Set(claim.quantities.map((quantity) => quantity.unit)))
      seen.set(unit, (seen.get(unit) ?? 0) + 1);
  return new Set([...seen].filter(([, times]) => times > 1).map(([unit]) => unit));
}

/** The sides, in the order of the claims, which begins with the one that is shown first. */
export function sidesOf(card: DisagreementCard): Side[] {
  const units = sharedUnits(card.claims);
  const sides = new Map<string, Side>();
  for (const claim of card.claims) {
    const value = valueOf(card.kind, claim, units);
    const name = nameOf(value);
    const side = sides.get(name);
    if (side) side.claims.push(claim);
    else sides.set(name, { value, claims: [claim] });
  }
  return [...sides.values()];
}

/** Letters that name the sides on the axis and beside the values. */
export function letter(n: number): string {
  return n < 26 ? String.fromCharCode(65 + n) : String(n + 1);
}
