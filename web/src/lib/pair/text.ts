// Breaks words into the lines of a drawing, and things with a width into rows: SVG does neither by itself.

export type Measure = (text: string) => number;

/** Lines no wider than `width`; a word that alone is wider is broken. At most `most` lines, the last then ending in
 * an ellipsis. */
export function wrap(text: string, width: number, measure: Measure, most = 3): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.split(/\s+/u).filter((word) => word !== '');
  for (let word of words) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (measure(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    while (measure(word) > width) {
      const head = fitting(word, width, measure);
      if (head === '' || head === word) break;
      lines.push(head);
      word = word.slice(head.length);
    }
    line = word;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  const last = lines.slice(most - 1).join(' ');
  return [...lines.slice(0, most - 1), `${fitting(last, width - measure('…'), measure).trimEnd()}…`];
}

/** The longest beginning that is no wider than `width`, at least one letter; letters are never torn from their marks. */
function fitting(text: string, width: number, measure: Measure): string {
  const letters = [...new Intl.Segmenter().segment(text)].map((part) => part.segment);
  let low = 1;
  let high = letters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(letters.slice(0, middle).join('')) <= width) low = middle;
    else high = middle - 1;
  }
  return letters.slice(0, low).join('');
}

/** Places things of given widths in rows: for each its row and where it begins. */
export function flow(widths: readonly number[], width: number, gap: number): { row: number; x: number }[] {
  let row = 0;
  let x = 0;
  return widths.map((one) => {
    if (x > 0 && x + one > width) {
      row += 1;
      x = 0;
    }
    const place = { row, x };
    x += one + gap;
    return place;
  });
}

let pen: CanvasRenderingContext2D | null = null;

/** Measures in the page's own font. */
export function measureIn(font: string): Measure {
  pen ??= document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return (text) => {
    let width = known.get(text);
    if (width === undefined) {
      if (pen) pen.font = font;
      // Where there is no canvas a letter is guessed to be half as wide as high.
      width = pen?.measureText(text).width ?? text.length * 7;
      known.set(text, width);
    }
    return width;
  };
}
