// How the browser tests run: the real program on records made anew (tests/support), in the Chromium of this computer,
// with language, clock and motion set so that every computer sees the same.
import { execFileSync } from 'node:child_process';

import { defineConfig } from '@playwright/test';

// Found once; the workers inherit it.
process.env['CHROMIUM'] = execFileSync('tests/need-chromium.sh', {
  cwd: import.meta.dirname,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
}).trim();

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  globalSetup: './tests/support/records.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: process.env['CI'] === undefined ? 'line' : 'dot',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: process.env['CHROMIUM'] },
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
  },
});
