// The page without a mouse: everything is reached by Tab, seen when it is reached, and worked by keys.
import { mouseOnly, walkByTab } from './support/look';
import { expect, test, visit } from './support/test';
import { addressOf, VIEWS } from './support/views';

for (const view of VIEWS) {
  test.describe(view, () => {
    test.use({ review: view === 'review' });

    test('is reached and seen by Tab', async ({ page, request }) => {
      await visit(page, await addressOf(view, request));
      // What is folded away is unfolded, so that its controls count too.
      await page
        .locator('main details')
        .evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
      const { reached, unseen, missed } = await walkByTab(page);
      expect(reached.length).toBeGreaterThan(10);
      expect(missed, 'never reached').toEqual([]);
      expect(unseen, 'the focus cannot be seen').toEqual([]);
      expect(await mouseOnly(page), 'for a mouse alone').toEqual([]);
    });
  });
}

test('the first Tab offers to skip to the content', async ({ page }) => {
  await visit(page, '/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('/ goes to the search, and there it is a letter', async ({ page }) => {
  await visit(page, '/');
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox').first();
  await expect(search).toBeFocused();
  await page.keyboard.type('and/or?');
  await expect(search).toHaveValue('and/or?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=and%2For%3F$/);
});

test('? lists the keys, Escape closes the list and gives the focus back', async ({ page }) => {
  await visit(page, '/');
  const home = page.getByRole('link', { name: 'Legation' });
  await home.focus();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keys' });
  await expect(list).toBeVisible();
  await expect(list.locator('kbd').filter({ hasText: /^\/$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(home).toBeFocused();
});

test('an actor is found and opened by keys alone', async ({ page }) => {
  await visit(page, '/pair');
  const pickers = page.getByRole('main').getByRole('combobox');
  const [first, second] = [pickers.nth(0), pickers.nth(1)];
  await first.focus();
  await page.keyboard.type('Albani');
  await expect(page.getByRole('option', { name: /Albania/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await second.focus();
  await page.keyboard.type('Soviet Un');
  await expect(page.getByRole('option', { name: /Soviet Union/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/a=albania.*b=soviet-union/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Albania');
});
