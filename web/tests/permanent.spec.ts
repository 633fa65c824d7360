// The address of a view is all of it: opened anew, or come to by the way back, it shows the same.
import type { Page } from '@playwright/test';

import { expect, settled, test, visit } from './support/test';
import { addressOf, VIEWS } from './support/views';

const shown = (page: Page): Promise<string> => page.locator('main').innerText();

for (const view of VIEWS) {
  test.describe(view, () => {
    test.use({ review: view === 'review' });

    test('shows the same again', async ({ page, request }) => {
      const address = await addressOf(view, request);
      await visit(page, address);
      const first = await shown(page);
      const title = await page.title();
      expect(first.trim()).not.toBe('');
      expect(title).toMatch(/\S · Legation$/);

      await page.reload();
      await settled(page);
      expect(await shown(page)).toBe(first);
      expect(await page.title()).toBe(title);

      // Elsewhere, and back.
      await page
        .getByRole('banner')
        .getByRole('link', { name: view === 'documents' ? 'Actors' : 'Documents' })
        .click();
      await expect(page).not.toHaveURL(new URL(address, page.url()).href);
      await settled(page);
      await page.goBack();
      await settled(page);
      await expect.poll(() => shown(page)).toBe(first);
    });
  });
}

test('every view cites itself with its address and the record', async ({ page }) => {
  await visit(page, '/pair?a=albania&b=soviet-union&from=1960&to=1961');
  await page.getByRole('button', { name: 'Cite this view' }).click();
  const citation = page.getByRole('dialog').locator('.citation');
  await expect(citation).toContainText('Albania');
  await expect(citation).toContainText('Soviet Union');
  await expect(citation).toContainText(page.url());
  await expect(citation).toContainText(/revision \d+/);
});

test('an id may look like the name of a file', async ({ page, watch }) => {
  // Nobody is called so in the record; the page is there to say it.
  watch.allow(/status of 404.*\/api\/v1\//);
  const answer = await page.goto('/actor/~J.%20Smith.txt');
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole('alert')).toBeVisible();
});

test('an address of no view says so', async ({ page }) => {
  await page.goto('/nowhere');
  await expect(page.getByText('There is no such view')).toBeVisible();
});
