import { describe, expect, it } from 'vitest';

import type { End, Tie, TieKind } from '../api/types';
import { draw, lanes } from './lanes';

const end = (first: string | null, last: string | null, told = true): End => ({
  when: { edtf: '', first, last },
  told,
  rule: told ? 'claims' : 'last-seen',
  possible: false,
  claims: [],
});

function tie(kind: TieKind, from: End | null, to: End | null, more: Partial<Tie> = {}): Tie {
  return {
    id: `${kind}-${from?.when?.first ?? ''}`,
    kind,
    parties: [
      { key: 'albania', role: kind === 'presence' ? 'host' : 'party' },
      { key: 'soviet-union', role: kind === 'presence' ? 'sender' : 'party' },
    ],
    instrument: null,
    office: null,
    spell: 1,
    from,
    to,
    disputed: false,
    disagreements: [],
    shown_by: [],
    ...more,
  };
}

const x = (at: number): number => (at - Date.UTC(1950, 0, 1)) / 86_400_000;
const dayX = (text: string): number => x(Date.parse(`${text}T00:00:00Z`));

describe('lanes', () => {
  it('puts spells of one kind on one lane and each agreement on its own', () => {
    const found = lanes([
      tie('party', end('1957-01-01', '1957-01-01'), null, { instrument: 'B' }),
      tie('party', end('1955-05-14', '1955-05-14'), null, { instrument: 'A' }),
      tie('diplomatic-relations', end('1990-07-30', '1990-07-30'), null, { spell: 2 }),
      tie('diplomatic-relations', end('1945-12-17', '1945-12-17'), end('1961-12-03', '1961-12-03')),
    ]);
    expect(found.map((lane) => [lane.kind, lane.about, lane.bars.length, lane.rows])).toEqual([
      ['diplomatic-relations', null, 2, 1],
      ['party', { text: 'A' }, 1, 1],
      ['party', { text: 'B' }, 1, 1],
    ]);
    expect(found[0]?.bars.map((bar) => bar.tie.spell)).toEqual([1, 2]);
  });

  it('says who is where, and stacks what overlaps', () => {
    const [lane] = lanes([
      tie('presence', end('1951-01-01', '1951-01-01'), end('1958-01-01', '1958-01-01')),
      tie('presence', end('1955-01-01', '1955-01-01'), end('1961-01-01', '1961-01-01')),
      tie('presence', end('1962-01-01', '1962-01-01'), null),
    ]);
    expect(lane?.about).toEqual({ keys: ['soviet-union', 'albania'] });
    expect(lane?.rows).toBe(2);
    expect(lane?.bars.map((bar) => bar.row)).toEqual([0, 1, 0]);
  });
});

describe('a bar', () => {
  const one = (from: End | null, to: End | null) => {
    const bar = lanes([tie('alliance', from, to)])[0]?.bars[0];
    if (!bar) throw new Error('no bar');
    return draw(bar, x, 0, 10_000);
  };

  it('is solid where both ends are exact', () => {
    const drawn = one(end('1955-05-14', '1955-05-14'), end('1968-09-13', '1968-09-13'));
    expect(drawn?.rise).toBeNull();
    expect(drawn?.fall).toBeNull();
    expect(drawn?.solid).toEqual([dayX('1955-05-14'), dayX('1968-09-14')]);
  });

  it('is soft between the earliest and the latest day of an end', () => {
    const drawn = one(end('1955-01-01', '1955-12-31'), end('1968-08-01', '1968-10-31'));
    expect(drawn?.rise).toEqual([dayX('1955-01-01'), dayX('1956-01-01')]);
    expect(drawn?.solid).toEqual([dayX('1956-01-01'), dayX('1968-08-01')]);
    expect(drawn?.fall).toEqual([dayX('1968-08-01'), dayX('1968-11-01')]);
  });

  it('is open where nothing tells of an end', () => {
    const drawn = one(end('1955-05-14', '1955-05-14'), null);
    expect(drawn?.end).toBeNull();
    expect(drawn?.right).toBe(10_000);
    const before = one(null, end('1968-09-13', '1968-09-13'));
    expect(before?.begin).toBeNull();
    expect(before?.left).toBe(0);
  });

  it('is nowhere certain where beginning and end may be the same days', () => {
    const drawn = one(end('1955-01-01', '1955-12-31'), end('1955-01-01', '1955-12-31'));
    expect(drawn?.solid).toBeNull();
    expect(drawn?.rise?.[0]).toBe(dayX('1955-01-01'));
    expect(drawn?.fall?.[1]).toBe(dayX('1956-01-01'));
    expect(drawn?.rise?.[1]).toBe(drawn?.fall?.[0]);
  });

  it('fades where only one limit of an end is known', () => {
    const drawn = one(end(null, '1955-12-31'), end('1968-09-13', null));
    expect(drawn?.begin).toBeNull();
    expect(drawn?.rise?.[1]).toBe(dayX('1956-01-01'));
    expect(drawn?.end).toBeNull();
    expect(drawn?.fall?.[0]).toBe(dayX('1968-09-13'));
  });

  it('is not drawn outside the window, and seen however short', () => {
    expect(one(end('1980-01-01', '1980-01-01'), null)).toBeNull();
    const [lane] = lanes([tie('alliance', end('1955-05-14', '1955-05-14'), end('1955-05-14', '1955-05-14'))]);
    const bar = lane?.bars[0];
    const tiny = bar ? draw(bar, (at) => x(at) / 1000, 0, 100) : null;
    expect((tiny?.right ?? 0) - (tiny?.left ?? 0)).toBeCloseTo(3, 6);
  });
});
