// What happens to the order of a queue; the queue that was stays as it was.

interface Named {
  id: string;
}

export const without = <T extends Named>(items: readonly T[], id: string): T[] =>
  items.filter((item) => item.id !== id);

/** At its old place, or at the end where the queue has become shorter. */
export function inserted<T>(items: readonly T[], item: T, at: number): T[] {
  const place = Math.max(0, Math.min(at, items.length));
  return [...items.slice(0, place), item, ...items.slice(place)];
}

/** To the end. */
export function moved<T extends Named>(items: readonly T[], id: string): T[] {
  const item = items.find((one) => one.id === id);
  return item ? [...without(items, id), item] : [...items];
}

/** The one so many steps on; it stays within the queue. */
export function stepped<T extends Named>(items: readonly T[], id: string | null, steps: number): T | null {
  const at = Math.max(
    0,
    items.findIndex((item) => item.id === id),
  );
  return items[Math.max(0, Math.min(items.length - 1, at + steps))] ?? null;
}
