// The page's own words: one catalogue a language, with English as the list of what there is to say.
// `{name}` is filled in; a key that counts has one entry per plural form of the language (`claims.one`, `claims.few`).
import type en from './en.json';
import { settings, type Language } from '../settings.svelte';

type Entry = keyof typeof en;
type Form = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type Base<K extends string> = K extends `${infer B}#${Form}` ? B : K;
/** What can be said; a key that counts without its form. */
export type Message = Base<Entry>;
type Fillings = Record<string, string | number>;

const load: Record<Language, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import('./en.json'),
  ar: () => import('./ar.json'),
  he: () => import('./he.json'),
};

let catalogue: Record<string, string> = $state.raw({});
let loaded: Language | null = null;

/** Loads the catalogue of a language; until it is there the page says what it said. */
export async function prepare(lang: Language): Promise<void> {
  if (loaded === lang) return;
  const found = (await load[lang]()).default;
  loaded = lang;
  catalogue = found;
}

/** The locale for numbers and dates: the language with the digits that were chosen; English dates as the program
 * writes them, with the day first. */
export function locale(): string {
  if (settings.lang === 'ar') return `ar-u-nu-${settings.digits}`;
  return settings.lang === 'en' ? 'en-GB' : settings.lang;
}

// Made once each: a formatter costs more than all that a list says with it.
const numbers = new Map<string, Intl.NumberFormat>();

/** A number as the language writes it. */
export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  const id = `${locale()} ${JSON.stringify(options)}`;
  const made = numbers.get(id) ?? new Intl.NumberFormat(locale(), options);
  numbers.set(id, made);
  return made.format(value);
}

/** A year: never grouped, with its era where it is before the first. */
export function year(value: number): string {
  return number(value, { useGrouping: false });
}

/** Says something; `n` chooses the plural form. */
export function t(message: Message, fillings: Fillings = {}): string {
  return fill(pick(message, fillings), fillings);
}

/** Says what the record calls by a word of its own, such as a class: `class.visit`; the word itself where the
 * catalogue lacks it, since packs may bring more. */
export function term(group: TermGroup, word: string): string {
  return catalogue[`${group}.${word}`] ?? word;
}
export type TermGroup =
  | 'class'
  | 'tie'
  | 'role'
  | 'status'
  | 'quad'
  | 'rule'
  | 'disagreement'
  | 'language'
  | 'kind'
  | 'block'
  | 'when-from'
  | 'date-rule'
  | 'first-because';

function pick(message: string, fillings: Fillings): string {
  const n = fillings['n'];
  if (typeof n === 'number') {
    const form = new Intl.PluralRules(settings.lang).select(n);
    const found = catalogue[`${message}#${form}`] ?? catalogue[`${message}#other`];
    if (found !== undefined) return found;
  }
  return catalogue[message] ?? message;
}

function fill(text: string, fillings: Fillings): string {
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) => {
    const value = fillings[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? number(value) : value;
  });
}
