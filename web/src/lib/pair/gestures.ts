// The hand on the time axis: wheel, pinch and drag over the picture, and the brush over the strip. D3 reads the
// gestures; here they become a window of time and a window becomes their state.
import { brushX, type D3BrushEvent } from 'd3-brush';
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent } from 'd3-zoom';

import { around, inside, LEAST, same, type Span } from './span';

/** What a gesture must know of the picture as it is now. */
export interface Ground {
  whole: Span;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Gesture {
  /** Takes over a window, or a size, that did not come from this gesture. */
  show(ground: Ground, span: Span): void;
  stop(): void;
}

/** Hands on at most one window a frame, the last. */
function eachFrame(move: (span: Span) => void): { take: (span: Span) => void; stop: () => void } {
  let waiting: Span | null = null;
  let frame = 0;
  return {
    take: (span) => {
      waiting = span;
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        if (waiting) move(waiting);
      });
    },
    stop: () => cancelAnimationFrame(frame),
  };
}

export function zooming(node: SVGGElement, move: (span: Span) => void): Gesture {
  let ground: Ground | null = null;
  let own: Span | null = null;
  const frames = eachFrame(move);
  const behaviour = zoom<SVGGElement, unknown>().on(
    'zoom',
    ({ sourceEvent, transform }: D3ZoomEvent<SVGGElement, unknown>) => {
      if (!sourceEvent || !ground) return;
      const { whole, left, right } = ground;
      const perPixel = (whole.end - whole.start) / (right - left);
      const start = whole.start + ((left - transform.x) / transform.k - left) * perPixel;
      own = inside({ start, end: start + (whole.end - whole.start) / transform.k }, whole);
      frames.take(own);
    },
  );
  // A double click is two clicks on a mark; fingers that move up and down still move the page.
  const selection = select(node).call(behaviour).on('dblclick.zoom', null);
  node.style.touchAction = 'pan-y';
  return {
    show(next, span) {
      const moved = ground === null || !sameGround(ground, next);
      ground = next;
      if (own && same(own, span) && !moved) return;
      own = span;
      const { whole, left, right, top, bottom } = next;
      const box: [[number, number], [number, number]] = [
        [left, top],
        [right, bottom],
      ];
      const k = (whole.end - whole.start) / (span.end - span.start);
      const base = left + ((span.start - whole.start) / (whole.end - whole.start)) * (right - left);
      behaviour
        .extent(box)
        .translateExtent(box)
        .scaleExtent([1, Math.max(1, (whole.end - whole.start) / LEAST)]);
      behaviour.transform(selection, zoomIdentity.translate(left - k * base, 0).scale(k));
    },
    stop() {
      frames.stop();
      selection.on('.zoom', null);
    },
  };
}

export function brushing(node: SVGGElement, move: (span: Span) => void): Gesture {
  let ground: Ground | null = null;
  let own: Span | null = null;
  let shown: Span | null = null;
  const frames = eachFrame(move);
  const behaviour = brushX<unknown>().on(
    'brush end',
    ({ sourceEvent, selection, type }: D3BrushEvent<unknown>) => {
      if (!sourceEvent || !ground || !shown) return;
      const { whole, left, right } = ground;
      const at = (x: number): number =>
        whole.start + ((x - left) / (right - left)) * (whole.end - whole.start);
      if (selection === null) {
        // A click beside the window brings the window there.
        const [x = left] = pointerX(sourceEvent, node);
        if (type === 'end') frames.take(inside(around(at(x), shown.end - shown.start), whole));
        return;
      }
      const [from, to] = selection as [number, number];
      const [start, end] = [at(from), at(to)];
      own = end - start < LEAST ? inside(around((start + end) / 2, LEAST), whole) : { start, end };
      frames.take(own);
    },
  );
  const selection = select<SVGGElement, unknown>(node).call(behaviour);
  return {
    show(next, span) {
      const moved = ground === null || !sameGround(ground, next);
      ground = next;
      shown = span;
      const { whole, left, right, top, bottom } = next;
      if (moved) {
        behaviour.extent([
          [left, top],
          [right, bottom],
        ]);
        selection.call(behaviour);
      }
      if (own && same(own, span) && !moved) return;
      own = span;
      const x = (instant: number): number =>
        left + ((instant - whole.start) / (whole.end - whole.start)) * (right - left);
      // Where the window is the whole there is nothing to hold: the strip is free to draw a window on.
      behaviour.move(selection, same(span, whole) ? null : [x(span.start), x(span.end)]);
    },
    stop() {
      frames.stop();
      selection.on('.brush', null);
    },
  };
}

function pointerX(event: unknown, node: SVGGElement): number[] {
  const box = node.ownerSVGElement?.getBoundingClientRect();
  if (event instanceof MouseEvent && box) return [event.clientX - box.left];
  if (typeof TouchEvent !== 'undefined' && event instanceof TouchEvent && box) {
    const touch = event.changedTouches[0];
    return touch ? [touch.clientX - box.left] : [];
  }
  return [];
}

function sameGround(one: Ground, other: Ground): boolean {
  return (
    same(one.whole, other.whole) &&
    one.left === other.left &&
    one.right === other.right &&
    one.top === other.top &&
    one.bottom === other.bottom
  );
}
