// What the reader chose for the page itself: language, colours, digits. Kept in this browser alone.

export const LANGUAGES = ['en', 'ar', 'he'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Theme = 'auto' | 'light' | 'dark';
/** Digits where the language has two sets: `latn` 1234, `arab` ١٢٣٤. */
export type Digits = 'latn' | 'arab';

export interface Settings {
  lang: Language;
  theme: Theme;
  digits: Digits;
}

const KEY = 'legation.settings';

function preferred(): Language {
  // Outside a browser, as in unit tests, nobody prefers anything.
  for (const tag of globalThis.navigator?.languages ?? []) {
    const found = LANGUAGES.find((lang) => tag.toLowerCase().startsWith(lang));
    if (found) return found;
  }
  return 'en';
}

function load(): Settings {
  const settings: Settings = { lang: preferred(), theme: 'auto', digits: 'latn' };
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>;
    if (LANGUAGES.some((lang) => lang === kept.lang)) settings.lang = kept.lang as Language;
    if (kept.theme === 'light' || kept.theme === 'dark') settings.theme = kept.theme;
    if (kept.digits === 'arab') settings.digits = kept.digits;
  } catch {
    // Settings that cannot be read are as good as none.
  }
  return settings;
}

export const settings: Settings = $state(load());

export const isRightToLeft = (lang: string): boolean => /^(ar|he|fa|ur|yi|ps|sd|ug|ckb|dv|syr)\b/.test(lang);

/** Keeps a choice. */
export function choose(changes: Partial<Settings>): void {
  Object.assign(settings, changes);
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Where nothing can be kept the choice holds for this visit.
  }
}
