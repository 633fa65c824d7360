// Pairs to look at further: who did it with each to whom it was done, else each two of those who did it together.

export interface Pair {
  a: string;
  b: string;
}

/** At most so many pairs are offered. */
const MOST = 6;

export function pairsOf(actors: readonly string[], recipients: readonly string[]): Pair[] {
  const found =
    actors.length > 0 && recipients.length > 0
      ? actors.flatMap((a) => recipients.map((b) => ({ a, b })))
      : [...actors, ...recipients].flatMap((a, n, all) => all.slice(n + 1).map((b) => ({ a, b })));
  const seen = new Set<string>();
  return found
    .filter(({ a, b }) => {
      const key = [a, b].sort().join('\n');
      if (a === b || seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, MOST);
}
