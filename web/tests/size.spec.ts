// How much the page weighs: what the program carries and, of it, what a first visit fetches.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

import { expect, test, visit } from './support/test';

const DIST = resolve(import.meta.dirname, '../dist');
/** What the page may weigh in all, compressed. */
const LIMIT = 300_000;

const weights = new Map(
  readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((name) => extname(name) !== '')
    .map((name) => [`/${name}`, gzipSync(readFileSync(join(DIST, name)), { level: 9 }).length]),
);
const sum = (names: Iterable<string>): number =>
  [...names].reduce((all, name) => all + (weights.get(name) ?? 0), 0);
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

test('the page is light', async ({ page }) => {
  const fetched = new Set(['/index.html']);
  page.on('request', (request) => fetched.add(new URL(request.url()).pathname));
  await visit(page, '/');
  const all = sum(weights.keys());
  const first = sum(fetched);
  console.log(`the page compressed: ${kilobytes(all)} in all, ${kilobytes(first)} for the first view`);
  expect(all).toBeLessThan(LIMIT);
  expect(first).toBeGreaterThan(10_000);
  expect(first).toBeLessThan(all);
});

test('the files are sent compressed, and kept by the browser', async ({ request }) => {
  for (const [name, weight] of weights) {
    const answer = await request.get(name, { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.ok(), name).toBe(true);
    const headers = answer.headers();
    // Of a file that fits into one packet compression saves nothing.
    if (/\.(js|css)$/.test(name) && weight > 1_500) expect(headers['content-encoding'], name).toBe('gzip');
    if (name.startsWith('/assets/')) expect(headers['cache-control'], name).toContain('immutable');
    expect(headers['x-content-type-options'], name).toBe('nosniff');
  }
});
