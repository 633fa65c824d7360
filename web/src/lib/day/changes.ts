// What is different between two days, in four heaps: begun, ended, surer, less sure.
import type { ChangesPage } from '../api/types';
import type { Held, Sign } from './network';

type Change = ChangesPage['changes'][number];

export const SIGNS: readonly Sign[] = ['begun', 'ended', 'surer', 'less-sure'];

/** What became of a tie. One that is possible on both days did not change. */
export function signOf({ before, after }: Pick<Change, 'before' | 'after'>): Sign | null {
  if (before === after) return null;
  if (before === 'no') return 'begun';
  if (after === 'no') return 'ended';
  return after === 'certain' ? 'surer' : 'less-sure';
}

export interface Changes {
  heaps: { sign: Sign; ties: Held[] }[];
  signs: Map<string, Sign>;
  count: number;
}

/** A tie that began or ended possibly is held as possible, in the heap as in the picture. */
export function sorted(changes: readonly Change[]): Changes {
  const signs = new Map<string, Sign>();
  const heaps = SIGNS.map((sign) => ({ sign, ties: [] as Held[] }));
  for (const change of changes) {
    const sign = signOf(change);
    if (sign === null) continue;
    signs.set(change.tie.id, sign);
    const holding = sign === 'ended' ? change.before : change.after;
    heaps.find((heap) => heap.sign === sign)?.ties.push({ ...change.tie, holding });
  }
  return { heaps: heaps.filter(({ ties }) => ties.length > 0), signs, count: signs.size };
}
