// A disagreement in one sentence of the page's language, from its values.
import type { Actors, DisagreementCard } from '../api/types';
import { sayWhen } from '../format/when';
import { number, t, term } from '../i18n/messages.svelte';
import { namesOf } from '../names';
import { isRightToLeft, settings } from '../settings.svelte';
import { sidesOf, type Value } from './values';

/** A value in words. */
export function sayValue(value: Value, actors: Actors): string {
  switch (value.kind) {
    case 'date':
      return sayWhen(value.when);
    case 'polarity':
      return value.denied ? t('disagreements.denied') : t('disagreements.told');
    case 'role': {
      const arrow = isRightToLeft(settings.lang) ? '←' : '→';
      return [namesOf(actors, value.actor), namesOf(actors, value.recipient)]
        .filter((names) => names !== '')
        .join(` ${arrow} `);
    }
    case 'number':
      return value.quantities.map(sayQuantity).join(' · ') || t('disagreements.number.none');
    case 'event':
      return `${term('class', value.event)}, ${sayWhen(value.when)}`;
  }
}

function sayQuantity({ value, unit, about }: { value: string; unit: string; about: boolean }): string {
  const count = Number.isFinite(Number(value)) ? number(Number(value)) : value;
  const exact = unit === '' ? count : `${count} ${unit}`;
  return about ? t('when.about', { when: exact }) : exact;
}

/** What it is about: the class of what is disputed, and whom it names. */
export function subject(card: DisagreementCard, actors: Actors): string {
  const what = card.claims[0] ? term('class', card.claims[0].class) : term('disagreement', card.kind);
  const names = namesOf(actors, card.about);
  return names === '' ? what : t('disagreements.subject', { what, names });
}

export function sentence(card: DisagreementCard, actors: Actors): string {
  const what = subject(card, actors);
  const values = new Intl.ListFormat(settings.lang, { type: 'conjunction' }).format(
    sidesOf(card).map((side) => sayValue(side.value, actors)),
  );
  switch (card.kind) {
    case 'date':
      return t('disagreements.says.date', { what, values });
    case 'polarity':
      return t('disagreements.says.polarity', { what });
    case 'role':
      return t('disagreements.says.role', { what, values });
    case 'number':
      return t('disagreements.says.number', { what, values });
    case 'sequence':
      return t('disagreements.says.sequence', { values });
    case 'narrative':
      return t('disagreements.says.narrative', { what, values });
  }
}

/** How far apart the dates are at least. */
export function apart(days: number): string {
  if (days < 62) return t('disagreements.apart.days', { n: days });
  if (days < 730) return t('disagreements.apart.months', { n: Math.floor(days / 30.44) });
  return t('disagreements.apart.years', { n: Math.floor(days / 365.25) });
}
