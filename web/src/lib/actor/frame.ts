// What the pictures of an actor share: room for names beside the axis, or above it where the page is narrow.

export interface Frame {
  narrow: boolean;
  /** Room for names beside the axis. */
  gutter: number;
  /** Where time runs, in the direction of the page. */
  range: [number, number];
  /** Where names begin. */
  labelAt: number;
}

const EDGE = 16;
/** Above the first row, for the years. */
export const TOP = 24;
/** The mean width of a letter, in pixels. */
const LETTER = 6.6;

export function frameOf(width: number, rtl: boolean): Frame {
  const narrow = width < 680;
  const gutter = narrow ? 0 : Math.min(260, Math.round(width * 0.3));
  return {
    narrow,
    gutter,
    range: rtl ? [EDGE, width - gutter - EDGE] : [gutter + EDGE, width - EDGE],
    labelAt: rtl ? width - 6 : 6,
  };
}

/** A name cut to the room that there is; the whole stands in the title and in the table. */
export function cut(text: string, room: number): string {
  const letters = Math.floor((room - 24) / LETTER);
  return text.length > letters ? `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…` : text;
}
