// The time axis: where its ticks stand and what they say, in the calendar and digits of the page.
import { scaleUtc } from 'd3-scale';

import { locale } from '../i18n/messages.svelte';
import type { Span } from './span';

export interface Tick {
  at: number;
  text: string;
  /** The first of a year, which stands out where months are shown. */
  major: boolean;
}

/** About `count` ticks: years, months or days, whichever the look is close enough for. */
export function ticks(span: Span, count: number): Tick[] {
  const found = scaleUtc([new Date(span.start), new Date(span.end)], [0, 1]).ticks(Math.max(2, count));
  return found
    .filter((at) => at.getUTCHours() === 0)
    .map((at) => ({
      at: at.getTime(),
      text: say(at),
      major: at.getUTCMonth() === 0 && at.getUTCDate() === 1,
    }));
}

// Formatters are costly to make, and ticks are said anew in every frame.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(kind: 'day' | 'month' | 'year' | 'early'): Intl.DateTimeFormat {
  const id = `${locale()} ${kind}`;
  let made = formatters.get(id);
  if (!made) {
    const options: Record<typeof kind, Intl.DateTimeFormatOptions> = {
      day: { day: 'numeric', month: 'short' },
      month: { month: 'short' },
      year: { year: 'numeric' },
      early: { year: 'numeric', era: 'short' },
    };
    made = new Intl.DateTimeFormat(locale(), { ...options[kind], timeZone: 'UTC', calendar: 'gregory' });
    formatters.set(id, made);
  }
  return made;
}

function say(at: Date): string {
  if (at.getUTCDate() !== 1) return formatter('day').format(at);
  if (at.getUTCMonth() !== 0) return formatter('month').format(at);
  return formatter(at.getUTCFullYear() > 0 ? 'year' : 'early').format(at);
}
