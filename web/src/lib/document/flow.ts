// Puts the blocks of a document together as they are read: pieces of one line, items of one list, and what was not read.
import type { Block } from './stretches';

/** Blocks that stand in one line, such as a paragraph with the mark of a footnote inside. */
export interface Line {
  key: number;
  kind: string;
  blocks: Block[];
}

/** Lines that belong together: items of a list, neighbours of a kind that was not read; else a single line. */
export interface Passage {
  key: number;
  kind: string;
  unread: boolean;
  lines: Line[];
}

/** Kinds that are kept apart from the text: it is said of them that they were not read. */
const ASIDE = new Set(['caption', 'reference', 'metadata', 'noise']);

export function flow(blocks: readonly Block[]): Passage[] {
  const passages: Passage[] = [];
  for (const line of lines(blocks)) {
    const unread = ASIDE.has(line.kind);
    const last = passages.at(-1);
    if (last && last.kind === line.kind && (unread || line.kind === 'item')) last.lines.push(line);
    else passages.push({ key: line.key, kind: line.kind, unread, lines: [line] });
  }
  return passages;
}

function lines(blocks: readonly Block[]): Line[] {
  const found: Line[] = [];
  for (const block of blocks) {
    const last = found.at(-1);
    if (last && block.joined) {
      last.blocks.push(block);
      // A line that begins with noise is what follows the noise.
      if (ASIDE.has(last.kind) && !ASIDE.has(block.kind)) last.kind = block.kind;
    } else found.push({ key: block.number, kind: block.kind, blocks: [block] });
  }
  return found;
}
