// Whose name is shown in which language.
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { ActorCard } from './api/types';
import { cardName, nameOf, namesOf, otherNames } from './names';
import { settings } from './settings.svelte';

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en'] }));

const card = (key: string, name: string, names: Record<string, string> = {}): ActorCard => ({
  key,
  name,
  names,
  kind: null,
  country: null,
});
const actors = {
  albania: card('albania', 'Albania', { en: 'Albania', ar: 'ألبانيا', he: 'אלבניה' }),
  '~Xoxe': card('~Xoxe', 'Xoxe'),
};

describe('a name', () => {
  beforeEach(() => {
    settings.lang = 'en';
  });

  it('is told in the language of the page', () => {
    expect(nameOf(actors, 'albania')).toBe('Albania');
    settings.lang = 'he';
    expect(nameOf(actors, 'albania')).toBe('אלבניה');
  });

  it('stays as the documents write it where the packs know none', () => {
    settings.lang = 'ar';
    expect(nameOf(actors, '~Xoxe')).toBe('Xoxe');
    expect(nameOf(actors, '~Mehmet Shehu')).toBe('Mehmet Shehu');
    expect(nameOf({}, 'albania')).toBe('albania');
  });

  it('leaves the others, each with its language', () => {
    expect(otherNames(actors.albania)).toEqual([
      { lang: 'ar', name: 'ألبانيا' },
      { lang: 'he', name: 'אלבניה' },
    ]);
    settings.lang = 'ar';
    expect(cardName(actors.albania)).toBe('ألبانيا');
    expect(otherNames(actors.albania).map(({ lang }) => lang)).toEqual(['en', 'he']);
  });

  it('is joined to others as the language joins', () => {
    expect(namesOf(actors, ['albania', '~Xoxe'])).toBe('Albania and Xoxe');
    settings.lang = 'he';
    expect(namesOf(actors, ['albania', '~Xoxe'])).toBe('אלבניה ו-Xoxe');
  });
});
