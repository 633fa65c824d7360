// How wide a name is in the network's type; measured once a name.
const FONT_SIZE = 12;
const widths = new Map<string, number>();
let pen: CanvasRenderingContext2D | null | undefined;

export function widthOf(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  if (pen === undefined) {
    pen = document.createElement('canvas').getContext('2d');
    if (pen) pen.font = `${FONT_SIZE}px ${getComputedStyle(document.documentElement).fontFamily}`;
  }
  const width = pen?.measureText(text).width ?? text.length * FONT_SIZE * 0.6;
  widths.set(text, width);
  return width;
}

/** A name that is too long for the picture, cut at a letter; its whole stands in the list and the title. */
export function shorten(text: string, most = 26): string {
  const letters = [...text];
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
