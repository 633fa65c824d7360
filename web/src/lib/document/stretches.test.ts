import { describe, expect, it } from 'vitest';

import { chosenAt, stretches } from './stretches';
import { block, mark } from './testing';

const TEXT = 'In 1961 Moscow withdrew its envoy. Nobody spoke.';

describe('stretches of a block', () => {
  const all = stretches(
    block(0, TEXT, {
      marks: [
        mark(TEXT, '1961 Moscow withdrew its envoy', 'quote', 'long'),
        mark(TEXT, 'Moscow withdrew', 'quote', 'short'),
        mark(TEXT, 'withdrew', 'trigger', 'short'),
        mark(TEXT, 'Moscow', 'actor', 'short'),
        mark(TEXT, 'Moscow', 'mention', 'soviet-union'),
        mark(TEXT, '1961', 'time', '1961'),
      ],
      sentences: [
        { number: 7, start: 0, end: 34 },
        { number: 8, start: 35, end: TEXT.length },
      ],
    }),
  );
  const at = (text: string) => all.find((one) => one.text === text);

  it('loses no letter of the text', () => {
    expect(all.map(({ text }) => text).join('')).toBe(TEXT);
  });

  it('knows sentence, actor and time of a piece', () => {
    expect(at('Moscow')).toMatchObject({ sentence: 7, actor: 'soviet-union', layers: ['quote', 'mention'] });
    expect(at('1961')).toMatchObject({ time: '1961', layers: ['quote', 'time'] });
    expect(at('Nobody spoke.')).toMatchObject({ sentence: 8, layers: [], claims: [] });
  });

  it('puts the claim with the tighter quote first, and says what the piece is to it', () => {
    expect(at('withdrew')?.claims).toEqual(['short', 'long']);
    expect(at('withdrew')?.roles['short']).toEqual(['quote', 'trigger']);
    expect(at('withdrew')?.roles['long']).toEqual(['quote']);
  });

  it('says where a quote begins, once', () => {
    expect(all.filter((one) => one.begins.includes('short')).map(({ text }) => text)).toEqual(['Moscow']);
  });
});

describe('a click on words of several claims', () => {
  it('chooses the first, and then one after the other', () => {
    expect(chosenAt(['a', 'b'], null)).toBe('a');
    expect(chosenAt(['a', 'b'], 'a')).toBe('b');
    expect(chosenAt(['a', 'b'], 'b')).toBe('a');
    expect(chosenAt(['a', 'b'], 'elsewhere')).toBe('a');
    expect(chosenAt([], 'a')).toBeNull();
  });
});
