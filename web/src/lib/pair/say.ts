// What the pair view says of events and ties, in the language of the page: for labels, tooltips and readers of the screen.
import type { Actors, End, EventMark, Tie } from '../api/types';
import { sayWhen } from '../format/when';
import { t, term } from '../i18n/messages.svelte';
import { nameOf, namesOf } from '../names';
import { isRightToLeft, settings } from '../settings.svelte';
import type { Lane } from './lanes';

/** Keeps a name together inside a line of another direction, where no element can. */
const isolated = (text: string): string => `\u2068${text}\u2069`;

const names = (actors: Actors, keys: readonly string[]): string => isolated(namesOf(actors, keys));

/** Who did it to whom. */
export function sayParties(event: EventMark, actors: Actors): string {
  const from = event.actors.length > 0 ? names(actors, event.actors) : '';
  if (event.recipients.length === 0) return from;
  const arrow = isRightToLeft(settings.lang) ? '←' : '→';
  return `${from} ${arrow} ${names(actors, event.recipients)}`.trim();
}

/** An event in one line. */
export function sayEvent(event: EventMark, actors: Actors): string {
  const parts = [sayWhen(event.when), term('class', event.class), sayParties(event, actors)];
  if (event.status !== 'asserted') parts.push(term('status', event.status));
  for (const detail of [event.office, event.instrument]) if (detail !== null) parts.push(isolated(detail));
  parts.push(t('claims.count', { n: event.claims }));
  return parts.filter((part) => part !== '').join(t('pair.join'));
}

/** What a lane is about besides its kind; empty where the kind says it all. */
export function sayAbout(lane: Lane, actors: Actors): string {
  if (lane.about === null) return '';
  if ('text' in lane.about) return lane.about.text;
  if (lane.kind === 'presence') {
    const [who = '', ...where] = lane.about.keys;
    return t('pair.presence', {
      who: isolated(nameOf(actors, who)),
      where: names(actors, where),
    });
  }
  return namesOf(actors, lane.about.keys);
}

/** A beginning or an end in words: when, and that it is inferred or only possible where it is. */
export function sayEnd(end: End | null, side: 'from' | 'to'): string {
  if (end === null) return t(side === 'from' ? 'pair.begin.open' : 'pair.end.open');
  const when = sayWhen(end.when);
  const parts = [end.possible ? t('pair.end.possible', { when }) : when];
  if (!end.told) parts.push(t('pair.end.inferred', { rule: term('rule', end.rule) }));
  return parts.join(' ');
}

/** A tie in one line. */
export function sayTie(tie: Tie, about: string): string {
  const parts = [term('tie', tie.kind)];
  if (about !== '') parts.push(isolated(about));
  parts.push(t('pair.tie.from', { when: sayEnd(tie.from, 'from') }));
  parts.push(t('pair.tie.to', { when: sayEnd(tie.to, 'to') }));
  if (tie.disputed) parts.push(t('pair.disputed'));
  return parts.join(t('pair.join'));
}
