// Cutting a text at the edges of its marks.
import { describe, expect, it } from 'vitest';

import type { Mark } from '../api/types';
import { pieces } from './pieces';

const mark = (start: number, end: number, kind: Mark['kind'] = 'quote'): Mark => ({
  start,
  end,
  kind,
  ref: null,
});
const shown = (text: string, marks: Mark[]): string[] =>
  pieces(text, marks).map((piece) => `${piece.text}${piece.marks.map((one) => `<${one.kind}>`).join('')}`);

describe('pieces', () => {
  it('of a text without marks are the text', () => {
    expect(shown('whole', [])).toEqual(['whole']);
    expect(pieces('', [])).toEqual([]);
  });

  it('are cut where marks begin and end', () => {
    expect(shown('severed relations', [mark(0, 7, 'trigger')])).toEqual(['severed<trigger>', ' relations']);
  });

  it('carry every mark that covers them, where marks overlap', () => {
    expect(shown('abcdef', [mark(0, 4, 'quote'), mark(2, 6, 'when')])).toEqual([
      'ab<quote>',
      'cd<quote><when>',
      'ef<when>',
    ]);
    expect(shown('abc', [mark(0, 3), mark(1, 2, 'trigger')])).toEqual([
      'a<quote>',
      'b<quote><trigger>',
      'c<quote>',
    ]);
  });

  it('count UTF-16 units, as the API does', () => {
    expect(shown('😀 Moscow', [mark(3, 9, 'mention')])).toEqual(['😀 ', 'Moscow<mention>']);
    expect(shown('في موسكو', [mark(3, 8, 'mention')])).toEqual(['في ', 'موسكو<mention>']);
  });

  it('leave out marks that are empty or outside, and cut those that reach out', () => {
    expect(shown('abc', [mark(1, 1), mark(5, 9), mark(3, 2)])).toEqual(['abc']);
    expect(shown('abc', [mark(-4, 1), mark(2, 99)])).toEqual(['a<quote>', 'b', 'c<quote>']);
  });

  it('make up the text again, whatever the marks', () => {
    const text = 'قطع الاتحاد السوفييتي علاقاته 😀 مع ألبانيا';
    for (let seed = 1; seed < 200; seed += 1) {
      const marks = [1, 2, 3].map((n) => {
        const start = (seed * 31 * n) % (text.length + 3);
        return mark(start - 1, start + ((seed * 7 * n) % 12));
      });
      const cut = pieces(text, marks);
      expect(cut.map((piece) => piece.text).join('')).toBe(text);
      for (const piece of cut)
        expect(text.slice(piece.start, piece.start + piece.text.length)).toBe(piece.text);
    }
  });
});
