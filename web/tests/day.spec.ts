// The day: a slider and a play button through the years, a network whose actors keep their places, and what changed.
import type { Page } from '@playwright/test';

import { expect, settled, test, visit } from './support/test';

const yearOf = (page: Page): number => Number(new URL(page.url()).searchParams.get('date')?.slice(0, 4));

test('the slider moves through the years by keys, and the address with it', async ({ page }) => {
  await visit(page, '/day?date=1961');
  const slider = page.getByRole('slider').first();
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => yearOf(page)).toBe(1962);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => yearOf(page)).toBe(1960);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => yearOf(page)).toBe(1950);
  // A slide is one step of the way back, not one a year.
  await page.goBack();
  expect(page.url()).not.toContain('/day');
});

test('the slider follows the mouse', async ({ page }) => {
  await visit(page, '/day?date=1961');
  const slider = page.getByRole('slider').first();
  const box = await slider.boundingBox();
  if (!box) throw new Error('no slider');
  await page.mouse.click(box.x + box.width * 0.95, box.y + box.height / 2);
  await expect.poll(() => yearOf(page)).toBeGreaterThan(1990);
  const late = yearOf(page);
  await page.mouse.click(box.x + box.width * 0.3, box.y + box.height / 2);
  await expect.poll(() => yearOf(page)).toBeLessThan(late);
});

test('play goes on year by year until it is paused', async ({ page }) => {
  await visit(page, '/day?date=1955');
  await page.getByRole('button', { name: /play/i }).click();
  await expect.poll(() => yearOf(page), { timeout: 15_000 }).toBeGreaterThan(1956);
  await page.getByRole('button', { name: /pause/i }).click();
  await settled(page);
  const stopped = yearOf(page);
  await page.waitForTimeout(2_500);
  expect(yearOf(page)).toBe(stopped);
  // By a key as well.
  await page.locator('h1').click();
  await page.keyboard.press('Space');
  await expect.poll(() => yearOf(page), { timeout: 15_000 }).toBeGreaterThan(stopped);
  await page.keyboard.press('Space');
});

test('ties in force are listed with who they join, and lead to the pair', async ({ page }) => {
  await visit(page, '/day?date=1956-06-01&actor=albania');
  await expect(page.locator('main')).toContainText('Comecon');
  await visit(page, '/day?date=1995-06-01&actor=albania');
  await expect(page.locator('main')).not.toContainText('no date');
});
