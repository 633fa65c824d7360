// Paints the marks on a canvas: thousands move with the hand, where as many elements of the page would lag. Marks of
// one look are one path, so that a frame takes a handful of strokes.
import type { Heap, Shape, Stretch } from './marks';
import { sideOf } from './marks';

export interface Ink {
  coop: string;
  conf: string;
  none: string;
  paper: string;
}

export interface Scene {
  heaps: readonly Heap[];
  stretches: readonly Stretch[];
  x: (at: number) => number;
  y: (level: number) => number;
  left: number;
  right: number;
  ink: Ink;
}

/** What a path is drawn with: a canvas, or the data of an SVG path. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  closePath(): void;
}

/** Shapes of one radius look equally large: their areas are about the same. */
export function trace(pen: Pen, shape: Shape, x: number, y: number, r: number): void {
  if (shape === 'circle') {
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, Math.PI * 2);
    return;
  }
  const corners = CORNERS[shape];
  corners.forEach(([dx, dy], n) => pen[n === 0 ? 'moveTo' : 'lineTo'](x + dx * r, y + dy * r));
  pen.closePath();
}

const CORNERS: Record<Exclude<Shape, 'circle'>, readonly (readonly [number, number])[]> = {
  up: [
    [0, -1.25],
    [1.15, 0.85],
    [-1.15, 0.85],
  ],
  down: [
    [0, 1.25],
    [-1.15, -0.85],
    [1.15, -0.85],
  ],
  diamond: [
    [0, -1.25],
    [1.25, 0],
    [0, 1.25],
    [-1.25, 0],
  ],
  square: [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
};

/** The same as the data of a path. */
export function pathOf(shape: Shape, x: number, y: number, r: number): string {
  let data = '';
  const say = (value: number): string => String(Math.round(value * 100) / 100);
  trace(
    {
      moveTo: (px, py) => (data += `M${say(px)} ${say(py)}`),
      lineTo: (px, py) => (data += `L${say(px)} ${say(py)}`),
      arc: (cx, cy, radius) =>
        (data += `A${say(radius)} ${say(radius)} 0 1 1 ${say(cx - radius)} ${say(cy)}A${say(radius)} ${say(radius)} 0 1 1 ${say(cx + radius)} ${say(cy)}`),
      closePath: () => (data += 'Z'),
    },
    shape,
    x,
    y,
    r,
  );
  return data;
}

/** How far a stretch goes on towards the side that is open. */
const OPEN = 22;
/** Shorter ones are as good as a point: their mark hides them. */
const SHORTEST = 12;

/** A stretch on the screen, or `null` where there is nothing of it to see. */
export function lay(
  stretch: Stretch,
  x: (at: number) => number,
  left: number,
  right: number,
): { x1: number; x2: number; openBefore: boolean; openAfter: boolean } | null {
  const { first, last } = stretch;
  if (first === null && last === null) return null;
  const x1 = first === null ? x(last ?? 0) - OPEN : x(first);
  const x2 = last === null ? x(first ?? 0) + OPEN : x(last);
  if (x2 < left || x1 > right || x2 - x1 < SHORTEST) return null;
  return { x1, x2, openBefore: first === null, openAfter: last === null };
}

const SIDES = ['coop', 'conf', 'none'] as const;

export function paint(context: CanvasRenderingContext2D, scene: Scene): void {
  const { heaps, stretches, x, y, left, right, ink } = scene;
  context.lineWidth = 1;
  context.globalAlpha = 0.55;
  for (const cooperative of [true, false]) {
    context.beginPath();
    for (const stretch of stretches) {
      if (stretch.cooperative !== cooperative) continue;
      const line = lay(stretch, x, left, right);
      if (line === null) continue;
      const level = Math.round(y(stretch.level)) + 0.5;
      context.moveTo(Math.max(line.x1, left), level);
      context.lineTo(Math.min(line.x2, right), level);
      for (const end of line.openBefore ? [line.x2] : line.openAfter ? [line.x1] : [line.x1, line.x2]) {
        if (end < left || end > right) continue;
        context.moveTo(end, level - 3);
        context.lineTo(end, level + 3);
      }
    }
    context.strokeStyle = cooperative ? ink.coop : ink.conf;
    context.stroke();
  }
  context.globalAlpha = 1;
  // Hollow ones below filled ones: what is said to have happened is not hidden by what was planned.
  for (const solid of [false, true]) {
    for (const side of SIDES) {
      context.beginPath();
      for (const heap of heaps) {
        if (heap.solid !== solid || sideOf(heap.shape) !== side) continue;
        trace(context, heap.shape, x(heap.at), y(heap.level), heap.radius);
      }
      context.fillStyle = solid ? ink[side] : ink.paper;
      context.strokeStyle = solid ? ink.paper : ink[side];
      context.lineWidth = solid ? 1 : 1.6;
      context.fill();
      context.stroke();
    }
  }
}
