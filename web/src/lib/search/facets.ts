// The facets of a search as choices: what was found, with what is chosen already even where nothing is left of it.
import type { SearchPage } from '../api/types';

export interface Option {
  value: string;
  count: number | null;
}

type Counted = SearchPage['facets']['langs'];

export function options(found: Counted, chosen: readonly string[]): Option[] {
  const known = new Set(found.map(({ value }) => value));
  return [
    ...chosen.filter((value) => !known.has(value)).map((value) => ({ value, count: null })),
    ...found,
  ].sort((a, b) => Number(chosen.includes(b.value)) - Number(chosen.includes(a.value)));
}

/** A decade in EDTF (`196X`) as the search's years: from its first to its last. */
export function decade(value: string): { from: string; to: string } | null {
  const ten = /^(-?\d{3,})X$/.exec(value)?.[1];
  return ten === undefined ? null : { from: `${ten}0`, to: `${ten}9` };
}
