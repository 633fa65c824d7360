// Every view from a narrow telephone to a wide screen, switched through the three languages where it stands: mirrored
// where the language asks for it, nothing cut, nothing that makes the page scroll sideways.
import { cut } from './support/look';
import { choose, expect, test, visit } from './support/test';
import { addressOf, VIEWS } from './support/views';

const softly = expect.configure({ soft: true });
const WIDTHS = [360, 768, 1440];

for (const view of VIEWS) {
  test.describe(view, () => {
    test.use({ review: view === 'review' });

    test('shows everything in every language at every width', async ({ page, request }) => {
      await visit(page, await addressOf(view, request));
      const address = page.url();
      for (const lang of ['en', 'ar', 'he'] as const) {
        await choose(page, { lang });
        await expect(page.locator('html')).toHaveAttribute('dir', lang === 'en' ? 'ltr' : 'rtl');
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          // What follows the size of the window may need a moment.
          await softly
            .poll(() => cut(page), { message: `${view} in ${lang} at ${width} px`, timeout: 3_000 })
            .toEqual([]);
          const brand = await page.getByRole('banner').getByRole('link').first().boundingBox();
          const place = brand === null ? 0 : (brand.x + brand.width / 2) / width;
          if (lang === 'en') expect.soft(place, 'the brand is on the left').toBeLessThan(0.5);
          else expect.soft(place, 'the brand is on the right').toBeGreaterThan(0.5);
        }
      }
      expect(page.url(), 'the language is no part of the address').toBe(address);
    });
  });
}
