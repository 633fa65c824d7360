// Lines and names of the network.
import { describe, expect, it } from 'vitest';

import { along, bends, curve, path } from './curves';
import { placeLabels, type Labelled } from './labels';
import type { Link } from './network';

const link = (id: string, a: string, b: string): Link => ({
  id,
  kind: 'alliance',
  a,
  b,
  ties: [],
  certain: true,
  disputed: false,
  sign: null,
  ghost: false,
});

describe('a line', () => {
  it('runs straight from rim to rim where it is alone', () => {
    expect(bends([link('1', 'a', 'b')]).get('1')).toBe(0);
    const drawn = curve({ x: 0, y: 0 }, { x: 100, y: 0 }, 0, [10, 20]);
    expect(path(drawn)).toBe('M10 0Q50 0 80 0');
    expect(along(drawn, 0)).toMatchObject({ x: 10, y: 0 });
    expect(along(drawn, 1)).toMatchObject({ x: 80, y: 0, angle: 0 });
  });

  it('keeps apart from others between the same two, whichever way they run', () => {
    const found = bends([link('1', 'a', 'b'), link('2', 'b', 'a'), link('3', 'a', 'b')]);
    const [a, b] = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ];
    const heights = [
      along(curve(a, b, found.get('1') ?? 0, [0, 0]), 0.5).y,
      along(curve(b, a, found.get('2') ?? 0, [0, 0]), 0.5).y,
      along(curve(a, b, found.get('3') ?? 0, [0, 0]), 0.5).y,
    ].sort((one, other) => one - other);
    expect(heights[1]).toBeCloseTo(0);
    expect((heights[1] ?? 0) - (heights[0] ?? 0)).toBeGreaterThan(8);
    expect((heights[2] ?? 0) - (heights[1] ?? 0)).toBeGreaterThan(8);
  });

  it('between two in one place is a point, not an error', () => {
    expect(path(curve({ x: 5, y: 5 }, { x: 5, y: 5 }, 0, [3, 3]))).toBe('M5 5Q5 5 5 5');
  });
});

describe('names', () => {
  const node = (key: string, x: number, y: number, must = false): Labelled => ({
    key,
    x,
    y,
    radius: 5,
    width: 60,
    must,
  });

  it('stand on the free side of their mark, inside the picture', () => {
    const [label] = placeLabels([node('a', 390, 50)], 400, 100);
    expect(label?.x).toBeLessThan(390 - 5 - 30);
    expect(label?.y).toBe(50);
  });

  it('do not cover each other or another mark', () => {
    const nodes = [
      node('a', 200, 100),
      node('b', 240, 100),
      node('c', 200, 112),
      node('d', 205, 95),
      node('e', 220, 106),
    ];
    const labels = placeLabels(nodes, 400, 200);
    expect(labels[0]?.key).toBe('a');
    labels.forEach((one, n) => {
      for (const other of labels.slice(n + 1))
        expect(Math.abs(one.x - other.x) >= 60 || Math.abs(one.y - other.y) >= 15).toBe(true);
      for (const { key, x, y } of nodes)
        if (key !== one.key) expect(Math.abs(one.x - x) >= 35 || Math.abs(one.y - y) >= 12.5).toBe(true);
    });
    expect(labels.length).toBeLessThan(nodes.length);
  });

  it('of what is pointed at are shown before all others', () => {
    const crowd = Array.from({ length: 9 }, (_, n) =>
      node(`n${n}`, 180 + (n % 3) * 12, 90 + Math.floor(n / 3) * 12),
    );
    const labels = placeLabels([...crowd, node('chosen', 192, 104, true)], 400, 200);
    expect(labels[0]?.key).toBe('chosen');
  });

  it('of what is outside of the picture are left out', () => {
    expect(placeLabels([node('a', -10, 50, true), node('b', 50, 500)], 400, 100)).toEqual([]);
  });
});
