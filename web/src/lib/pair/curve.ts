// The yearly mean as a line of steps. It breaks where a year has no mean: nothing is drawn where nothing is known.
import type { PairPage } from '../api/types';

export function curve(
  series: PairPage['series'],
  yearX: (year: number) => number,
  y: (level: number) => number,
): string {
  let data = '';
  let before: number | null = null;
  const say = (value: number): string => String(Math.round(value * 10) / 10);
  for (const point of series) {
    const year = Number(point.period);
    if (point.mean === null || point.known !== 'events' || !Number.isInteger(year)) continue;
    const level = say(y(point.mean));
    data += before === year - 1 ? `V${level}` : `M${say(yearX(year))} ${level}`;
    data += `H${say(yearX(year + 1))}`;
    before = year;
  }
  return data;
}
