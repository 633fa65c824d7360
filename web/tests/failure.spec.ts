// When something is not there: the page says what, and what to do, and goes on when it is there again.
import { Server } from './support/program';
import { copyOf, expect, settled, test, visit } from './support/test';

test('a program that was ended is told, and asked again', async ({ page, watch }) => {
  watch.allow(/ERR_CONNECTION|Failed to load resource|Failed to fetch/);
  await visit(page, '/documents');
  await page.route('**/api/v1/**', (route) => route.abort('connectionrefused'));
  await page.getByRole('link', { name: 'Overview' }).click();
  const told = page.getByRole('alert');
  await expect(told).toContainText('The program does not answer');
  await page.unroute('**/api/v1/**');
  await told.getByRole('button', { name: 'Try again' }).click();
  await settled(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a misspelt actor is answered with those that are like it', async ({ page, watch }) => {
  watch.allow(/status of 404/);
  await page.goto('/actor/albxnia2');
  const told = page.getByRole('alert');
  await expect(told).toContainText('Did you mean');
  await told.getByRole('link', { name: 'Albania', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Albania');
});

test('a record that holds nothing says how to begin', async ({ page, watch }) => {
  const empty = copyOf('empty');
  const server = await Server.start(empty.path);
  try {
    watch.home(server.address);
    await visit(page, `${server.address}/`);
    await expect(page.locator('main')).toContainText('legation read');
    for (const view of ['actors', 'documents', 'day', 'disagreements', 'search', 'pair']) {
      await visit(page, `${server.address}/${view}`);
      await expect(page.getByRole('alert'), view).toHaveCount(0);
    }
  } finally {
    await server.stop();
    empty.remove();
  }
});
