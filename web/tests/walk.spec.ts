// The walk of a historian: from a name to the sentence that says so, and the same in another language.
import { cut } from './support/look';
import { expect, settled, test, visit } from './support/test';

test('from an actor to the sentence, its citation, and Arabic', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);

  // The record, and an actor in it.
  await visit(page, '/');
  await page.getByRole('link', { name: 'Actors', exact: true }).click();
  await page.locator('main').getByRole('searchbox').fill('Alban');
  await page.locator('main').getByRole('link', { name: 'Albania', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Albania');
  await expect(page.locator('main')).toContainText('ألبانيا');
  await expect(page.locator('main')).toContainText('אלבניה');

  // The pair that it is told of most, in the years of the split.
  await settled(page);
  await page
    .locator('main a[href^="/pair"][href*="b=soviet-union"]')
    .filter({ visible: true })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Soviet Union');
  await page.getByLabel('From').first().fill('1960');
  await page.getByLabel('From').first().press('Enter');
  await page.getByLabel('To', { exact: true }).first().fill('1961');
  await page.getByLabel('To', { exact: true }).first().press('Enter');
  await expect(page).toHaveURL(/from=1960.*to=1961/);
  await settled(page);

  // An event, its claims in the languages of their sources.
  await page
    .locator('main')
    .getByRole('link', { name: /relations severed/ })
    .first()
    .click();
  await expect(page).toHaveURL(/event=/);
  const claims = page.locator('[data-claim]');
  await expect(claims.filter({ hasText: 'broke off diplomatic relations with Albania' })).toHaveCount(1);
  await expect(claims.locator('blockquote[lang="ar"]').first()).toBeVisible();
  await expect(claims.locator('blockquote[lang="he"]').first()).toBeVisible();

  // The citation of one.
  const english = claims.filter({ hasText: 'broke off diplomatic relations with Albania' }).first();
  await english.getByRole('button', { name: 'Copy citation' }).click();
  await expect(english.getByText('Copied')).toBeVisible();
  const citation = await page.evaluate(() => navigator.clipboard.readText());
  expect(citation).toContain('The Split between Tirana and Moscow');
  expect(citation).toContain('https://records.example/split/en');
  expect(citation).toContain('broke off diplomatic relations with Albania');

  // The sentence in its document.
  await english.getByRole('link', { name: 'Open in its document' }).click();
  await expect(page).toHaveURL(/\/document\?id=split-en&claim=/);
  await settled(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('The Split between Tirana and Moscow');
  const sentence = page.locator('main mark').filter({ hasText: 'broke off' }).first();
  await expect(sentence).toBeInViewport();

  // The same in Arabic: mirrored, nothing cut, the sentence still English and still there.
  const address = page.url();
  await page.getByLabel('Language').first().selectOption('ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(page.getByRole('link', { name: 'الأطراف', exact: true })).toBeVisible();
  await expect(page.locator('nav')).not.toContainText(/[A-Za-z]/);
  const brand = await page.getByRole('banner').getByRole('link').first().boundingBox();
  expect(brand?.x ?? 0).toBeGreaterThan(640);
  expect(await cut(page)).toEqual([]);
  await expect(sentence).toBeVisible();
  expect(page.url()).toBe(address);

  // Kept for the next visit.
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
});
