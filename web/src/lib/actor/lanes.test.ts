// Lanes, the axis and the certainty of what is drawn, on ties made for the purpose.
import { describe, expect, test } from 'vitest';

import type { End, Tie, TieKind } from '../api/types';
import { axisOf, evidence, foremost, lanesOf, stretch, type Span } from './lanes';

function end(edtf: string, first: string | null, last: string | null, more: Partial<End> = {}): End {
  return { when: { edtf, first, last }, told: true, rule: 'claims', possible: false, claims: ['c'], ...more };
}
function tie(id: string, kind: TieKind, others: string[], more: Partial<Tie> = {}): Tie {
  return {
    id,
    kind,
    parties: ['self', ...others].map((key) => ({ key, role: 'party' })),
    instrument: null,
    office: null,
    spell: 1,
    from: null,
    to: null,
    disputed: false,
    disagreements: [],
    shown_by: [],
    ...more,
  };
}
const axis: Span = [new Date('1950-01-01T00:00:00Z'), new Date('1970-01-01T00:00:00Z')];
const told = (one: Tie): string[] =>
  stretch(one, axis).pieces.map(
    (piece) =>
      `${piece.certainty} ${piece.from.toISOString().slice(0, 10)} ${piece.to.toISOString().slice(0, 10)}`,
  );
const day = (text: string, more: Partial<End> = {}): End => end(text, text, text, more);

describe('lanes', () => {
  test('the spells of one tie share a lane, other ties do not', () => {
    const lanes = lanesOf(
      [
        tie('t3', 'membership', ['league']),
        tie('t2', 'diplomatic-relations', ['a'], { from: day('1962-01-01'), spell: 2 }),
        tie('t1', 'diplomatic-relations', ['a'], { from: day('1955-01-01') }),
        tie('t4', 'diplomatic-relations', ['b'], { from: day('1951-01-01') }),
      ],
      'self',
    );
    expect(lanes.map((lane) => lane.ties.map((one) => one.id))).toEqual([['t4'], ['t1', 't2'], ['t3']]);
    expect(lanes[1]?.others).toEqual(['a']);
  });

  test('the foremost lanes take from every kind and keep their order', () => {
    const known = { shown_by: ['x', 'y'] };
    const lanes = lanesOf(
      [
        tie('p1', 'party', ['a'], { instrument: 'one' }),
        tie('p2', 'party', ['b'], { instrument: 'two', ...known }),
        tie('p3', 'party', ['c'], { instrument: 'three' }),
        tie('r1', 'diplomatic-relations', ['a']),
      ],
      'self',
    );
    expect(foremost(lanes, 2).map((lane) => lane.ties[0]?.id)).toEqual(['r1', 'p2']);
    expect(foremost(lanes, 9)).toHaveLength(4);
  });

  test('evidence counts each claim once', () => {
    const one = tie('t', 'party', ['a'], { from: day('1950-01-01'), to: day('1951-01-01'), shown_by: ['d'] });
    expect(evidence(one)).toEqual(['c', 'd']);
  });
});

describe('the axis', () => {
  test('spans ties and claims, not the existence of the actor', () => {
    const exists = tie('e', 'existence', [], { from: day('1912-11-28') });
    const pact = tie('t', 'alliance', ['a'], { from: day('1955-05-14'), to: day('1968-09-13') });
    const years = (span: Span | null) => span?.map((at) => at.getUTCFullYear());
    expect(years(axisOf([exists, pact], 1961, 1971))).toEqual([1955, 1972]);
    expect(years(axisOf([exists], null, null))).toEqual([1912, 1914]);
    expect(axisOf([], null, null)).toBeNull();
  });
});

describe('a stretch', () => {
  test('is sure between days that are told', () => {
    const one = tie('t', 'alliance', ['a'], { from: day('1955-05-14'), to: day('1968-09-13') });
    expect(told(one)).toEqual(['sure 1955-05-14 1968-09-13']);
    expect(stretch(one, axis)).toMatchObject({ openStart: false, openEnd: false });
  });

  test('is soft where an end lies within a month or a year', () => {
    const one = tie('t', 'alliance', ['a'], {
      from: end('1955', '1955-01-01', '1955-12-31'),
      to: end('1968-09', '1968-09-01', '1968-09-30'),
    });
    expect(told(one)).toEqual([
      'soft 1955-01-01 1955-12-31',
      'sure 1955-12-31 1968-09-01',
      'soft 1968-09-01 1968-09-30',
    ]);
  });

  test('goes on to the edge where nobody ends it', () => {
    const one = tie('t', 'alliance', ['a'], { from: day('1955-05-14') });
    expect(told(one)).toEqual(['sure 1955-05-14 1970-01-01']);
    expect(stretch(one, axis).openEnd).toBe(true);
  });

  test('is no more than possible before an end whose beginning is not told', () => {
    const one = tie('t', 'diplomatic-relations', ['a'], { to: end('1952', '1952-01-01', '1952-12-31') });
    expect(told(one)).toEqual(['beyond 1950-01-01 1952-01-01', 'soft 1952-01-01 1952-12-31']);
    expect(stretch(one, axis).openStart).toBe(true);
  });

  test('is soft up to its end where it began on or after a day', () => {
    const one = tie('t', 'alliance', ['a'], {
      from: end('1955-05-14/..', '1955-05-14', null),
      to: day('1968-09-13'),
    });
    expect(told(one)).toEqual(['soft 1955-05-14 1968-09-13']);
  });

  test('may go on after an end that is possible only', () => {
    const one = tie('t', 'presence', ['a'], {
      from: day('1956-10-24'),
      to: day('1956-11-04', { told: false, rule: 'last-seen', possible: true }),
    });
    expect(told(one)).toEqual(['sure 1956-10-24 1956-11-04', 'beyond 1956-11-04 1970-01-01']);
  });

  test('has no sure day where it may have ended before it surely began', () => {
    const one = tie('t', 'hostilities', ['a'], {
      from: end('1956', '1956-01-01', '1956-12-31'),
      to: end('1956', '1956-01-01', '1956-12-31'),
    });
    expect(told(one)).toEqual(['soft 1956-01-01 1956-12-31']);
  });

  test('is cut at the edges of the axis', () => {
    const one = tie('t', 'existence', [], { from: day('1912-11-28'), to: day('1991-12-26') });
    expect(told(one)).toEqual(['sure 1950-01-01 1970-01-01']);
    expect(stretch(one, axis)).toMatchObject({ openStart: true, openEnd: true });
  });
});
