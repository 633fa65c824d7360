// The network of a day: ties as links between two actors, and which of them are drawn where there are many.
import type { Actors, Holding, Tie, TieKind } from '../api/types';
import { fromIso } from '../format/when';

/** Kinds that are drawn, in the order of the legend; the others are listed alone. */
export const DRAWN = [
  'diplomatic-relations',
  'alliance',
  'membership',
  'party',
  'presence',
  'hostilities',
] as const satisfies readonly TieKind[];
export const LISTED = ['office', 'existence'] as const satisfies readonly TieKind[];
export const KINDS: readonly TieKind[] = [...DRAWN, ...LISTED];
/** What is shown where the address says nothing: that a state existed is true of too many to be news. */
export const USUAL: readonly TieKind[] = KINDS.filter((kind) => kind !== 'existence');

export type Held = Tie & { holding: Holding };
export type Sign = 'begun' | 'ended' | 'surer' | 'less-sure';

export interface Link {
  id: string;
  kind: TieKind;
  /** From whom to whom; the direction means something for memberships, agreements and forces alone. */
  a: string;
  b: string;
  ties: Held[];
  /** Certain where one of its ties is. */
  certain: boolean;
  disputed: boolean;
  /** What changed, where two days are compared. */
  sign: Sign | null;
  /** Held on the other day, not on this one. */
  ghost: boolean;
}

const SECOND: readonly string[] = ['organization', 'agreement', 'host', 'body'];

/** The two ends of each link of a tie. What several are in, they are linked with; else each with each. */
export function ends(tie: Tie): [string, string][] {
  const hubs = tie.parties.filter(({ role }) => SECOND.includes(role)).map(({ key }) => key);
  const others = tie.parties.filter(({ role }) => !SECOND.includes(role)).map(({ key }) => key);
  const pairs: [string, string][] =
    hubs.length > 0
      ? others.flatMap((other) => hubs.map((hub): [string, string] => [other, hub]))
      : others.flatMap((one, n) =>
          others.slice(n + 1).map((other): [string, string] => [one, other].sort() as [string, string]),
        );
  return pairs.filter(([a, b]) => a !== b);
}

const isDrawn = (kind: TieKind): boolean => (DRAWN as readonly TieKind[]).includes(kind);

/** Links of the ties, one for each pair and kind, in an order of their own whatever the order of the ties. */
export function linksOf(
  ties: readonly Held[],
  { signs = new Map<string, Sign>(), ghosts = [] as readonly Held[] } = {},
): Link[] {
  const links = new Map<string, Link>();
  const add = (tie: Held, ghost: boolean): void => {
    if (!isDrawn(tie.kind)) return;
    for (const [a, b] of ends(tie)) {
      const id = JSON.stringify([tie.kind, a, b]);
      let link = links.get(id);
      // A tie that goes on in another spell is there.
      if (ghost && link && !link.ghost) continue;
      link ??= { id, kind: tie.kind, a, b, ties: [], certain: false, disputed: false, sign: null, ghost };
      link.ties.push(tie);
      link.certain ||= tie.holding === 'certain';
      link.disputed ||= tie.disputed;
      link.sign ??= signs.get(tie.id) ?? null;
      links.set(id, link);
    }
  };
  for (const tie of ties) add(tie, false);
  for (const tie of ghosts) add(tie, true);
  return [...links.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** How many ties each actor is in, a possible one counting half. */
export function weights(links: readonly Link[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const link of links)
    for (const key of [link.a, link.b])
      found.set(key, (found.get(key) ?? 0) + (link.ghost ? 0 : link.certain ? 1 : 0.5));
  return found;
}

/** The actors that are drawn, at most so many: the one that is looked at, those that it is tied to, then the most tied. */
export function strongest(links: readonly Link[], most: number, focus: string | null): string[] {
  const weight = weights(links);
  const near = new Set(
    focus === null ? [] : links.flatMap(({ a, b }) => (a === focus ? [b] : b === focus ? [a] : [])),
  );
  const rank = (key: string): number => (key === focus ? 0 : near.has(key) ? 1 : 2);
  const chosen = [...weight.keys()]
    .sort((a, b) => rank(a) - rank(b) || (weight.get(b) ?? 0) - (weight.get(a) ?? 0) || (a < b ? -1 : 1))
    .slice(0, most);
  // Alone among those that are drawn, one would look untied.
  const kept = new Set(chosen);
  const tied = new Set(links.filter(({ a, b }) => kept.has(a) && kept.has(b)).flatMap(({ a, b }) => [a, b]));
  return chosen.filter((key) => tied.has(key));
}

/** Those that a link joins to it. */
export function neighbours(links: readonly Link[], key: string): Set<string> {
  return new Set(links.flatMap(({ a, b }) => (a === key ? [b] : b === key ? [a] : [])));
}

export type Shape = 'circle' | 'square' | 'diamond';

/** Actors are round, organizations square, agreements stand on a corner. Whom the packs do not know has the shape of the role
 * in which it is met. */
export function shapes(links: readonly Link[], actors: Actors): Map<string, Shape> {
  const found = new Map<string, Shape>();
  for (const { key, role } of links.flatMap(({ ties }) => ties).flatMap(({ parties }) => parties)) {
    const kind = actors[key]?.kind ?? role;
    const shape =
      kind === 'agreement' ? 'diamond' : kind === 'organization' || kind === 'alliance' ? 'square' : 'circle';
    // In several roles an unknown one is first of all what others are in.
    if (shape !== 'circle' || !found.has(key)) found.set(key, shape);
  }
  return found;
}

/** Ties of a kind in the order of a list: certain ones first, what began last before what began long ago. */
export function inListOrder(ties: readonly Held[]): Held[] {
  const sure = (tie: Held): number => (tie.holding === 'certain' ? 0 : 1);
  const began = (tie: Held): number =>
    fromIso(tie.from?.when?.first ?? tie.from?.when?.last ?? null)?.getTime() ?? -8.64e15;
  return [...ties].sort((a, b) => sure(a) - sure(b) || began(b) - began(a) || (a.id < b.id ? -1 : 1));
}
