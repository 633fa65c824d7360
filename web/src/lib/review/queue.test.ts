// The order of a queue under what is done to it.
import { expect, test } from 'vitest';

import { inserted, moved, stepped, without } from './queue';

const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
const ids = (list: readonly { id: string }[]): string => list.map((item) => item.id).join('');

test('what is taken out can be put back', () => {
  expect(ids(without(items, 'b'))).toBe('ac');
  expect(ids(inserted(without(items, 'b'), { id: 'b' }, 1))).toBe('abc');
  expect(ids(inserted([], { id: 'b' }, 7))).toBe('b');
  expect(ids(inserted([{ id: 'a' }], { id: 'b' }, -1))).toBe('ba');
});

test('what is put off comes last', () => {
  expect(ids(moved(items, 'a'))).toBe('bca');
  expect(ids(moved(items, 'x'))).toBe('abc');
});

test('steps stay within the queue', () => {
  expect(stepped(items, 'a', 1)?.id).toBe('b');
  expect(stepped(items, 'c', 1)?.id).toBe('c');
  expect(stepped(items, 'a', -1)?.id).toBe('a');
  expect(stepped([], null, 1)).toBeNull();
});
