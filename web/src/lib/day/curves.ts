// Lines of the network: straight where two are tied in one way, bent apart where they are in several.
import type { Place } from './layout';
import type { Link } from './network';

export interface Curve {
  from: Place;
  bend: Place;
  to: Place;
}

const GAP = 22;

/** How far each link is bent aside, so that several between the same two stay apart. Half the distance is seen. */
export function bends(links: readonly Link[]): Map<string, number> {
  const between = new Map<string, Link[]>();
  for (const link of links) {
    const pair = JSON.stringify([link.a, link.b].sort());
    between.set(pair, [...(between.get(pair) ?? []), link]);
  }
  const found = new Map<string, number>();
  for (const list of between.values())
    list.forEach((link, n) => {
      const side = (n - (list.length - 1) / 2) * GAP;
      // Seen from the other end, left is right.
      found.set(link.id, link.a < link.b ? side : -side);
    });
  return found;
}

/** A line from the rim of one to the rim of the other. */
export function curve(a: Place, b: Place, bend: number, radii: [number, number]): Curve {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const aside = { x: (a.x + b.x) / 2 - (dy / length) * bend, y: (a.y + b.y) / 2 + (dx / length) * bend };
  const rim = (from: Place, radius: number): Place => {
    const way = Math.hypot(aside.x - from.x, aside.y - from.y) || 1;
    const step = Math.min(radius, way);
    return { x: from.x + ((aside.x - from.x) / way) * step, y: from.y + ((aside.y - from.y) / way) * step };
  };
  return { from: rim(a, radii[0]), bend: aside, to: rim(b, radii[1]) };
}

const say = (value: number): string => String(Math.round(value * 10) / 10);

export function path({ from, bend, to }: Curve): string {
  return `M${say(from.x)} ${say(from.y)}Q${say(bend.x)} ${say(bend.y)} ${say(to.x)} ${say(to.y)}`;
}

/** The point that lies at a share of the way, and the direction there in degrees. */
export function along({ from, bend, to }: Curve, share: number): Place & { angle: number } {
  const rest = 1 - share;
  const at = (pick: (place: Place) => number): number =>
    rest * rest * pick(from) + 2 * rest * share * pick(bend) + share * share * pick(to);
  const slope = (pick: (place: Place) => number): number =>
    rest * (pick(bend) - pick(from)) + share * (pick(to) - pick(bend));
  const [x, y] = [({ x }: Place) => x, ({ y }: Place) => y];
  return { x: at(x), y: at(y), angle: (Math.atan2(slope(y), slope(x)) * 180) / Math.PI };
}
