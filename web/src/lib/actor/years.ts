// Which years an axis is labelled with, so that labels keep apart.

const STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000] as const;

/** Round years between two, no closer than `apart` pixels on an axis of `width`. */
export function yearTicks(first: number, last: number, width: number, apart = 56): number[] {
  const years = Math.max(1, last - first);
  const step = STEPS.find((one) => (one / years) * width >= apart) ?? Math.ceil(years / 1000) * 1000;
  const ticks: number[] = [];
  for (let at = Math.ceil(first / step) * step; at <= last; at += step) ticks.push(at);
  return ticks;
}
