// The phrase that each form of a date takes as an end of a tie.
import { expect, test } from 'vitest';

import type { End } from '../api/types';
import { endWords } from './ends';

const end = (edtf: string | null, more: Partial<End> = {}): End => ({
  when: edtf === null ? null : { edtf, first: null, last: null },
  told: true,
  rule: 'claims',
  possible: false,
  claims: [],
  ...more,
});

test.each([
  ['1955-05-14', 'at', ['1955-05-14']],
  ['1955-05-14/..', 'not-before', ['1955-05-14']],
  ['../1968-08', 'not-after', ['1968-08']],
  ['/1968-08', 'not-after', ['1968-08']],
  ['1936-03-07/1968-08-20', 'between', ['1936-03-07', '1968-08-20']],
  ['../..', 'untold', []],
])('%s is said as "%s"', (edtf, phrase, dates) => {
  expect(endWords(end(edtf))).toMatchObject({ phrase, dates });
});

test('a rule is named only where the end was inferred by it', () => {
  expect(endWords(end('1980')).rule).toBeNull();
  expect(endWords(end('1980', { told: false, rule: 'last-seen', possible: true }))).toMatchObject({
    rule: 'last-seen',
    possible: true,
  });
});

test('what nobody tells is untold', () => {
  expect(endWords(null).phrase).toBe('untold');
  expect(endWords(end(null)).phrase).toBe('untold');
});
