// An edit says what differs from what was read, and nothing else.
import { describe, expect, test } from 'vitest';

import type { Claim, Decision } from '../api/types';
import { asDecided, asRead, changes, freeKey } from './edit';

const claim = (review: Decision | null = null): Claim =>
  ({
    id: 'c',
    class: 'visit',
    actor: [{ key: 'albania', text: 'Tirana' }],
    recipient: [{ key: '~Xoxe', text: 'Xoxe' }],
    when: { edtf: '1961-12', first: '1961-12-01', last: '1961-12-31' },
    status: 'asserted',
    review,
  }) as unknown as Claim;
const read = asRead(claim());

describe('changes', () => {
  test('nothing changed is no edit', () => {
    expect(changes(read, { ...read, actor: [...read.actor] })).toBeNull();
    expect(changes(read, { ...read, when: ' 1961-12 ' })).toBeNull();
  });

  test('each part alone', () => {
    expect(changes(read, { ...read, class: 'meet' })).toEqual({ class: 'meet' });
    expect(changes(read, { ...read, actor: [] })).toEqual({ actor: [] });
    expect(changes(read, { ...read, recipient: ['~Xoxe', 'egypt'] })).toEqual({
      recipient: ['~Xoxe', 'egypt'],
    });
    expect(changes(read, { ...read, when: '1961-12-03' })).toEqual({ when: '1961-12-03' });
    expect(changes(read, { ...read, status: 'planned' })).toEqual({ status: 'planned' });
  });

  test('a date that is taken away is told apart from one that stays', () => {
    expect(changes(read, { ...read, when: null })).toEqual({ when: null });
    expect(changes(read, { ...read, when: '  ' })).toEqual({ when: null });
    expect(changes({ ...read, when: null }, { ...read, when: '' })).toBeNull();
  });
});

test('what was edited before is where the form goes on, held against what was read', () => {
  const decided = claim({
    decision: 'edit',
    edit: { class: 'meet', when: null },
    note: null,
    at: '2026-01-01T00:00:00Z',
    who: null,
  });
  const form = asDecided(decided);
  expect(form).toMatchObject({ class: 'meet', when: null, actor: ['albania'] });
  expect(changes(asRead(decided), form)).toEqual({ class: 'meet', when: null });
});

test('a free name is marked once', () => {
  expect(freeKey(' Koçi ')).toBe('~Koçi');
  expect(freeKey('~Koçi')).toBe('~Koçi');
});
