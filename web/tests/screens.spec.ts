// Pictures of every view in English and of some in other looks, for a person's eye: in test-results/look. With UPDATE_SCREENSHOTS=1 also the one of the README.
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { PairPage } from '../src/lib/api/types';
import { ROOT } from './support/program';
import { expect, test, visit } from './support/test';
import { addressOf, asked, VIEWS } from './support/views';

const FOLDER = resolve(import.meta.dirname, '../test-results/look');
/** All views in all looks only when they are asked for: SCREENS=all. */
const ALL = process.env['SCREENS'] === 'all';
const LOOKS = [
  { name: 'en', chosen: { lang: 'en' }, width: 1280 },
  { name: 'ar', chosen: { lang: 'ar' }, width: 1280 },
  { name: 'he', chosen: { lang: 'he' }, width: 1280 },
  { name: 'dark', chosen: { lang: 'en', theme: 'dark' }, width: 1280 },
  { name: 'narrow', chosen: { lang: 'en' }, width: 360 },
] as const;

for (const { name, chosen, width } of LOOKS) {
  test.describe(name, () => {
    test.use({ chosen, viewport: { width, height: 900 } });

    for (const view of name === 'en' || ALL ? VIEWS : (['pair', 'document'] as const)) {
      test.describe(view, () => {
        test.use({ review: view === 'review' });

        test('is drawn', async ({ page, request }) => {
          await visit(page, await addressOf(view, request));
          const path = join(FOLDER, `${view}-${name}.png`);
          await page.screenshot({ path, fullPage: true });
          expect(statSync(path).size).toBeGreaterThan(5_000);
        });
      });
    }
  });
}

test('the picture of the README', async ({ page, request }) => {
  test.skip(process.env['UPDATE_SCREENSHOTS'] !== '1', 'only when it is asked for');
  await page.setViewportSize({ width: 1280, height: 960 });
  const pair = '/pair?a=egypt&b=soviet-union&from=1954&to=1977';
  // With the event open of which most is told.
  const { events } = await asked<PairPage>(request, pair);
  const open = events.reduce((most, event) => (event.claims > most.claims ? event : most));
  await visit(page, `${pair}&event=${encodeURIComponent(open.id)}`);
  const path = join(ROOT, 'docs/page.png');
  await page.screenshot({ path });
  expect(statSync(path).size).toBeLessThan(250_000);
});
