import { expect, it } from 'vitest';

import type { EventMark } from '../api/types';
import { toMarks } from './marks';
import { byYear, openAtFirst } from './years';

const event = (id: string, first: string | null, last: string | null): EventMark => ({
  id,
  class: 'visit',
  quad: null,
  goldstein: 0,
  when: { edtf: '', first, last },
  status: 'asserted',
  actors: [],
  recipients: [],
  office: null,
  instrument: null,
  confidence: 1,
  claims: 1,
  documents: 1,
  langs: [],
});
const span = { start: Date.UTC(1960, 0, 1), end: Date.UTC(1962, 0, 1) };

it('lists what may fall into the window under the year in which it begins', () => {
  const { marks } = toMarks([
    event('before', '1959-12-31', '1959-12-31'),
    event('into', '1959-06-01', '1960-06-01'),
    event('in', '1961-03-01', '1961-03-01'),
    event('until', null, '1961-12-31'),
    event('after', '1962-01-01', '1962-01-01'),
  ]);
  expect(byYear(marks, span).map(({ year, events }) => [year, events.map((one) => one.id)])).toEqual([
    [1959, ['into']],
    [1961, ['in', 'until']],
  ]);
});

it('opens as many years as there is room for, and the first however full', () => {
  const years = [1960, 1961, 1962].map((year) => ({
    year,
    events: Array.from({ length: 30 }, () => event('e', null, null)),
  }));
  expect([...openAtFirst(years, 70)]).toEqual([1960, 1961]);
  expect([...openAtFirst(years, 10)]).toEqual([1960]);
});
