// How a beginning or an end of a tie is put into words: which phrase its date takes, and by which rule it was inferred.
import type { End, When } from '../api/types';
import { sayWhen } from '../format/when';
import { t } from '../i18n/messages.svelte';

/** `at`: the date as it is; `between`: some day of a stretch; `not-before`, `not-after`: one bound alone is known. */
export type Phrase = 'at' | 'between' | 'not-before' | 'not-after' | 'untold';
export interface EndWords {
  phrase: Phrase;
  /** EDTF of the date, or of the bounds. */
  dates: string[];
  possible: boolean;
  /** The rule, where it was inferred. */
  rule: string | null;
}

/** An interval of a beginning or an end says where its day lies, not that it lasted. */
export function endWords(end: End | null): EndWords {
  if (end === null) return { phrase: 'untold', dates: [], possible: false, rule: null };
  const said = phraseOf(end.when);
  return { ...said, possible: end.possible, rule: end.told || said.phrase === 'untold' ? null : end.rule };
}

function phraseOf(when: When | null): Pick<EndWords, 'phrase' | 'dates'> {
  if (when === null) return { phrase: 'untold', dates: [] };
  const cut = when.edtf.split('/');
  if (cut.length !== 2) return { phrase: 'at', dates: [when.edtf] };
  const [from = '', to = ''] = cut.map((part) => (part === '..' ? '' : part));
  if (from === '' && to === '') return { phrase: 'untold', dates: [] };
  if (from === '') return { phrase: 'not-after', dates: [to] };
  if (to === '') return { phrase: 'not-before', dates: [from] };
  return { phrase: 'between', dates: [from, to] };
}

/** The date in the words of its phrase, with "perhaps" where it is possible only; `null` where none is told. */
export function sayEndWords({ phrase, dates, possible }: EndWords): string | null {
  if (phrase === 'untold') return null;
  const [a = '', b = ''] = dates.map((date) => sayWhen(date));
  const when = {
    at: a,
    between: t('end.between', { from: a, to: b }),
    'not-before': t('end.not-before', { when: a }),
    'not-after': t('end.not-after', { when: a }),
  }[phrase];
  return possible ? t('end.possible', { when }) : when;
}
