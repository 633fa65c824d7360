// Places in the network: always the same, apart from one another, and kept.
import { describe, expect, it } from 'vitest';

import { frame, layOut, lot, placeNew } from './layout';
import type { Link } from './network';

const link = (a: string, b: string): Link => ({
  id: `${a} ${b}`,
  kind: 'alliance',
  a,
  b,
  ties: [],
  certain: true,
  disputed: false,
  sign: null,
  ghost: false,
});
/** A ring with spokes. */
const wheel = Array.from({ length: 20 }, (_, n) => [
  link(`n${n}`, `n${(n + 1) % 20}`),
  link(`n${n}`, 'hub'),
]).flat();

describe('a layout', () => {
  it('is the same whenever it is made, in whichever order links come', () => {
    const places = layOut([wheel], 60);
    expect(layOut([wheel], 60)).toEqual(places);
    expect(layOut([[...wheel].reverse()], 60)).toEqual(places);
  });

  it('keeps marks apart and what is tied together', () => {
    const places = layOut([[...wheel, link('far', 'away')]], 60);
    const at = (key: string) => places.get(key) ?? { x: NaN, y: NaN };
    const distance = (a: string, b: string) => Math.hypot(at(a).x - at(b).x, at(a).y - at(b).y);
    const keys = [...places.keys()];
    keys.forEach((a, n) => keys.slice(n + 1).forEach((b) => expect(distance(a, b)).toBeGreaterThan(20)));
    expect(distance('far', 'away')).toBeLessThan(distance('far', 'hub'));
  });

  it('has places for the strongest of every sample', () => {
    const places = layOut([[link('a', 'b'), link('a', 'c')], [link('x', 'y')]], 2);
    expect([...places.keys()].sort()).toEqual(['a', 'b', 'x', 'y']);
  });

  it('of nothing is empty', () => {
    expect(layOut([], 60).size).toBe(0);
  });
});

describe('one who is met later', () => {
  const places = layOut([wheel], 60);

  it('is put beside those that it is tied to, on nobody', () => {
    const found = placeNew(places, ['new', 'n3'], [link('new', 'n3'), link('new', 'n4')]);
    expect([...found.keys()]).toEqual(['new']);
    const place = found.get('new') ?? { x: 0, y: 0 };
    const distances = [...places.values()].map(({ x, y }) => Math.hypot(x - place.x, y - place.y));
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(34);
    expect(placeNew(places, ['new'], [link('new', 'n3'), link('new', 'n4')])).toEqual(found);
  });

  it('has a place where nobody has one', () => {
    const found = placeNew(new Map(), ['a', 'b'], [link('a', 'b')]);
    expect(found.size).toBe(2);
  });
});

describe('a lot', () => {
  it('lies between 0 and 1 and differs with the key', () => {
    const lots = ['albania', 'algeria', 'ألبانيا', '', '~x'].map(lot);
    for (const one of lots) expect(one).toBeGreaterThanOrEqual(0);
    for (const one of lots) expect(one).toBeLessThan(1);
    expect(new Set(lots).size).toBe(lots.length);
  });
});

describe('a frame', () => {
  it('brings all places into the picture', () => {
    const places = [
      { x: -500, y: -100 },
      { x: 900, y: 400 },
    ];
    const { scale, dx, dy } = frame(places, 800, 600, [50, 30]);
    for (const { x, y } of places) {
      expect(x * scale + dx).toBeGreaterThanOrEqual(49.9);
      expect(x * scale + dx).toBeLessThanOrEqual(750.1);
      expect(y * scale + dy).toBeGreaterThanOrEqual(29.9);
      expect(y * scale + dy).toBeLessThanOrEqual(570.1);
    }
  });

  it('does not magnify two neighbours without end', () => {
    expect(frame([{ x: 0, y: 0 }], 800, 600, [0, 0])).toEqual({ scale: 1.6, dx: 400, dy: 300 });
    expect(frame([], 800, 600, [0, 0])).toEqual({ scale: 1, dx: 400, dy: 300 });
  });
});
