// Dates for people: an EDTF value in the words of the interface's language, as exact as it is and no more exact.
import { locale, t } from '../i18n/messages.svelte';
import type { When } from '../api/types';

const DATE = /^(-?\d{4,})(?:-(\d{2}))?(?:-(\d{2}))?$/;
const SEASONS = { '21': 'spring', '22': 'summer', '23': 'autumn', '24': 'winter' } as const;

/** One date or interval, said in the language of the page. What the grammar here does not know is shown as EDTF. */
export function sayWhen(when: When | string | null | undefined): string {
  if (when === null || when === undefined) return t('when.unknown');
  const edtf = typeof when === 'string' ? when : when.edtf;
  if (edtf.includes('/')) {
    const [from = '', until = ''] = edtf.split('/');
    if (isOpen(from) && isOpen(until)) return t('when.unknown');
    if (isOpen(from)) return t('when.until', { to: sayPoint(until) });
    if (isOpen(until)) return t('when.since', { from: sayPoint(from) });
    return t('when.between', { from: sayPoint(from), to: sayPoint(until) });
  }
  const set = /^[[{](.*)[\]}]$/.exec(edtf);
  if (set) {
    const type = edtf.startsWith('[') ? 'disjunction' : 'conjunction';
    // `1960..1962` in a set is every year from one to the other: said as a stretch.
    const parts = (set[1] ?? '').split(',').map((part) => sayWhen(part.trim().replace('..', '/')));
    return new Intl.ListFormat(locale(), { type }).format(parts);
  }
  return sayPoint(edtf);
}

const isOpen = (text: string): boolean => text === '' || text === '..';

function sayPoint(text: string): string {
  const doubt = /[?~%]/.exec(text)?.[0];
  const bare = text.replace(/[?~%]/g, '');
  const plain = sayPlain(bare);
  if (doubt === '~' || doubt === '%') return t('when.about', { when: plain });
  if (doubt === '?') return t('when.perhaps', { when: plain });
  return plain;
}

function sayPlain(text: string): string {
  const decade = /^(\d{3})X$/.exec(text);
  if (decade) return t('when.decade', { year: sayYear(Number(`${decade[1]}0`)) });
  const century = /^(\d{2})XX$/.exec(text);
  if (century)
    return t('when.century', {
      from: sayYear(Number(`${century[1]}00`)),
      to: sayYear(Number(`${century[1]}99`)),
    });
  const season = /^(-?\d{4,})-(2[1-4])$/.exec(text);
  if (season) {
    const name = SEASONS[season[2] as keyof typeof SEASONS];
    return t(`when.${name}`, { year: sayYear(Number(season[1])) });
  }
  const found = DATE.exec(text);
  if (!found) return text;
  const [, year = '', month, day] = found;
  if (month === undefined) return sayYear(Number(year));
  const at = instant(Number(year), Number(month), Number(day ?? '1'));
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
    calendar: 'gregory',
  };
  if (Number(year) <= 0) options.era = 'short';
  if (day !== undefined) options.day = 'numeric';
  return formatter(options).format(at);
}

// Made once each: a formatter costs more than all that a list says with it.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${locale()} ${JSON.stringify(options)}`;
  const made = formatters.get(id) ?? new Intl.DateTimeFormat(locale(), options);
  formatters.set(id, made);
  return made;
}

function sayYear(year: number): string {
  const options: Intl.DateTimeFormatOptions = { year: 'numeric', timeZone: 'UTC', calendar: 'gregory' };
  if (year <= 0) options.era = 'short';
  return formatter(options).format(instant(year, 7, 1));
}

/** A day as an instant of UTC; years below 100 are years of the first century, not of the twentieth. */
export function instant(year: number, month: number, day: number): Date {
  const at = new Date(Date.UTC(2000, month - 1, day));
  at.setUTCFullYear(year);
  return at;
}

/** An ISO day of the API as an instant; `null` stays open. */
export function fromIso(day: string | null): Date | null {
  const found = day === null ? null : DATE.exec(day);
  return found ? instant(Number(found[1]), Number(found[2] ?? '1'), Number(found[3] ?? '1')) : null;
}

/** An instant as an ISO day of the API. */
export function toIso(at: Date): string {
  const year = at.getUTCFullYear();
  const digits = String(Math.abs(year)).padStart(4, '0');
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${year < 0 ? '-' : ''}${digits}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
}
