// A tie in words: who with whom, since when, until when.
import { endWords, sayEndWords } from '../actor/ends';
import type { Actors, End, Tie } from '../api/types';
import { t } from '../i18n/messages.svelte';
import { nameOf, namesOf } from '../names';
import { ends } from './network';

/** A name kept apart from the text around it, whatever direction it is written in. */
const apart = (text: string): string => `\u2068${text}\u2069`;

/** Who is tied to whom, as a clause of its kind. */
export function sayParties(tie: Tie, actors: Actors): string {
  const [pair, ...more] = ends(tie);
  if (!pair || more.length > 0)
    return apart(
      namesOf(
        actors,
        tie.parties.map(({ key }) => key),
      ),
    );
  const [a, b] = [apart(nameOf(actors, pair[0])), apart(nameOf(actors, pair[1]))];
  const roles = tie.parties.map(({ role }) => role);
  if (roles.includes('organization')) return t('day.line.membership', { a, b });
  if (roles.includes('agreement')) return t('day.line.party', { a, b });
  if (roles.includes('host')) return t('day.line.presence', { a, b });
  if (roles.includes('body')) return t('day.line.office', { a, b });
  return t('day.line.both', { a, b });
}

/** When it began or ended; `null` where nobody tells and it goes without saying. */
export function sayEnd(end: End | null, side: 'from' | 'to'): string | null {
  const when = sayEndWords(endWords(end));
  if (when === null) return side === 'from' ? t('end.untold.from') : null;
  return side === 'from' ? t('day.began', { when }) : t('day.ended', { when });
}
