// Documents that would do harm if anything in them were taken for more than text. That no view asks another host, breaks
// the policy or opens a dialog is held by every test (support/test.ts); here everything hostile is opened.
import { cut } from './support/look';
import { expect, test, visit } from './support/test';
import { addressOf, asked, everyText, VIEWS } from './support/views';
import type { DocumentList } from '../src/lib/api/types';

test.use({ record: 'hostile' });

/** Nothing of a document has run, and nothing of it became an element that the page does not make. */
async function expectTextOnly(page: import('@playwright/test').Page): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: 'legationWasRun' in globalThis,
    elements: [
      ...document.querySelectorAll('iframe, object, embed, img, base, meta[http-equiv], main script'),
    ].map((element) => element.outerHTML.slice(0, 100)),
    handlers: [...document.querySelectorAll('*')].filter((element) =>
      [...element.attributes].some(({ name }) => name.startsWith('on')),
    ).length,
    links: [...document.querySelectorAll('[href], form[action]')]
      .map((one) => one.getAttribute('href') ?? one.getAttribute('action') ?? '')
      .filter((address) => new URL(address, location.href).origin !== location.origin),
  }));
  expect(found).toEqual({ ran: false, elements: [], handlers: 0, links: [] });
}

for (const view of VIEWS) {
  test.describe(view, () => {
    test.use({ review: view === 'review' });

    test('shows text as text', async ({ page, request }) => {
      await page.setViewportSize({ width: 360, height: 800 });
      await visit(page, (await addressOf(view, request)).replace('lang=ar', ''));
      await expectTextOnly(page);
      expect(await cut(page)).toEqual([]);
    });
  });
}

test('every hostile document and claim opens, and stays text', async ({ page, request }) => {
  test.slow();
  for (const address of await everyText(request)) {
    await visit(page, address);
    await expect(page.getByRole('alert'), address).toHaveCount(0);
    await expectTextOnly(page);
  }
});

test('hostile words are found, and their marks stay marks', async ({ page, watch }) => {
  // What cannot be a query is told so.
  watch.allow(/status of 400/);
  for (const query of [
    '<script>',
    '"><svg/onload=alert(1)>',
    'Albania" OR 1=1 --',
    '\u202eAlbania',
    '*',
    'a'.repeat(400),
  ]) {
    await visit(page, `/search?q=${encodeURIComponent(query)}`);
    await expectTextOnly(page);
  }
});

test('hostile addresses of the page lead nowhere else', async ({ page, watch }) => {
  watch.allow(/status of 40[0-9]|status of 414/);
  for (const address of [
    '/actor/%3Cscript%3Ealert(1)%3C%2Fscript%3E',
    '/pair?a=%22%3E%3Cimg%20src%3Dx%3E&b=javascript:alert(1)',
    '/day?date=%3Cscript%3E',
    '/document?id=..%2F..%2Fmeta',
    '/claim/%00',
    '/search?q=x&from=%3Cb%3E&to=99999999',
    '/pair?a=albania&b=soviet-union&from=%27%22&class=%3Cb%3E&event=%2F..',
  ]) {
    await page.goto(address);
    await expect(page.locator('main')).not.toBeEmpty();
    await page.waitForLoadState('networkidle');
    await expectTextOnly(page);
  }
});

test('a document taken along as a file runs nothing', async ({ page, request, browser }) => {
  // As it would be opened from a folder: without the server's headers.
  const context = await browser.newContext();
  const alone = await context.newPage();
  const requests: string[] = [];
  alone.on('request', (one) => requests.push(one.url()));
  const { items } = await asked<DocumentList>(request, '/documents?limit=100');
  for (const { id } of items) {
    const answer = await request.get(`/api/v1/documents/${encodeURIComponent(id)}/export.html?lang=en`);
    expect(answer.ok(), id).toBe(true);
    await alone.setContent(await answer.text());
    expect(await alone.evaluate(() => 'legationWasRun' in globalThis)).toBe(false);
    expect(await alone.locator('script, iframe, img, object, embed, base').count()).toBe(0);
  }
  expect(requests).toEqual([]);
  await context.close();
  await visit(page, '/documents');
  await expectTextOnly(page);
});
