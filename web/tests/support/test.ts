// `test` for this page: each test has a server on the record that it names, and fails if the page asked another host,
// broke the content-security policy, opened a dialog or complained in the console.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { test as base, type BrowserContext, type Page, type Request } from '@playwright/test';

import type { Settings } from '../../src/lib/settings.svelte';
import { Server } from './program';
import { recordPath, type RecordName } from './records';

export { expect } from '@playwright/test';

/** What the page did that it never may do. */
class Watch {
  readonly complaints: string[] = [];
  private readonly expected: RegExp[] = [];
  private readonly homes = new Set<string>();

  /** A server that the page may ask: the one of the test, and those that it starts itself. */
  home(address: string): void {
    this.homes.add(address);
  }

  asked(url: string): void {
    const { origin, protocol } = new URL(url);
    if (!this.homes.has(origin) && protocol !== 'blob:' && protocol !== 'data:')
      this.add(`request to ${url}`);
  }

  /** A complaint that this test is about: an answer that is not found, a server that is gone. */
  allow(complaint: RegExp): void {
    this.expected.push(complaint);
  }

  add(complaint: string): void {
    if (!this.expected.some((known) => known.test(complaint))) this.complaints.push(complaint);
  }
}

interface Each {
  /** Which record the server serves. */
  record: RecordName;
  /** Whether decisions may be made; then the record is a copy of the test's own. */
  review: boolean;
  /** What the reader has chosen before the page is opened. */
  chosen: Partial<Settings>;
  server: Server;
  watch: Watch;
}

export const test = base.extend<Each, { shared: (name: RecordName) => Promise<Server> }>({
  record: ['sample', { option: true }],
  review: [false, { option: true }],
  chosen: [{}, { option: true }],

  // One server a worker and record, started when the first test needs it.
  shared: [
    async ({}, use) => {
      const started = new Map<RecordName, Promise<Server>>();
      await use((name) => {
        const server = started.get(name) ?? Server.start(recordPath(name));
        started.set(name, server);
        return server;
      });
      for (const server of started.values()) await (await server).stop();
    },
    { scope: 'worker' },
  ],

  server: async ({ record, review, shared }, use) => {
    if (!review) {
      await use(await shared(record));
      return;
    }
    const own = copyOf(record);
    const server = await Server.start(own.path, { review: true });
    await use(server);
    await server.stop();
    own.remove();
  },

  baseURL: async ({ server }, use) => use(server.address),

  storageState: async ({ server, chosen }, use) => {
    const localStorage = [{ name: 'legation.settings', value: JSON.stringify(chosen) }];
    await use({ cookies: [], origins: [{ origin: server.address, localStorage }] });
  },

  watch: [
    async ({ context, server }, use) => {
      const watch = new Watch();
      watch.home(server.address);
      await listen(context, watch);
      await use(watch);
      base.expect(watch.complaints, 'what the page may never do').toEqual([]);
    },
    { auto: true },
  ],
});

/** A copy of a record in a folder of its own, for tests that write beside it. */
export function copyOf(record: RecordName): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'legation-page-own-'));
  const path = join(folder, `${record}.legation`);
  copyFileSync(recordPath(record), path);
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What was asked for and has not come yet. */
const open = new WeakMap<BrowserContext, Set<Request>>();

async function listen(context: BrowserContext, watch: Watch): Promise<void> {
  await context.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}`),
    ),
  );
  const waiting = new Set<Request>();
  open.set(context, waiting);
  context.on('request', (request) => {
    waiting.add(request);
    watch.asked(request.url());
  });
  context.on('requestfinished', (request) => waiting.delete(request));
  context.on('requestfailed', (request) => waiting.delete(request));
  context.on('console', (message) => {
    if (message.type() === 'error') watch.add(`console: ${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => watch.add(`error: ${error.error().message}`));
  context.on('dialog', (dialog) => {
    watch.add(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
}

/** Opens an address and waits until its view shows what it has to show. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await settled(page);
}

/** Waits until the view has its heading, every question its answer, and what came has been drawn. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  // Still twice in a row: an answer may lead to the next question.
  for (let still = 0; still < 2; still += 1) {
    await page.waitForFunction(
      () =>
        document.querySelector('main [aria-busy="true"]') === null &&
        ![...document.querySelectorAll('main [role="status"]')].some((status) =>
          /…\s*$/.test(status.textContent),
        ),
    );
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    if ((open.get(page.context())?.size ?? 0) > 0) {
      still = -1;
      await page.waitForTimeout(20);
    }
  }
}

/** Chooses language and colours as a reader does, by the head of the page. */
export async function choose(page: Page, { lang, theme }: Partial<Settings>): Promise<void> {
  const settings = page.getByRole('banner').getByRole('group').last();
  // A button that goes through the colours.
  const root = page.locator('html');
  for (let n = 0; theme !== undefined && (await root.getAttribute('data-theme')) !== theme; n += 1) {
    if (n > 3) throw new Error(`no button leads to ${theme}`);
    await settings.getByRole('button').first().click();
  }
  if (lang !== undefined) {
    await settings
      .locator('select')
      .filter({ has: page.locator('option[value="he"]') })
      .selectOption(lang);
    await page.locator(`html[lang="${lang}"]`).waitFor();
  }
  await settled(page);
}
