// A tie in words: who with whom, since when, until when.
import { endWords } from '../actor/ends';
import type { Actors, End, Tie } from '../api/types';
import { sayWhen } from '../format/when';
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
  const words = endWords(end);
  const [a = '', b = ''] = words.dates.map((date) => sayWhen(date));
  const when = {
    at: a,
    between: t('end.between', { from: a, to: b }),
    'not-before': t('end.not-before', { when: a }),
    'not-after': t('end.not-after', { when: a }),
    untold: '',
  }[words.phrase];
  if (when === '') return side === 'from' ? t('end.untold.from') : null;
  const sure = words.possible ? t('end.possible', { when }) : when;
  return side === 'from' ? t('day.began', { when: sure }) : t('day.ended', { when: sure });
}
