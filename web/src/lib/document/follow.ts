// Moves text and list of claims together: which claim stands at the reading line, and what is brought into sight.

/** How far down the window a reader reads. */
const READING_LINE = 0.3;

/** The claim whose quote begins last above the reading line; the places come in the order of the text. */
export function claimAtLine(places: readonly HTMLElement[]): string | null {
  const line = innerHeight * READING_LINE;
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.getBoundingClientRect().top ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return (places[Math.max(0, low - 1)]?.dataset['begins'] ?? '').split(' ')[0] ?? null;
}

/** Scrolls a list so that a row stands as high in it as the reading line in the window. */
export function alignRow(list: HTMLElement, row: HTMLElement): void {
  const box = list.getBoundingClientRect();
  list.scrollTop += row.getBoundingClientRect().top - box.top - box.height * READING_LINE;
}

/** Brings a row into the sight of its list, and moves nothing else. */
export function revealRow(list: HTMLElement, row: HTMLElement): void {
  const box = list.getBoundingClientRect();
  const place = row.getBoundingClientRect();
  if (place.top < box.top) list.scrollTop += place.top - box.top - 8;
  else if (place.bottom > box.bottom)
    list.scrollTop += Math.min(place.top - box.top - 8, place.bottom - box.bottom + 8);
}

/** Brings words to the reading line unless they are well in sight. */
export function reveal(element: HTMLElement, { smooth = false } = {}): void {
  const { top, bottom } = element.getBoundingClientRect();
  if (top >= innerHeight * 0.1 && bottom <= innerHeight * 0.5) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  scrollBy({ top: top - innerHeight * READING_LINE, behavior: smooth && !calm ? 'smooth' : 'instant' });
}
