// A claim in one line, for lists and for what is said aloud.
import type { Actors, Claim } from '../api/types';
import { sayWhen } from '../format/when';
import { t, term } from '../i18n/messages.svelte';
import { namesOf } from '../names';

export function brief(claim: Claim, actors: Actors): string {
  const keys = new Set([...claim.actor, ...claim.recipient].map((party) => party.key));
  const names = namesOf(actors, [...keys]);
  return t('review.brief', {
    what: term('class', claim.class),
    who: names === '' ? '…' : names,
    when: sayWhen(claim.when),
  });
}
