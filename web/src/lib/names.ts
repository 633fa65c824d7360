// Names of actors in the language of the page, else English, else as the documents write them.
import type { ActorCard, Actors } from './api/types';
import { settings } from './settings.svelte';

export function nameOf(actors: Actors, key: string): string {
  const card = actors[key];
  return card === undefined ? key.replace(/^~/, '') : cardName(card);
}

export function cardName(card: ActorCard): string {
  return card.names[settings.lang] ?? card.name;
}

/** The same actor's names in the other languages, each with its tag. */
export function otherNames(card: ActorCard): { lang: string; name: string }[] {
  const shown = cardName(card);
  return Object.entries(card.names)
    .filter(([, name]) => name !== shown)
    .map(([lang, name]) => ({ lang, name }));
}

/** Names joined as the language joins a list. */
export function namesOf(actors: Actors, keys: readonly string[]): string {
  return new Intl.ListFormat(settings.lang).format(keys.map((key) => nameOf(actors, key)));
}
