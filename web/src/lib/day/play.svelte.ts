// Play: year after year at a pace that can be read, each shown before the next is asked for.
export const SPEEDS = ['slow', 'normal', 'fast'] as const;
export type Speed = (typeof SPEEDS)[number];

/** Milliseconds that a year stays. */
export const PACE: Record<Speed, number> = { slow: 2000, normal: 1000, fast: 350 };

export interface Player {
  readonly playing: boolean;
  toggle(): void;
}

/** Steps while it plays; `step` answers whether there is a further one. Called while a component is set up. */
export function player(wait: () => number | null, step: () => boolean, restart: () => void): Player {
  let playing = $state(false);

  $effect(() => {
    const pause = wait();
    if (!playing || pause === null) return undefined;
    const timer = setTimeout(() => {
      playing = step();
    }, pause);
    return () => clearTimeout(timer);
  });

  return {
    get playing() {
      return playing;
    },
    toggle() {
      playing = !playing;
      if (playing) restart();
    },
  };
}
