import { describe, expect, it } from 'vitest';

import { flow, wrap } from './text';

const letters = (text: string): number => [...text].length;

describe('wrap', () => {
  it('breaks between words', () => {
    expect(wrap('Treaty of Friendship and Cooperation', 20, letters)).toEqual([
      'Treaty of Friendship',
      'and Cooperation',
    ]);
  });

  it('breaks a word that is too long, and never tears a letter from its marks', () => {
    expect(wrap('abcdefghij', 4, letters)).toEqual(['abcd', 'efgh', 'ij']);
    const pointed = 'שָׁלוֹם';
    expect(wrap(pointed, 3, letters, 9).join('')).toBe(pointed);
    for (const line of wrap(pointed, 3, letters, 9)) expect(line).not.toMatch(/^\p{M}/u);
  });

  it('says where it leaves something out', () => {
    const lines = wrap('one two three four five six', 5, letters, 2);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
    expect(lines.every((line) => letters(line) <= 5)).toBe(true);
  });

  it('of nothing is nothing', () => {
    expect(wrap('  ', 5, letters)).toEqual([]);
  });
});

describe('flow', () => {
  it('fills rows', () => {
    expect(flow([40, 40, 40], 100, 10)).toEqual([
      { row: 0, x: 0 },
      { row: 0, x: 50 },
      { row: 1, x: 0 },
    ]);
    expect(flow([400, 10], 100, 10)).toEqual([
      { row: 0, x: 0 },
      { row: 1, x: 0 },
    ]);
  });
});
