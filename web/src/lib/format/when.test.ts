// Dates in words: as exact as the record, in three languages, and the way between days of the API and instants.
import { beforeAll, describe, expect, it, vi } from 'vitest';

import { prepare } from '../i18n/messages.svelte';
import { settings, type Language } from '../settings.svelte';
import { fromIso, instant, sayWhen, toIso } from './when';

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en'] }));

async function speak(lang: Language): Promise<void> {
  settings.lang = lang;
  settings.digits = 'latn';
  await prepare(lang);
}

describe('a date in words', () => {
  beforeAll(() => speak('en'));

  it.each([
    ['1961-12-03', '3 December 1961'],
    ['1961-12', 'December 1961'],
    ['1961', '1961'],
    ['0476', '476'],
    ['196X', '1960s'],
    ['19XX', '1900–1999'],
    ['1968-21', 'spring 1968'],
    ['1961~', 'about 1961'],
    ['1961-12?', 'perhaps December 1961'],
    ['1949/1961', '1949 – 1961'],
    ['1961-12-03/..', 'since 3 December 1961'],
    ['../1961', 'until 1961'],
    ['/1961', 'until 1961'],
    ['../..', 'date not told'],
    ['[1960,1961]', '1960 or 1961'],
    ['{1960,1962}', '1960 and 1962'],
    ['[1960..1962]', '1960 – 1962'],
    ['[..1960,1962]', 'until 1960 or 1962'],
    ['-0043', '44 BC'],
    ['0000', '1 BC'],
  ])('%s is %s', (edtf, said) => {
    expect(sayWhen(edtf)).toBe(said);
  });

  it('never says a day that is not told', () => {
    expect(sayWhen('1961-12')).not.toMatch(/\b1\b/);
  });

  it('that is not told is said to be so', () => {
    expect(sayWhen(null)).toBe('date not told');
    expect(sayWhen(undefined)).toBe('date not told');
  });

  it('that the grammar does not know stays EDTF', () => {
    expect(sayWhen('1961-12-XX')).toBe('1961-12-XX');
    expect(sayWhen('Y170000002')).toBe('Y170000002');
  });

  it('comes from the API with its days', () => {
    expect(sayWhen({ edtf: '1961-12', first: '1961-12-01', last: '1961-12-31' })).toBe('December 1961');
  });
});

describe('in the languages', () => {
  it('of the Arabs', async () => {
    await speak('ar');
    expect(sayWhen('1961-12-03')).toBe('3 ديسمبر 1961');
    expect(sayWhen('1961')).toBe('1961');
    settings.digits = 'arab';
    expect(sayWhen('1961')).toBe('١٩٦١');
  });

  it('of Hebrew readers', async () => {
    await speak('he');
    expect(sayWhen('1961-12-03')).toBe('3 בדצמבר 1961');
    expect(sayWhen('1961-12')).toBe('דצמבר 1961');
  });
});

describe('days of the API', () => {
  it.each(['1961-12-03', '0044-03-15', '-0043-03-15', '1900-02-28', '2000-02-29', '12024-01-01'])(
    '%s comes back as it went',
    (day) => {
      const at = fromIso(day);
      expect(at).not.toBeNull();
      if (at) expect(toIso(at)).toBe(day);
    },
  );

  it('years of the first century are not of the twentieth', () => {
    expect(instant(44, 3, 15).getUTCFullYear()).toBe(44);
    expect(instant(-43, 3, 15).getUTCFullYear()).toBe(-43);
  });

  it('a leap day stays in its year', () => {
    expect(toIso(instant(1960, 2, 29))).toBe('1960-02-29');
  });

  it('an open end stays open, and what is no day is none', () => {
    expect(fromIso(null)).toBeNull();
    expect(fromIso('soon')).toBeNull();
  });
});
