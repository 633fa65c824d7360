import { expect, it } from 'vitest';

import { flow } from './flow';
import { block } from './testing';

const noise = { kind: 'noise', read: false };

it('lets prose run on after the mark of a footnote, and begins a new line where the text does', () => {
  const passages = flow([
    block(0, 'It was signed.'),
    block(1, '[1]', { ...noise, joined: true }),
    block(2, ' It came into force.', { joined: true }),
    block(3, 'Another paragraph.'),
  ]);
  expect(passages.map(({ lines }) => lines.map(({ blocks }) => blocks.map(({ number }) => number)))).toEqual([
    [[0, 1, 2]],
    [[3]],
  ]);
  expect(passages.every(({ unread }) => !unread)).toBe(true);
});

it('takes a line that begins with noise for what follows the noise', () => {
  const [passage] = flow([block(0, '[edit]', noise), block(1, 'Prose.', { joined: true })]);
  expect(passage).toMatchObject({ kind: 'paragraph', unread: false });
});

it('keeps items of a list together, and neighbours that were not read', () => {
  const passages = flow([
    block(0, 'one', { kind: 'item' }),
    block(1, 'two', { kind: 'item' }),
    block(2, 'A picture', { kind: 'caption', read: false }),
    block(3, 'Book A', { kind: 'reference', read: false }),
    block(4, 'Book B', { kind: 'reference', read: false }),
    block(5, 'Heading', { kind: 'heading', read: false }),
  ]);
  expect(passages.map(({ kind, unread, lines }) => [kind, unread, lines.length])).toEqual([
    ['item', false, 2],
    ['caption', true, 1],
    ['reference', true, 2],
    ['heading', false, 1],
  ]);
});
