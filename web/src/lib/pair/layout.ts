// Where the parts of the time axis stand, for a width and a number of lanes. Time runs from left to right in every
// language; the labels stand on the side where reading begins.
import type { Lane } from './lanes';

export const LINE = 15;
export const BAR = 12;
const PITCH = 17;
const THIN = 8;

export interface Placed {
  lane: Lane;
  /** Lines of the label: the kind once for all its lanes, then what this lane is about. */
  kind: string[];
  about: string[];
  top: number;
  height: number;
  labelTop: number;
  /** Where the bars begin. */
  bars: number;
  pitch: number;
  first: boolean;
}

export interface Layout {
  width: number;
  narrow: boolean;
  left: number;
  right: number;
  /** x of the labels, which are anchored at their start. */
  label: number;
  labelWidth: number;
  lanes: Placed[];
  marks: { top: number; bottom: number; height: number };
  axis: number;
  strip: { top: number; bottom: number };
  legend: number;
}

export interface Labelled {
  lane: Lane;
  kind: string[];
  about: string[];
}

/** Whether labels stand above their bars, for want of room beside them. */
export const isNarrow = (width: number): boolean => width < 640;

export function labelWidth(width: number): number {
  return isNarrow(width) ? width - 16 : Math.min(230, Math.max(150, width * 0.2)) - 16;
}

export function arrange(width: number, rtl: boolean, labelled: readonly Labelled[]): Layout {
  const narrow = isNarrow(width);
  const gutter = narrow ? 34 : labelWidth(width) + 16;
  const edge = narrow ? 8 : 14;
  const left = rtl ? edge : gutter;
  const right = Math.max(left + 40, width - (rtl ? gutter : edge));
  let y = 6;
  let before: string | null = null;
  const placed = labelled.map(({ lane, kind, about }): Placed => {
    const first = lane.kind !== before;
    before = lane.kind;
    const lines = (first ? kind.length : 0) + about.length;
    const pitch = lane.kind === 'existence' ? THIN : PITCH;
    const top = y + (first && y > 6 ? 4 : 0);
    const labels = lines * LINE;
    const body = lane.rows * pitch;
    const height = narrow ? labels + body + 7 : Math.max(labels, body) + 5;
    y = top + height;
    return {
      lane,
      kind: first ? kind : [],
      about,
      top,
      height,
      labelTop: narrow ? top + 2 : top + Math.max(0, (body - labels) / 2),
      bars: narrow ? top + labels + 3 : top + Math.max(0, (labels - body) / 2) + 1,
      pitch,
      first,
    };
  });
  const top = y + 34;
  const height = narrow ? 210 : 240;
  const bottom = top + height;
  const strip = bottom + 40;
  return {
    width,
    narrow,
    left,
    right,
    label: rtl ? width - 4 : 4,
    labelWidth: labelWidth(width),
    lanes: placed,
    marks: { top, bottom, height },
    axis: bottom,
    strip: { top: strip, bottom: strip + 56 },
    legend: strip + 56 + 34,
  };
}
