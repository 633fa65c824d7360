// Pictures are taken along as SVG and PNG: whole, drawn, and depending on nothing outside of themselves. Views print
// without their controls.
import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { expect, test, visit } from './support/test';
import { addressOf, VIEWS } from './support/views';

async function download(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [taken] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).first().click(),
  ]);
  return { name: taken.suggestedFilename(), bytes: readFileSync(await taken.path()) };
}

for (const view of ['overview', 'actor', 'pair', 'day'] as const) {
  for (const lang of ['en', 'ar'] as const) {
    test.describe(`${view} in ${lang}`, () => {
      test.use({ chosen: { lang } });
      const [svgButton, pngButton] =
        lang === 'en'
          ? ['Download SVG', 'Download PNG']
          : [/SVG/ as unknown as string, /PNG/ as unknown as string];

      test('is taken along', async ({ page, request }) => {
        await visit(page, await addressOf(view, request));

        const svg = await download(page, svgButton);
        expect(svg.name).toMatch(/\.svg$/);
        const drawn = await page.evaluate((text) => {
          const read = new DOMParser().parseFromString(text, 'image/svg+xml');
          return {
            broken: read.querySelector('parsererror')?.textContent ?? null,
            marks: read.querySelectorAll('path, line, rect, circle, polygon, polyline').length,
            words: [...read.querySelectorAll('text')].map((one) => one.textContent).join(' '),
            outside: [...read.querySelectorAll('*')].flatMap((one) =>
              [...one.attributes]
                .filter(({ value }) => /https?:\/\/(?!www\.w3\.org\/)|var\(/.test(value))
                .map(({ value }) => value),
            ),
            foreign: read.querySelectorAll('foreignObject, script, style').length,
          };
        }, svg.bytes.toString('utf8'));
        expect(drawn.broken).toBeNull();
        expect(drawn.marks).toBeGreaterThan(5);
        expect(drawn.words.trim()).not.toBe('');
        expect(drawn.outside).toEqual([]);
        expect(drawn.foreign).toBe(0);

        const png = await download(page, pngButton);
        expect(png.name).toMatch(/\.png$/);
        const seen = await page.evaluate(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext('2d');
          if (!context) throw new Error('no canvas');
          context.drawImage(image, 0, 0);
          const { data } = context.getImageData(0, 0, image.width, image.height);
          const colours = new Set<number>();
          for (let n = 0; n < data.length; n += 4)
            colours.add(((data[n] ?? 0) << 16) | ((data[n + 1] ?? 0) << 8) | (data[n + 2] ?? 0));
          return { width: image.width, height: image.height, colours: colours.size };
        }, png.bytes.toString('base64'));
        expect(seen.width).toBeGreaterThan(400);
        expect(seen.height).toBeGreaterThan(100);
        expect(seen.colours).toBeGreaterThan(8);
      });
    });
  }
}

for (const view of VIEWS) {
  test.describe(view, () => {
    test.use({ review: view === 'review' });

    test('prints without its controls', async ({ page, request }) => {
      await visit(page, await addressOf(view, request));
      await page.emulateMedia({ media: 'print' });
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const controls = page
        .locator('button, select, input, textarea, nav, [role="search"]')
        .filter({ visible: true });
      // What can be pressed but reads as text, such as the line of a claim, is text on paper.
      const left = await controls.evaluateAll((all) =>
        all
          .filter((one) => {
            const { borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(one);
            const clear = 'rgba(0, 0, 0, 0)';
            const frameless = borderTopStyle === 'none' || borderTopColor === clear;
            return !(one instanceof HTMLButtonElement && frameless && backgroundColor === clear);
          })
          .map((one) => one.outerHTML.slice(0, 120)),
      );
      expect(left).toEqual([]);
    });
  });
}
