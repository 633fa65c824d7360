// The catalogues against each other and against the sources: nothing missing, nothing left over, nothing half-filled.
import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import ar from './ar.json';
import en from './en.json';
import he from './he.json';

type Catalogue = Record<string, string>;
const catalogues: Record<string, Catalogue> = { en, ar, he };
const sources = Object.entries(
  import.meta.glob<string>(['/src/**/*.{ts,svelte}', '!/src/**/*.test.ts', '!/src/lib/api/*'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
);

const base = (key: string): string => key.replace(/#.*$/, '');
const bases = (catalogue: Catalogue): string[] => [...new Set(Object.keys(catalogue).map(base))].sort();
const holes = (text: string): string[] =>
  [...text.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '').sort();

/** Ids of the classes that the packs bring. */
const classes = [
  ...readFileSync('../packs/events.toml', 'utf8').matchAll(/^\[\[class\]\]\nname = "([^"]+)"/gm),
].map(([, id]) => id ?? '');
/** Words that the API names: the unions of its types, as the catalogues group them. */
const words: Record<string, readonly string[]> = {
  class: classes,
  tie: [
    'diplomatic-relations',
    'membership',
    'party',
    'alliance',
    'office',
    'presence',
    'hostilities',
    'existence',
  ],
  role: ['party', 'member', 'organization', 'agreement', 'holder', 'body', 'sender', 'host'],
  status: ['asserted', 'attributed', 'planned', 'denied'],
  quad: ['verbal-cooperation', 'material-cooperation', 'verbal-conflict', 'material-conflict'],
  disagreement: ['date', 'polarity', 'role', 'number', 'sequence', 'narrative'],
};

describe.each(Object.entries(catalogues))('the catalogue %s', (lang, catalogue) => {
  it('says what the others say', () => {
    expect(bases(catalogue)).toEqual(bases(en));
  });

  it('has exactly the plural forms of its language', () => {
    const forms = [...new Intl.PluralRules(lang).resolvedOptions().pluralCategories].sort();
    const counted = new Set(
      Object.keys(catalogue)
        .filter((key) => key.includes('#'))
        .map(base),
    );
    for (const message of counted) {
      const found = Object.keys(catalogue).filter((key) => base(key) === message);
      expect(found.sort(), message).toEqual(forms.map((form) => `${message}#${form}`));
    }
    for (const key of Object.keys(en)) if (key.includes('#')) expect(counted, key).toContain(base(key));
  });

  it('has nothing empty, and nothing to fill in that is misspelt', () => {
    for (const [key, text] of Object.entries(catalogue)) {
      expect(text.trim(), key).not.toBe('');
      for (const name of holes(text)) expect(name, key).toMatch(/^[a-z]+$/);
      expect(text.replace(/\{[a-z]+\}/g, ''), key).not.toMatch(/[{}]/);
    }
  });

  it('fills in what English fills in', () => {
    const told = new Map<string, string[]>();
    for (const [key, text] of Object.entries(en as Catalogue))
      if (!key.includes('#') || key.endsWith('#other')) told.set(base(key), holes(text));
    for (const [key, text] of Object.entries(catalogue)) {
      const wanted = told.get(base(key)) ?? [];
      // A form for one number, such as the dual, may say it in a word.
      if (/#(zero|one|two)$/.test(key)) expect(wanted, key).toEqual(expect.arrayContaining(holes(text)));
      else expect(holes(text), key).toEqual(wanted);
    }
  });
});

describe('the sources', () => {
  const literals = new Set<string>();
  const patterns: RegExp[] = [];
  const groups = new Set<string>();
  for (const [, text] of sources) {
    for (const [, word = ''] of text.matchAll(/['"]([a-z][\w-]*(?:\.[\w-]+)+)['"]/g)) literals.add(word);
    for (const [, word = ''] of text.matchAll(/`([a-z][\w-]*\.[^`]*\$\{[^`]*)`/g))
      patterns.push(
        new RegExp(
          `^${word
            .replace(/\$\{[^}]*\}/g, '\u0000')
            .split('\u0000')
            .map(escape)
            .join('.+')}$`,
        ),
      );
    for (const [, group = ''] of text.matchAll(/\bterm\(\s*['"]([a-z-]+)['"]/g)) groups.add(group);
  }
  function escape(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }

  /** Asked for by `term`: a word of its group, or of a group whose words no type lists. */
  function isWord(key: string): boolean {
    const group = key.slice(0, key.indexOf('.'));
    return groups.has(group) && (words[group]?.includes(key.slice(group.length + 1)) ?? true);
  }

  it('use every message', () => {
    const unused = bases(en).filter(
      (key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)) && !isWord(key),
    );
    expect(unused).toEqual([]);
  });

  it('ask for no message that there is not', () => {
    const known = new Set(bases(en));
    const missing: string[] = [];
    for (const [file, text] of sources)
      for (const [, key = ''] of text.matchAll(/\bt\(\s*['"]([^'"]+)['"]/g))
        if (!known.has(key)) missing.push(`${file}: ${key}`);
    expect(missing).toEqual([]);
  });

  /** What follows in a call, up to the bracket that closes it. */
  function rest(text: string): string {
    let open = 1;
    for (let n = 0; n < text.length; n += 1) {
      if (text[n] === '(') open += 1;
      if (text[n] === ')') open -= 1;
      if (open === 0) return text.slice(0, n);
    }
    return text;
  }

  it('count wherever a message counts', () => {
    const counted = new Set(
      Object.keys(en)
        .filter((key) => key.includes('#'))
        .map(base),
    );
    const wrong: string[] = [];
    for (const [file, text] of sources)
      for (const call of text.matchAll(/\bt\(\s*['"]([^'"]+)['"]/g))
        if (counted.has(call[1] ?? '') && !/\bn\b/.test(rest(text.slice(call.index + call[0].length))))
          wrong.push(`${file}: ${call[1]}`);
    expect(wrong).toEqual([]);
  });
});

describe('words of the record', () => {
  it('are there for every class of the packs and every word of the API', () => {
    expect(classes.length).toBeGreaterThan(20);
    for (const [group, list] of Object.entries(words))
      for (const word of list) expect(bases(en)).toContain(`${group}.${word}`);
  });
});
