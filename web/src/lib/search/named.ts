// Which actors a query names: stretches of its words are looked up, and those that are an actor's whole name count.
import type { ActorCard, ActorList } from '../api/types';

/** Words of a query that are looked up at most, and words of a name. */
const WORDS = 6;
const LONGEST = 4;

/** A name as it is compared: without case, vowel signs and the marks of the query's own grammar. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}|ـ/gu, '')
    .replace(/["“”«»*]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLocaleLowerCase();
}

/** The stretches of words to look up, the longest first; what is joined to a word in Arabic and Hebrew is tried without. */
export function stretchesOf(query: string): { from: number; to: number; text: string }[] {
  const words = plain(query).split(' ').filter(Boolean).slice(0, WORDS);
  const found: { from: number; to: number; text: string }[] = [];
  for (let length = Math.min(LONGEST, words.length); length > 0; length -= 1)
    for (let from = 0; from + length <= words.length; from += 1) {
      const text = words.slice(from, from + length).join(' ');
      const bare = text.replace(/^[ובלמהשكولبف](?=[\u0590-\u06ff]{3})/u, '');
      for (const one of new Set([text, bare]))
        if (one.length > 1) found.push({ from, to: from + length, text: one });
    }
  return found;
}

/** Whether a text is one of the names of an actor. */
export function isNamed(card: ActorCard, matched: string | null, text: string): boolean {
  return [matched, card.name, ...Object.values(card.names)].some(
    (name) => name !== null && plain(name) === text,
  );
}

export interface Named {
  /** Those that the query names, in its order. */
  exact: ActorCard[];
  /** Where it names none: those whose names are like the whole of it. */
  like: ActorCard[];
}

export type LookUp = (text: string) => Promise<ActorList>;

export async function namedIn(query: string, lookUp: LookUp): Promise<Named> {
  const whole = plain(query);
  if (whole === '') return { exact: [], like: [] };
  const exact: { from: number; card: ActorCard }[] = [];
  const taken = new Set<number>();
  const parts = stretchesOf(query);
  const answers = await Promise.all(parts.map((part) => lookUp(part.text)));
  parts.forEach((part, n) => {
    const places = Array.from({ length: part.to - part.from }, (_, at) => part.from + at);
    if (places.some((place) => taken.has(place))) return;
    const answer = answers[n];
    const item = answer?.items.find((one) => {
      const card = answer.actors[one.key];
      return card !== undefined && isNamed(card, one.matched, part.text);
    });
    const card = item && answer?.actors[item.key];
    if (!card) return;
    places.forEach((place) => taken.add(place));
    if (!exact.some((other) => other.card.key === card.key)) exact.push({ from: part.from, card });
  });
  exact.sort((a, b) => a.from - b.from);
  const all = answers[parts.findIndex((part) => part.text === whole)];
  const like =
    exact.length > 0 || all === undefined
      ? []
      : all.items.flatMap((one) => all.actors[one.key] ?? []).slice(0, 4);
  return { exact: exact.map(({ card }) => card), like };
}
