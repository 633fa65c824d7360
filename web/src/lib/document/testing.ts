// Blocks for tests.
import type { Mark } from '../api/types';
import type { Block } from './stretches';

export function block(number: number, text: string, changes: Partial<Block> = {}): Block {
  return {
    number,
    kind: 'paragraph',
    lang: null,
    text,
    read: true,
    joined: false,
    marks: [],
    sentences: [],
    ...changes,
  };
}

/** Marks the first place where the words stand. */
export function mark(text: string, words: string, kind: Mark['kind'], ref: string | null): Mark {
  const start = text.indexOf(words);
  return { start, end: start + words.length, kind, ref };
}
