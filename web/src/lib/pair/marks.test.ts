import { describe, expect, it } from 'vitest';

import type { EventMark } from '../api/types';
import {
  bisect,
  grain,
  heaps,
  hit,
  inWindow,
  radius,
  shapeOf,
  stretches,
  toMarks,
  type Place,
} from './marks';
import { lay, pathOf } from './paint';

const DAY = 86_400_000;
let count = 0;

function event(first: string | null, last = first, more: Partial<EventMark> = {}): EventMark {
  count += 1;
  return {
    id: `e${count}`,
    class: 'visit',
    quad: 'verbal-cooperation',
    goldstein: 1.9,
    when: first === null && last === null ? null : { edtf: '', first, last },
    status: 'asserted',
    actors: [],
    recipients: [],
    office: null,
    instrument: null,
    confidence: 1,
    claims: 1,
    documents: 1,
    langs: ['en'],
    ...more,
  };
}

const place = (x: number, y: number, perPixel = DAY): Place => ({
  x,
  y,
  toX: (at) => (at - Date.UTC(1960, 0, 1)) / perPixel,
  toY: (level) => 100 - level * 10,
  perPixel,
});

describe('marks', () => {
  it('stand in order of time in the middle of what their date may mean, and apart without one', () => {
    const { marks, undated } = toMarks([event('1962-01-01'), event('1961-01-01', '1961-12-31'), event(null)]);
    expect(marks.map((mark) => new Date(mark.at).toISOString())).toEqual([
      '1961-07-02T12:00:00.000Z',
      '1962-01-01T12:00:00.000Z',
    ]);
    expect(undated).toHaveLength(1);
  });

  it('stand at the limit that is known where the other is open', () => {
    const { marks } = toMarks([event(null, '1961-05-31')]);
    expect(marks[0]?.at).toBe(Date.UTC(1961, 5, 1));
    expect(stretches(marks)).toEqual([
      { first: null, last: Date.UTC(1961, 5, 1), level: 1.9, cooperative: true },
    ]);
  });

  it('are hollow unless asserted, and have a shape for each quadrant', () => {
    const { marks } = toMarks([event('1961-01-01', '1961-01-01', { status: 'denied' })]);
    expect(marks[0]?.solid).toBe(false);
    const shapes = [
      'verbal-cooperation',
      'material-cooperation',
      'verbal-conflict',
      'material-conflict',
      null,
    ] as const;
    expect(new Set(shapes.map(shapeOf)).size).toBe(5);
  });
});

describe('heaps', () => {
  it('gather what would lie on each other, and nothing of another level or look', () => {
    const { marks } = toMarks([
      event('1961-01-01'),
      event('1961-01-01', '1961-01-01', { claims: 3 }),
      event('1961-01-01', '1961-01-01', { status: 'planned' }),
      event('1961-01-01', '1961-01-01', { goldstein: 5 }),
      event('1961-02-01'),
    ]);
    const found = heaps(marks, 4 * DAY);
    expect(found.map((heap) => heap.marks.length).sort()).toEqual([1, 1, 1, 2]);
    const heap = found.find((one) => one.marks.length === 2);
    expect(heap?.radius).toBe(radius(4));
    expect(heaps(marks, 3650 * DAY).find((one) => one.marks.length === 3)).toBeDefined();
  });

  it('keep every mark and the order of time', () => {
    const { marks } = toMarks(
      Array.from({ length: 500 }, (_, n) =>
        event(new Date(Date.UTC(1950, 0, 1 + ((n * 37) % 3000))).toISOString().slice(0, 10)),
      ),
    );
    const found = heaps(marks, 30 * DAY);
    expect(found.flatMap((heap) => heap.marks)).toHaveLength(500);
    expect(found.every((heap, n) => n === 0 || heap.at >= (found[n - 1]?.at ?? 0))).toBe(true);
  });

  it('do not change while one pans, and in steps while one zooms', () => {
    expect(grain(DAY)).toBe(grain(DAY * 1.01));
    expect(grain(DAY * 2)).toBeCloseTo(grain(DAY) * 2, 6);
    expect(radius(1_000_000)).toBeLessThanOrEqual(12);
  });
});

describe('finding marks', () => {
  const { marks } = toMarks([
    event('1960-02-01'),
    event('1960-02-01', '1960-02-01', { goldstein: 2 }),
    event('1960-06-01'),
  ]);
  const list = heaps(marks, DAY);

  it('bisects', () => {
    expect(bisect(list, -Infinity)).toBe(0);
    expect(bisect(list, list[2]?.at ?? 0)).toBe(2);
    expect(bisect(list, Infinity)).toBe(3);
    expect(inWindow(list, { start: Date.UTC(1960, 2, 1), end: Date.UTC(1961, 0, 1) }, 0)).toHaveLength(1);
  });

  it('finds all that lie under the pointer, the nearest first', () => {
    const found = hit(list, place(31.5, 100 - 20));
    expect(found.map((mark) => mark.level)).toEqual([2, 1.9]);
  });

  it('finds nothing beside them', () => {
    expect(hit(list, place(80, 81))).toEqual([]);
    expect(hit(list, place(31.5, 20))).toEqual([]);
    expect(hit([], place(0, 0))).toEqual([]);
  });
});

describe('drawing', () => {
  it('lays out stretches that are wider than a mark, and open ones a little way', () => {
    const x = (at: number): number => at / DAY;
    const stretch = { first: 10 * DAY, last: 50 * DAY, level: 0, cooperative: true };
    expect(lay(stretch, x, 0, 100)).toEqual({ x1: 10, x2: 50, openBefore: false, openAfter: false });
    expect(lay(stretch, x, 60, 100)).toBeNull();
    expect(lay({ ...stretch, last: 12 * DAY }, x, 0, 100)).toBeNull();
    expect(lay({ ...stretch, first: null }, x, 0, 100)).toMatchObject({ x2: 50, openBefore: true });
  });

  it('draws closed paths', () => {
    expect(pathOf('up', 0, 0, 4)).toMatch(/^M0 -5L.*Z$/);
    expect(pathOf('circle', 5, 5, 2).match(/A/g)).toHaveLength(2);
  });
});
