// Review: decisions by keys and by buttons, taken back and made again; what is decided changes what the chronicle answers,
// outlives the program, and leaves the record's sources as they are.
import type { APIRequestContext, Page } from '@playwright/test';

import type { ClaimList, DisagreementList, PairPage, ReviewSummary } from '../src/lib/api/types';
import { Server } from './support/program';
import { copyOf, expect, settled, test, visit } from './support/test';
import { asked, severing } from './support/views';

const summary = (request: APIRequestContext) => asked<ReviewSummary>(request, '/review/summary');
/** The claim that the queue asks about. */
const inHand = (page: Page) => page.locator('main [data-claim]').first().getAttribute('data-claim');

test.describe('where decisions may be made', () => {
  test.use({ review: true });

  test('keys decide, undo and do again', async ({ page, request }) => {
    await visit(page, '/review?order=place');
    const before = await summary(request);
    const first = await inHand(page);
    await page.keyboard.press('y');
    await expect.poll(() => inHand(page)).not.toBe(first);
    await expect.poll(async () => (await summary(request)).right).toBe(before.right + 1);

    const second = await inHand(page);
    await page.keyboard.press('n');
    await expect.poll(() => inHand(page)).not.toBe(second);
    await expect.poll(async () => (await summary(request)).wrong).toBe(before.wrong + 1);

    await page.keyboard.press('Control+z');
    await expect.poll(() => summary(request)).toMatchObject({ right: before.right + 1, wrong: before.wrong });
    await expect.poll(() => inHand(page)).toBe(second);
    await page.keyboard.press('Control+z');
    await expect.poll(() => summary(request)).toEqual(before);
    await expect.poll(() => inHand(page)).toBe(first);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => summary(request)).toMatchObject({ right: before.right + 1 });
  });

  test('buttons do the same, and say it', async ({ page, request }) => {
    await visit(page, '/review?order=place');
    const before = await summary(request);
    const main = page.locator('main');
    await main.getByRole('button', { name: /^right/i }).click();
    await expect.poll(async () => (await summary(request)).right).toBe(before.right + 1);
    await main.getByRole('button', { name: /^wrong/i }).click();
    await expect.poll(async () => (await summary(request)).wrong).toBe(before.wrong + 1);
    await expect(
      main.locator('[aria-live], [role="status"]').filter({ hasText: /wrong/i }).first(),
    ).toBeAttached();
    await main.getByRole('button', { name: /^undo/i }).click();
    await expect.poll(async () => (await summary(request)).wrong).toBe(before.wrong);
    await main.getByRole('button', { name: /^redo/i }).click();
    await expect.poll(async () => (await summary(request)).wrong).toBe(before.wrong + 1);
  });

  test('a letter in a field is a letter', async ({ page, request }) => {
    await visit(page, '/review?order=place');
    const before = await summary(request);
    await page.keyboard.press('/');
    await page.keyboard.type('yny');
    await expect(page.getByRole('searchbox').first()).toHaveValue('yny');
    expect(await summary(request)).toEqual(before);
  });

  test('a wrong claim no longer counts in the chronicle', async ({ page, request }) => {
    const pair = () => asked<PairPage>(request, '/pair?a=albania&b=soviet-union&from=1961&to=1961');
    const count = (told: PairPage): number => told.events.filter((event) => event.class === 'aid').length;
    expect(count(await pair())).toBe(1);

    await visit(page, '/review?class=aid&actor=albania&doc=split-en');
    await expect(page.locator('main')).toContainText('cut off aid to Albania');
    await page.keyboard.press('n');
    await expect.poll(async () => count(await pair())).toBe(0);
    await visit(page, '/pair?a=albania&b=soviet-union&from=1961&to=1961&class=aid');
    await expect(page.locator('[data-claim]')).toHaveCount(0);

    // Taken back, it counts again; the sentence was there all the time.
    await visit(page, '/review');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => count(await pair())).toBe(1);
  });

  test('a claim is put right: its date', async ({ page, request, watch }) => {
    watch.allow(/status of 422/);
    const { claim } = await severing(request);
    await visit(page, `/review?class=sever-relations&actor=albania&doc=split-en&lang=en`);
    await expect.poll(() => inHand(page)).toBe(claim.id);
    await page.keyboard.press('e');
    const date = page.getByLabel('When (EDTF)');
    await expect(date).toHaveValue('1961-12-03');

    // What is no date is told, and nothing is decided.
    await date.fill('next spring');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').first()).toBeVisible();
    expect((await summary(request)).edited).toBe(0);

    await date.fill('1961-12-09');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await summary(request)).edited).toBe(1);
    // The chronicle takes the date that was put right, and holds it against the other sources.
    await expect
      .poll(async () =>
        JSON.stringify((await asked<DisagreementList>(request, '/disagreements?actor=albania')).items),
      )
      .toContain('1961-12-09');
    // The source says what it said.
    await visit(page, `/document?id=split-en&claim=${encodeURIComponent(claim.id)}`);
    await expect(page.locator('main')).toContainText('On 3 December 1961 the Soviet Union broke off');
  });

  test('decisions are taken along as a file', async ({ page, request }) => {
    await visit(page, '/review?order=place');
    const claim = await inHand(page);
    await page.keyboard.press('y');
    await expect.poll(async () => (await summary(request)).right).toBe(1);
    const file = await request.get('/api/v1/review/decisions.jsonl');
    expect(file.ok()).toBe(true);
    const [line] = (await file.text()).trim().split('\n');
    expect(JSON.parse(line ?? '')).toMatchObject({ decision: 'right' });
    expect(line).toContain(claim ?? 'no claim');
    await expect(page.locator('main a[href="/api/v1/review/decisions.jsonl"]')).toBeVisible();
  });
});

test('decisions outlive the program', async ({ page, watch, request }) => {
  const own = copyOf('sample');
  let server = await Server.start(own.path, { review: true });
  try {
    watch.home(server.address);
    await visit(page, `${server.address}/review?order=place`);
    const claim = await inHand(page);
    await page.keyboard.press('y');
    await expect.poll(() => inHand(page)).not.toBe(claim);
    const told = async (): Promise<ReviewSummary> =>
      (await request.get(`${server.address}/api/v1/review/summary`)).json() as Promise<ReviewSummary>;
    await expect.poll(async () => (await told()).right).toBe(1);
    expect(await server.stop()).toBe(0);

    server = await Server.start(own.path, { review: true });
    watch.home(server.address);
    expect((await told()).right).toBe(1);
    const queue = await request.get(`${server.address}/api/v1/review/queue?state=decided`);
    expect(((await queue.json()) as ClaimList).items.map(({ id, review }) => [id, review?.decision])).toEqual(
      [[claim, 'right']],
    );
    await visit(page, `${server.address}/review?state=decided`);
    await expect(page.locator(`[data-claim="${claim}"]`).first()).toBeVisible();
  } finally {
    await server.stop();
    own.remove();
  }
});

test('where no decisions may be made, the page says how to', async ({ page, request, watch }) => {
  watch.allow(/status of 404/);
  await visit(page, '/review');
  await expect(page.locator('main')).toContainText('legation serve');
  await expect(page.locator('main')).toContainText('--review');
  await expect(page.locator('nav')).not.toContainText('Review');
  const refused = await request.post('/api/v1/review/decisions', {
    data: { claim: (await severing(request)).claim.id, decision: 'wrong' },
  });
  expect(refused.status()).toBe(404);
  await settled(page);
});
