// axe finds nothing serious on any view, in light and in dark, and in Arabic; headings tell the order of the page.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { choose, expect, test, visit } from './support/test';
import { addressOf, VIEWS } from './support/views';

const LOOKS = [{ theme: 'light' }, { theme: 'dark' }, { theme: 'light', lang: 'ar' }] as const;

/** What axe calls serious or critical, one line a rule. */
async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    );
}

for (const view of VIEWS) {
  test.describe(view, () => {
    test.use({ review: view === 'review' });

    test('has nothing serious, in any look', async ({ page, request }) => {
      test.slow();
      await visit(page, await addressOf(view, request));
      for (const look of LOOKS) {
        await choose(page, look);
        expect.soft(await serious(page), JSON.stringify(look)).toEqual([]);
      }
    });

    test('has one first heading, and leaves no level out', async ({ page, request }) => {
      await visit(page, await addressOf(view, request));
      const levels = await page
        .locator('h1, h2, h3, h4, h5, h6')
        .evaluateAll((headings) =>
          headings
            .filter((heading) => heading.checkVisibility())
            .map((heading) => Number(heading.tagName.slice(1))),
        );
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      levels.forEach((level, n) =>
        expect(level, `heading ${n}`).toBeLessThanOrEqual((levels[n - 1] ?? 0) + 1),
      );
    });
  });
}

test('the list of keys and the citation have nothing serious', async ({ page }) => {
  await visit(page, '/');
  await page.keyboard.press('?');
  expect(await serious(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Cite this view' }).click();
  expect(await serious(page)).toEqual([]);
});
