import { describe, expect, it } from 'vitest';

import {
  DAY,
  bounds,
  LEAST,
  extent,
  inside,
  panned,
  readBound,
  readSpan,
  silences,
  showing,
  touches,
  writeSpan,
  zoomed,
} from './span';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const whole = { start: day('1950-01-01'), end: day('1980-01-01') };
const when = (first: string | null, last: string | null) => ({ edtf: '', first, last });

describe('the window in the address', () => {
  it('takes years, months and days, each with its last instant', () => {
    expect(readBound('1961', 'from')).toBe(day('1961-01-01'));
    expect(readBound('1961', 'to')).toBe(day('1962-01-01'));
    expect(readBound('1961-12', 'to')).toBe(day('1962-01-01'));
    expect(readBound('1961-02', 'to')).toBe(day('1961-03-01'));
    expect(readBound('1961-02-28', 'to')).toBe(day('1961-03-01'));
  });

  it('keeps early years as they are', () => {
    expect(new Date(readBound('62', 'from') ?? 0).getUTCFullYear()).toBe(62);
    expect(new Date(readBound('-0044', 'from') ?? 0).getUTCFullYear()).toBe(-44);
  });

  it('does not take what is no date', () => {
    for (const bad of [null, '', 'x', '1961-13', '1961-1']) expect(readBound(bad, 'from')).toBeNull();
  });

  it('says the same again after reading', () => {
    const span = readSpan('1960', '1961-06', whole);
    expect(span).toEqual({ start: day('1960-01-01'), end: day('1961-07-01') });
    expect(writeSpan(span, whole)).toEqual({ from: '1960-01-01', to: '1961-06-30' });
    expect(writeSpan(whole, whole)).toEqual({ from: null, to: null });
  });

  it('puts sides right that are the wrong way round, and never looks closer than it can', () => {
    expect(readSpan('1970', '1960', whole)).toEqual({ start: day('1961-01-01'), end: day('1970-01-01') });
    const narrow = readSpan('1961-05-05', '1961-05-05', whole);
    expect(narrow.end - narrow.start).toBe(LEAST);
    expect(narrow.start).toBeLessThan(day('1961-05-05'));
  });
});

describe('zooming and panning', () => {
  it('keeps the instant under the pointer where it is', () => {
    const at = day('1955-01-01');
    const before = (at - whole.start) / (whole.end - whole.start);
    const closer = zoomed(whole, 0.5, whole, at);
    expect((at - closer.start) / (closer.end - closer.start)).toBeCloseTo(before, 9);
    expect(closer.end - closer.start).toBeCloseTo((whole.end - whole.start) / 2, 3);
  });

  it('stays inside the whole and not below the closest look', () => {
    expect(zoomed(whole, 9, whole)).toEqual(whole);
    expect(zoomed(whole, 1e-9, whole).end - zoomed(whole, 1e-9, whole).start).toBeCloseTo(LEAST, 3);
    const late = { start: day('1970-01-01'), end: day('1980-01-01') };
    expect(panned(late, 0.5, whole)).toEqual(late);
    expect(inside({ start: day('1900-01-01'), end: day('1901-01-01') }, whole).start).toBe(whole.start);
  });

  it('moves only when a mark is not inside', () => {
    const span = { start: day('1960-01-01'), end: day('1962-01-01') };
    expect(showing(span, day('1961-01-01'), whole)).toBe(span);
    expect(showing(span, day('1961-12-30'), whole)).toBe(span);
    const moved = showing(span, day('1970-01-01'), whole);
    expect(moved.end - moved.start).toBe(span.end - span.start);
    expect(moved.start).toBeLessThan(day('1970-01-01'));
    expect(moved.end).toBeGreaterThan(day('1970-01-01'));
    expect(moved.start).toBeGreaterThan(day('1968-01-01'));
  });
});

describe('what lies where', () => {
  it('calls no year silent that something is told of', () => {
    const event = (first: string | null, last: string | null) => ({
      id: 'e',
      class: 'visit',
      quad: null,
      goldstein: 0,
      when: when(first, last),
      status: 'asserted' as const,
      actors: [],
      recipients: [],
      office: null,
      instrument: null,
      confidence: 1,
      claims: 1,
      documents: 1,
      langs: [],
    });
    const gaps = [{ from: 1960, to: 1965 }];
    const events = [event('1962-03-01', '1962-03-31'), event('1960-01-01', '1969-12-31'), event(null, null)];
    expect(silences({ gaps, events })).toEqual([
      { from: 1960, to: 1961 },
      { from: 1963, to: 1965 },
    ]);
    expect(silences({ gaps: [{ from: 1962, to: 1962 }], events })).toEqual([]);
  });

  it('counts a date in the window where it may fall into it', () => {
    const span = { start: day('1961-01-01'), end: day('1962-01-01') };
    expect(touches(bounds(when('1960-12-31', '1960-12-31')), span)).toBe(false);
    expect(touches(bounds(when('1960-12-31', '1961-01-01')), span)).toBe(true);
    expect(touches(bounds(when('1961-12-31', null)), span)).toBe(true);
    expect(touches(bounds(when('1962-01-01', null)), span)).toBe(false);
    expect(touches(bounds(when(null, null)), span)).toBe(false);
    expect(touches(bounds(null), span)).toBe(false);
  });

  it('spans whole years, and leaves out how long the two have existed', () => {
    const end = (first: string, last: string) => ({
      when: when(first, last),
      told: true,
      rule: 'claims',
      possible: false,
      claims: [],
    });
    const tie = {
      id: 't',
      parties: [],
      instrument: null,
      office: null,
      spell: 1,
      to: null,
      disputed: false,
      disagreements: [],
      shown_by: [],
    };
    const found = extent({
      events: [],
      series: [],
      ties: [
        { ...tie, kind: 'existence', from: end('0800-01-01', '0800-12-31') },
        { ...tie, kind: 'party', from: end('1955-05-14', '1955-05-14'), to: end('1968-09-13', '1968-09-13') },
      ],
    });
    expect(found).toEqual({ start: day('1955-01-01'), end: day('1969-01-01') });
    expect(extent({ events: [], series: [], ties: [] })).toBeNull();
    expect(DAY).toBe(86_400_000);
  });
});
