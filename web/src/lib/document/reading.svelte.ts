// The part of a document that is open: pages of blocks that join, loaded as they are wanted, from wherever one landed.
import { api, ApiError } from '../api/client';
import type { Asked } from '../ask.svelte';
import { joinPages, type Open } from './pages';
import type { Block } from './stretches';

/** Blocks that are asked for at a time. */
export const PAGE = 120;

/** Where to open it. */
export interface Place {
  claim: string | null;
  sentence: string | null;
  from: string | null;
}

export class Reading implements Asked<Open> {
  answer = $state.raw<Open | null>(null);
  error = $state.raw<ApiError | null>(null);
  loading = $state(false);
  more = $state<'earlier' | 'later' | null>(null);
  #stop: AbortController | null = null;
  #last: (() => void) | null = null;

  /** Opens a document at a place; what is open already and holds the place stays. */
  open(id: string, place: Place): void {
    const open = this.answer;
    if (open?.document.id === id && !this.loading && holds(open, place)) return;
    this.#last = () => void this.#load(id, place);
    this.#last();
  }

  again = (): void => this.#last?.();

  close(): void {
    this.#stop?.abort();
  }

  async #load(id: string, place: Place): Promise<void> {
    this.#stop?.abort();
    const stop = (this.#stop = new AbortController());
    if (this.answer?.document.id !== id) this.answer = null;
    this.loading = true;
    this.more = null;
    const where =
      place.claim !== null
        ? { claim: place.claim }
        : place.sentence !== null
          ? { sentence: place.sentence }
          : { from_block: place.from };
    try {
      const page = await api.document(id, { ...where, limit: PAGE }, stop.signal);
      if (stop.signal.aborted) return;
      this.answer = joinPages(null, page);
      this.error = null;
    } catch (reason) {
      if (stop.signal.aborted) return;
      this.answer = null;
      this.error = asError(reason);
    }
    this.loading = false;
  }

  /** Loads the page before or after what is open. Tells whether there was one. */
  async extend(way: 'earlier' | 'later'): Promise<boolean> {
    const open = this.answer;
    if (!open || this.more !== null || this.loading) return false;
    const first = open.blocks[0]?.number ?? 0;
    const from = way === 'earlier' ? Math.max(0, first - PAGE) : open.next;
    if (from === null || (way === 'earlier' && first === 0)) return false;
    const stop = (this.#stop = new AbortController());
    this.more = way;
    try {
      const limit = way === 'earlier' ? first - from : PAGE;
      const page = await api.document(open.document.id, { from_block: from, limit }, stop.signal);
      if (stop.signal.aborted) return false;
      this.answer = joinPages(open, page);
      return true;
    } catch {
      // The button to ask again stays where it is.
      return false;
    } finally {
      if (!stop.signal.aborted) this.more = null;
    }
  }
}

function holds(open: Open, place: Place): boolean {
  if (place.claim !== null) return open.claims.some((claim) => claim.id === place.claim);
  const within = (has: (block: Block) => boolean): boolean => open.blocks.some(has);
  if (place.sentence !== null)
    return within((block) => block.sentences.some(({ number }) => String(number) === place.sentence));
  return place.from === null || within((block) => String(block.number) === place.from);
}

function asError(reason: unknown): ApiError {
  return reason instanceof ApiError
    ? reason
    : new ApiError(0, { code: 'page', message: String(reason), hint: null });
}
