// Two actors on one axis of time: closer and farther, from mark to mark, to the claims and back, all of it in the address.
import type { Page } from '@playwright/test';

import { expect, settled, test, visit } from './support/test';

const PAIR = '/pair?a=albania&b=soviet-union';
const at = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);
/** How many years the address opens the axis to. */
const years = (page: Page): number =>
  (Date.parse(at(page, 'to') ?? '') - Date.parse(at(page, 'from') ?? '')) / (365.25 * 86_400_000);

test('buttons and keys go closer, farther and along, and the address with them', async ({ page }) => {
  await visit(page, PAIR);
  await page
    .getByRole('button', { name: '+', exact: true })
    .or(page.getByRole('button', { name: /closer|zoom in/i }))
    .first()
    .click();
  await expect.poll(() => years(page)).toBeGreaterThan(0);
  const wide = years(page);
  await page.keyboard.press('+');
  await expect.poll(() => years(page)).toBeLessThan(wide);
  const close = years(page);
  const from = Date.parse(at(page, 'from') ?? '');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => Date.parse(at(page, 'from') ?? '')).toBeGreaterThan(from);
  await page.keyboard.press('-');
  await expect.poll(() => years(page)).toBeGreaterThan(close);
  await page.keyboard.press('0');
  await expect.poll(() => at(page, 'from')).toBeNull();
});

test('n and p go from mark to mark, Enter opens one, Escape closes it', async ({ page }) => {
  await visit(page, PAIR);
  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  await expect.poll(() => at(page, 'event')).not.toBeNull();
  const first = at(page, 'event');
  await expect(page.locator('[data-claim]').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(() => at(page, 'event')).toBeNull();
  await expect(page.locator('[data-claim]')).toHaveCount(0);
  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  await expect.poll(() => at(page, 'event')).not.toBeNull();
  expect(at(page, 'event')).not.toBe(first);
});

test('filters thin the list, stand in the address, and are cleared in one go', async ({ page }) => {
  await visit(page, PAIR);
  const lines = page.locator('main a[href*="event="]');
  const all = await lines.count();
  expect(all).toBeGreaterThan(5);
  await page.locator('summary', { hasText: 'Class' }).click();
  await page.getByRole('checkbox', { name: /visit/ }).check();
  await expect(page).toHaveURL(/class=visit/);
  await settled(page);
  await expect(lines).toHaveCount(1);
  await page.reload();
  await settled(page);
  await expect(lines).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).not.toHaveURL(/class=/);
  await expect(lines).toHaveCount(all);
});

test('years without a source are said to be so, not shown as peace', async ({ page }) => {
  await visit(page, `${PAIR}&from=1955&to=1970`);
  await expect(page.locator('svg[data-picture]').getByText('no source').first()).toBeVisible();
});

test('a tie tells what opened it and what closed it', async ({ page }) => {
  await visit(page, PAIR);
  await page.getByRole('link', { name: 'Diplomatic relations' }).first().click();
  await settled(page);
  await expect(page.locator('main')).toContainText('broke off diplomatic relations with Albania');
});
