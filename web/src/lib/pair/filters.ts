// The filters of the pair view: how they stand in the address, what there is to choose, and what is chosen in words.
import type { PairPage } from '../api/types';
import { t, term } from '../i18n/messages.svelte';

export const FILTERS = ['class', 'status', 'lang', 'doc', 'kind'] as const;
export type Filter = (typeof FILTERS)[number];
export type Chosen = Record<Filter, string[]>;

export interface Option {
  value: string;
  text: string;
  count?: number;
}

/** The values of each filter; repeated parameters and lists with commas are the same. A document's id may hold commas. */
export function chosenIn(query: URLSearchParams): Chosen {
  const values = (name: Filter): string[] => {
    const all = query.getAll(name);
    const split = name === 'doc' ? all : all.flatMap((one) => one.split(','));
    return [...new Set(split.filter((one) => one !== ''))];
  };
  return {
    class: values('class'),
    status: values('status'),
    lang: values('lang'),
    doc: values('doc'),
    kind: values('kind'),
  };
}

export const isFiltered = (chosen: Chosen): boolean => FILTERS.some((name) => chosen[name].length > 0);

/** What there is to choose from, with how often, the most frequent first; what is chosen stays even where it is nowhere. */
export function optionsOf(page: PairPage, chosen: Chosen): Record<Filter, Option[]> {
  const counted = (name: Filter, all: string[], text: (value: string) => string): Option[] => {
    const counts = new Map<string, number>(chosen[name].map((value) => [value, 0]));
    for (const value of all) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts]
      .map(([value, count]) => ({ value, text: text(value), count }))
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
  };
  const titles = new Map(page.documents.map((one) => [one.id, one.title ?? one.id]));
  return {
    class: counted(
      'class',
      page.events.map((event) => event.class),
      (value) => term('class', value),
    ),
    status: counted(
      'status',
      page.events.map((event) => event.status),
      (value) => term('status', value),
    ),
    lang: counted(
      'lang',
      page.events.flatMap((event) => event.langs),
      (value) => term('language', value),
    ),
    doc: [...new Set([...titles.keys(), ...chosen.doc])].map((value) => ({
      value,
      text: titles.get(value) ?? value,
    })),
    kind: counted(
      'kind',
      page.ties.map((tie) => tie.kind),
      (value) => term('tie', value),
    ),
  };
}

/** What is chosen, as the title of the view says it. */
export function sayChosen(chosen: Chosen, options: Record<Filter, Option[]>): string[] {
  const labels: Record<Filter, string> = {
    class: t('filter.class'),
    status: t('filter.status'),
    lang: t('filter.language'),
    doc: t('filter.document'),
    kind: t('filter.kind'),
  };
  return FILTERS.filter((name) => chosen[name].length > 0).map((name) => {
    const words = chosen[name].map(
      (value) => options[name].find((option) => option.value === value)?.text ?? value,
    );
    return `${labels[name]}: ${words.join(', ')}`;
  });
}
