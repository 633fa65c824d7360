// A question to the API that follows what it depends on: asked again when that changes, the older answer dropped.
import { ApiError } from './api/client';

export interface Asked<T> {
  /** The last answer; kept while a newer one is on its way, so that nothing flickers. */
  readonly answer: T | null;
  readonly error: ApiError | null;
  readonly loading: boolean;
  again(): void;
}

/** Asks whenever a value that `question` reads has changed. A question of `null` asks nothing. Called while a
 * component is set up. */
export function ask<T>(question: () => ((signal: AbortSignal) => Promise<T>) | null): Asked<T> {
  let answer = $state.raw<T | null>(null);
  let error = $state.raw<ApiError | null>(null);
  let loading = $state(false);
  let round = $state(0);

  $effect(() => {
    void round;
    const send = question();
    if (!send) {
      answer = null;
      error = null;
      loading = false;
      return undefined;
    }
    const stop = new AbortController();
    loading = true;
    send(stop.signal).then(
      (told) => {
        if (stop.signal.aborted) return;
        answer = told;
        error = null;
        loading = false;
      },
      (reason: unknown) => {
        if (stop.signal.aborted) return;
        answer = null;
        error =
          reason instanceof ApiError
            ? reason
            : new ApiError(0, { code: 'page', message: String(reason), hint: null });
        loading = false;
      },
    );
    return () => stop.abort();
  });

  return {
    get answer() {
      return answer;
    },
    get error() {
      return error;
    },
    get loading() {
      return loading;
    },
    again: () => {
      round += 1;
    },
  };
}
