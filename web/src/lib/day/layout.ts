// Where actors stand in the network. The same actors and links give the same places, whichever day is looked at: places
// come from the years that stand for the whole record, and who is met later is put beside those it is tied to.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';

import { strongest, type Link } from './network';

export interface Place {
  x: number;
  y: number;
}
export type Places = ReadonlyMap<string, Place>;

const TICKS = 260;
/** How much wider than high the picture is. */
const WIDE = 1.35;

/** A number from 0 to 1 that a key alone decides (FNV-1a). */
export function lot(key: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < key.length; n += 1) hash = Math.imul(hash ^ key.charCodeAt(n), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}

/** Places of all that are drawn in one of the samples, at most so many of each. */
export function layOut(samples: readonly (readonly Link[])[], most: number): Places {
  const keys = [...new Set(samples.flatMap((links) => strongest(links, most, null)))].sort();
  const known = new Set(keys);
  // Two that are tied in many ways or through many years stand closer.
  const bonds = new Map<string, { source: string; target: string; weight: number }>();
  for (const { a, b } of samples.flat()) {
    if (!known.has(a) || !known.has(b)) continue;
    const [source, target] = a < b ? [a, b] : [b, a];
    const id = JSON.stringify([source, target]);
    const bond = bonds.get(id) ?? { source, target, weight: 0 };
    bond.weight += 1;
    bonds.set(id, bond);
  }
  const degree = new Map<string, number>();
  for (const { source, target } of bonds.values())
    for (const key of [source, target]) degree.set(key, (degree.get(key) ?? 0) + 1);

  const nodes = keys.map((key) => {
    const angle = lot(key) * Math.PI * 2;
    const radius = 40 + 260 * Math.sqrt(lot(`${key}#`));
    return { key, x: Math.cos(angle) * radius * WIDE, y: Math.sin(angle) * radius };
  });
  const links = [...bonds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, bond]) => bond);
  forceSimulation(nodes)
    .force(
      'link',
      forceLink<(typeof nodes)[number], (typeof links)[number] & { index?: number }>(links)
        .id(({ key }) => key)
        .distance(70)
        .strength(({ weight, source, target }) => {
          const of = (end: unknown): number => degree.get((end as { key: string }).key) ?? 1;
          return Math.min(1, 0.6 + 0.1 * weight) / Math.min(of(source), of(target));
        }),
    )
    .force('charge', forceManyBody().strength(-260).distanceMax(480))
    .force('collide', forceCollide(20))
    .force('x', forceX(0).strength(0.045))
    .force('y', forceY(0).strength(0.045 * WIDE * WIDE))
    .stop()
    .tick(TICKS);
  return new Map(nodes.map(({ key, x, y }) => [key, { x, y }]));
}

const APART = 34;
/** The angle between one try and the next, which never repeats. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** Places of those in `keys` that have none yet: in the middle of those that they are tied to, where there is room. */
export function placeNew(
  places: Places,
  keys: readonly string[],
  links: readonly Link[],
): Map<string, Place> {
  const found = new Map<string, Place>();
  const at = (key: string): Place | undefined => places.get(key) ?? found.get(key);
  const crowd = [...places.values()];
  for (const key of [...keys].sort()) {
    if (at(key)) continue;
    const tied = links.flatMap(({ a, b }) => (a === key ? [b] : b === key ? [a] : []));
    const near = tied.flatMap((other) => at(other) ?? []);
    const middle = {
      x: near.reduce((sum, { x }) => sum + x, 0) / Math.max(1, near.length),
      y: near.reduce((sum, { y }) => sum + y, 0) / Math.max(1, near.length),
    };
    const turn = lot(key) * Math.PI * 2;
    for (let n = 1; ; n += 1) {
      const radius = APART * Math.sqrt(n);
      const place = {
        x: middle.x + Math.cos(turn + n * GOLDEN) * radius,
        y: middle.y + Math.sin(turn + n * GOLDEN) * radius,
      };
      if (n < 400 && crowd.some(({ x, y }) => Math.hypot(x - place.x, y - place.y) < APART)) continue;
      found.set(key, place);
      crowd.push(place);
      break;
    }
  }
  return found;
}

export interface Frame {
  scale: number;
  dx: number;
  dy: number;
}

/** How places are brought into a picture with a margin around them. */
export function frame(
  places: Iterable<Place>,
  width: number,
  height: number,
  margin: [number, number],
): Frame {
  const all = [...places];
  if (all.length === 0) return { scale: 1, dx: width / 2, dy: height / 2 };
  const low = (pick: (place: Place) => number): number =>
    all.reduce((min, one) => Math.min(min, pick(one)), Infinity);
  const high = (pick: (place: Place) => number): number =>
    all.reduce((max, one) => Math.max(max, pick(one)), -Infinity);
  const [left, right] = [low(({ x }) => x), high(({ x }) => x)];
  const [top, bottom] = [low(({ y }) => y), high(({ y }) => y)];
  const scale = Math.min(
    1.6,
    (width - 2 * margin[0]) / Math.max(1, right - left),
    (height - 2 * margin[1]) / Math.max(1, bottom - top),
  );
  return {
    scale,
    dx: width / 2 - (scale * (left + right)) / 2,
    dy: height / 2 - (scale * (top + bottom)) / 2,
  };
}
