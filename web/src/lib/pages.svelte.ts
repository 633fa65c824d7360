// A list that comes page by page: the first page follows what the question depends on, "more" adds the next.
import { ApiError } from './api/client';
import type { Actors } from './api/types';

interface Page<T> {
  items: T[];
  next: string | null;
  total: number | null;
  actors: Actors;
}
type Question<T> = (cursor: string | null, signal: AbortSignal) => Promise<Page<T>>;

export interface Pages<T> {
  /** What has come so far; kept while the first page of a newer question is on its way. */
  readonly items: readonly T[];
  readonly actors: Actors;
  readonly total: number | null;
  readonly next: string | null;
  readonly error: ApiError | null;
  readonly loading: boolean;
  /** Whether anything has come yet. */
  readonly known: boolean;
  more(): void;
  again(): void;
}

/** Asks whenever a value that `question` reads has changed. Called while a component is set up. */
export function pages<T>(question: () => Question<T>): Pages<T> {
  let items = $state.raw<readonly T[]>([]);
  let actors = $state.raw<Actors>({});
  let total = $state<number | null>(null);
  let next = $state<string | null>(null);
  let error = $state.raw<ApiError | null>(null);
  let loading = $state(false);
  let known = $state(false);
  let round = $state(0);
  let send: Question<T> | null = null;
  let stop = new AbortController();

  async function load(cursor: string | null): Promise<void> {
    const { signal } = stop;
    if (!send) return;
    loading = true;
    try {
      const page = await send(cursor, signal);
      if (signal.aborted) return;
      items = cursor === null ? page.items : [...items, ...page.items];
      actors = cursor === null ? page.actors : { ...actors, ...page.actors };
      total = page.total;
      next = page.next;
      error = null;
      known = true;
    } catch (reason) {
      if (signal.aborted) return;
      // The record has changed since the page before: what is shown is told anew.
      if (cursor !== null && reason instanceof ApiError && reason.problem.code === 'stale-cursor')
        return load(null);
      error =
        reason instanceof ApiError
          ? reason
          : new ApiError(0, { code: 'page', message: String(reason), hint: null });
    }
    loading = false;
  }

  $effect(() => {
    void round;
    send = question();
    stop = new AbortController();
    const { signal } = stop;
    // What the list holds now is no part of the question.
    queueMicrotask(() => {
      if (!signal.aborted) void load(null);
    });
    return () => stop.abort();
  });

  return {
    get items() {
      return items;
    },
    get actors() {
      return actors;
    },
    get total() {
      return total;
    },
    get next() {
      return next;
    },
    get error() {
      return error;
    },
    get loading() {
      return loading;
    },
    get known() {
      return known;
    },
    more: () => {
      if (next !== null && !loading) void load(next);
    },
    again: () => {
      round += 1;
    },
  };
}
