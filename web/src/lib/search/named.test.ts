import { describe, expect, it } from 'vitest';

import type { ActorCard, ActorList } from '../api/types';
import { isNamed, namedIn, plain, stretchesOf } from './named';

const card = (key: string, names: Record<string, string>): ActorCard => ({
  key,
  name: names['en'] ?? key,
  names,
  kind: 'state',
  country: null,
});
const CARDS = [
  card('albania', { en: 'Albania', ar: 'ألبانيا', he: 'אלבניה' }),
  card('soviet-union', { en: 'Soviet Union', ar: 'الاتحاد السوفيتي', he: 'ברית המועצות' }),
  card('union', { en: 'Union' }),
];

/** Answers as the server does: names that begin like the text. */
const lookUp = (text: string): Promise<ActorList> => {
  const found = CARDS.filter((one) => Object.values(one.names).some((name) => plain(name).startsWith(text)));
  return Promise.resolve({
    items: found.map(({ key }) => ({ key, claims: 1, first_year: null, last_year: null, matched: null })),
    actors: Object.fromEntries(found.map((one) => [one.key, one])),
    next: null,
    total: found.length,
  });
};
const keys = (cards: ActorCard[]): string[] => cards.map(({ key }) => key);

describe('names in a query', () => {
  it('compares without case, vowel signs and quotation marks', () => {
    expect(plain(' “Soviet  UNION” ')).toBe('soviet union');
    expect(plain('مِصْر')).toBe('مصر');
  });

  it('looks up long stretches before short ones, and words without what is joined to them', () => {
    expect(stretchesOf('soviet union').map(({ text }) => text)).toEqual(['soviet union', 'soviet', 'union']);
    expect(stretchesOf('ומצרים').map(({ text }) => text)).toEqual(['ומצרים', 'מצרים']);
  });

  it('finds two actors in the order of the query, and no shorter name inside a longer one', async () => {
    expect(keys((await namedIn('Soviet Union treaty Albania', lookUp)).exact)).toEqual([
      'soviet-union',
      'albania',
    ]);
    expect(keys((await namedIn('אלבניה וברית המועצות', lookUp)).exact)).toEqual(['albania', 'soviet-union']);
  });

  it('takes the beginning of a name for like it, not for the name', async () => {
    const { exact, like } = await namedIn('alb', lookUp);
    expect(exact).toEqual([]);
    expect(keys(like)).toEqual(['albania']);
    expect(isNamed(CARDS[0] as ActorCard, null, 'alb')).toBe(false);
  });

  it('finds nobody in words that name nobody', async () => {
    expect(await namedIn('treaty of friendship', lookUp)).toEqual({ exact: [], like: [] });
  });
});
