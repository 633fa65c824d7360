// Events as marks on the scale of cooperation and conflict. Marks that would lie on each other are one heap; heaps
// depend on how close the look is and not on where it stands, so panning computes nothing anew.
import type { EventMark, Quad } from '../api/types';
import { bounds, type Span } from './span';

/** Up: deeds of cooperation, circle: its words; down and diamond: those of conflict; square: neither. */
export type Shape = 'up' | 'circle' | 'down' | 'diamond' | 'square';

export interface Mark {
  event: EventMark;
  /** Where it is drawn: the middle of what its date may mean. */
  at: number;
  first: number | null;
  last: number | null;
  level: number;
  shape: Shape;
  /** Filled: said to have happened. Hollow: planned, denied, or told as another's words. */
  solid: boolean;
}

export interface Heap {
  at: number;
  level: number;
  shape: Shape;
  solid: boolean;
  radius: number;
  marks: Mark[];
}

/** The stretch that an imprecise date covers; a side that is open is `null`. */
export interface Stretch {
  first: number | null;
  last: number | null;
  level: number;
  cooperative: boolean;
}

const SHAPES: Record<Exclude<Quad, null>, Shape> = {
  'material-cooperation': 'up',
  'verbal-cooperation': 'circle',
  'material-conflict': 'down',
  'verbal-conflict': 'diamond',
};

export const shapeOf = (quad: Quad): Shape => (quad === null ? 'square' : SHAPES[quad]);

/** Which colour a shape has. */
export const sideOf = (shape: Shape): 'coop' | 'conf' | 'none' =>
  shape === 'up' || shape === 'circle' ? 'coop' : shape === 'square' ? 'none' : 'conf';

/** The marks in order of time, and apart those that no date places. */
export function toMarks(events: readonly EventMark[]): { marks: Mark[]; undated: EventMark[] } {
  const marks: Mark[] = [];
  const undated: EventMark[] = [];
  for (const event of events) {
    const { first, last } = bounds(event.when);
    const at = first !== null && last !== null ? (first + last) / 2 : (first ?? last);
    if (at === null) {
      undated.push(event);
      continue;
    }
    const level = Math.max(-10, Math.min(10, event.goldstein));
    marks.push({
      event,
      at,
      first,
      last,
      level,
      shape: shapeOf(event.quad),
      solid: event.status === 'asserted',
    });
  }
  marks.sort((a, b) => a.at - b.at || b.level - a.level || (a.event.id < b.event.id ? -1 : 1));
  return { marks, undated };
}

const PLACES: Record<Shape, number> = { up: 0, circle: 1, down: 2, diamond: 3, square: 4 };

/** How wide a heap gathers, in pixels. */
const GATHER = 6;

/** The length of time that heaps gather, in steps: a little closer gathers the same, so that nothing flickers. */
export function grain(perPixel: number): number {
  return 2 ** (Math.round(Math.log2(GATHER * perPixel) * 2) / 2);
}

/** Gathers marks of the same shape and level within one grain of time; in order of time. */
export function heaps(marks: readonly Mark[], grain: number): Heap[] {
  // One number for where and how a mark is drawn: quicker to look up than a text, thousands of times in a frame.
  const open = new Map<number, Heap>();
  for (const mark of marks) {
    const look = Math.round((mark.level + 10) * 100) * 16 + PLACES[mark.shape] * 2 + (mark.solid ? 1 : 0);
    const cell = Math.floor(mark.at / grain) * 65_536 + look;
    const heap = open.get(cell);
    if (heap) heap.marks.push(mark);
    else {
      const { at, level, shape, solid } = mark;
      open.set(cell, { at, level, shape, solid, radius: 0, marks: [mark] });
    }
  }
  const all = [...open.values()];
  for (const heap of all) {
    const { length } = heap.marks;
    if (length > 1) heap.at = heap.marks.reduce((sum, mark) => sum + mark.at, 0) / length;
    heap.radius = radius(heap.marks.reduce((sum, mark) => sum + mark.event.claims, 0));
  }
  return all.sort((a, b) => a.at - b.at);
}

/** The area grows with the number of claims, up to a size that still leaves room for others. */
export function radius(claims: number): number {
  return Math.min(12, 3.2 + 1.5 * Math.sqrt(Math.max(1, claims)));
}

/** The largest that a mark may be, for what reaches into the window from outside. */
export const WIDEST = 12;

/** Each stretch once, however many events share it. */
export function stretches(marks: readonly Mark[]): Stretch[] {
  const found = new Map<string, Stretch>();
  for (const { first, last, level, shape } of marks) {
    const cooperative = sideOf(shape) !== 'conf';
    const id = `${first}|${last}|${level}|${cooperative ? 1 : 0}`;
    if (!found.has(id)) found.set(id, { first, last, level, cooperative });
  }
  return [...found.values()];
}

/** The first place in a list ordered by time that is not before `at`. */
export function bisect(list: readonly { at: number }[], at: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What of a list ordered by time lies in the window, or reaches into it by `margin`. */
export function inWindow<T extends { at: number }>(list: readonly T[], span: Span, margin: number): T[] {
  return list.slice(bisect(list, span.start - margin), bisect(list, span.end + margin));
}

/** A place on the picture, and how instants and levels come to lie on it. */
export interface Place {
  x: number;
  y: number;
  toX: (at: number) => number;
  toY: (level: number) => number;
  perPixel: number;
}

/** The marks under a place: of all heaps that it touches, the nearest first. `reach` widens them for fingers. */
export function hit(list: readonly Heap[], place: Place, reach = 3): Mark[] {
  const { x, y, toX, toY, perPixel } = place;
  const middle = (x - toX(0)) * perPixel;
  const margin = (WIDEST + reach) * perPixel;
  const touched: { heap: Heap; distance: number }[] = [];
  for (const heap of inWindow(list, { start: middle, end: middle }, margin)) {
    const distance = Math.hypot(toX(heap.at) - x, toY(heap.level) - y);
    if (distance <= heap.radius + reach) touched.push({ heap, distance });
  }
  touched.sort((a, b) => a.distance - b.distance);
  return touched.flatMap(({ heap }) => heap.marks);
}
