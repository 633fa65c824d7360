// What a careful eye would find wrong with how a view is laid out, measured in the browser.
import type { Page } from '@playwright/test';

/** Everything that is cut off, hangs out of its box or makes the page scroll sideways; one line each. */
export function cut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth)
      found.push(`the page is ${root.scrollWidth - root.clientWidth} px wider than the window`);

    const name = (element: Element): string => {
      const classes = [...element.classList].filter(
        (one) => !one.startsWith('s-') && !one.startsWith('svelte-'),
      );
      const words = element.textContent.replace(/\s+/g, ' ').trim().slice(0, 40);
      return `${element.tagName.toLowerCase()}${classes.map((one) => `.${one}`).join('')} “${words}”`;
    };
    const scrolls = (element: Element): boolean => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const hidden = (element: Element): boolean =>
      !element.checkVisibility({ visibilityProperty: true }) || element.closest('.said') !== null;

    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (element.closest('svg') || hidden(element) || scrolls(element)) continue;
      const style = getComputedStyle(element);
      if (style.display === 'inline' || element.clientWidth === 0) continue;
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) continue;
      const over = element.scrollWidth - element.clientWidth;
      if (over <= 1) continue;
      // A box that is only wider because a part that scrolls or floats over the page is in it is not cut.
      const guilty = [...element.querySelectorAll<HTMLElement>('*')].some((inner) => {
        const inside = getComputedStyle(inner);
        return (
          /absolute|fixed/.test(inside.position) && !inner.closest('.said') && inner.offsetParent === element
        );
      });
      if (style.overflowX === 'visible' && guilty) continue;
      found.push(`${name(element)}: ${over} px are cut or hang out`);
    }

    // Words in pictures stay inside their picture, unless they are clipped on purpose.
    for (const text of document.querySelectorAll<SVGTextElement>('svg text')) {
      const svg = text.ownerSVGElement;
      if (!svg || hidden(text) || text.closest('[clip-path]') || text.textContent.trim() === '') continue;
      const box = text.getBoundingClientRect();
      const frame = svg.getBoundingClientRect();
      // A line of text has room above and below its letters.
      const room = box.height / 4;
      const out = Math.max(
        frame.left - box.left,
        box.right - frame.right,
        frame.top - box.top - room,
        box.bottom - frame.bottom - room,
      );
      if (box.width > 0 && out > 2)
        found.push(`svg ${name(text)}: ${Math.round(out)} px outside of the picture`);
    }
    return [...new Set(found)];
  });
}

/** Controls that a mouse can use and a keyboard cannot: they look clickable, but nothing there takes the focus. */
export function mouseOnly(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const usable =
      'a[href], button, input, select, textarea, summary, label, option, [tabindex], [role="option"]';
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter(
        (element) =>
          getComputedStyle(element).cursor === 'pointer' &&
          element.checkVisibility() &&
          !element.closest(usable) &&
          !element.querySelector(usable) &&
          // A picture's content stands beside it as a list or a table, which a keyboard can use.
          !element.closest('svg, canvas'),
      )
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

/** Walks through the page by Tab from its start; answers where the focus went, where it could not be seen there, and which
 * controls it never reached. */
export async function walkByTab(
  page: Page,
  limit = 600,
): Promise<{ reached: string[]; unseen: string[]; missed: string[] }> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.scrollTo(0, 0);
    // What an element and its parts look like; where the focus shows, it is not the same without it.
    const look = (element: Element): string =>
      [element, ...[...element.querySelectorAll('*')].slice(0, 30)]
        .map((one) => {
          const style = getComputedStyle(one);
          return [
            style.outlineStyle === 'none' ? '' : `${style.outlineWidth} ${style.outlineColor}`,
            style.boxShadow,
            style.stroke,
            style.strokeWidth,
            style.borderColor,
            style.backgroundColor,
          ].join();
        })
        .join();
    Object.assign(window, { legationWalk: { look, reached: new Set<Element>(), last: null } });
  });
  const reached: string[] = [];
  const unseen: string[] = [];
  for (let n = 0; n < limit; n += 1) {
    await page.keyboard.press('Tab');
    const step = await page.evaluate(async () => {
      // Two frames, so that what is drawn at once has been drawn.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const { legationWalk: walk } = window as unknown as { legationWalk: Walk };
      const element = document.activeElement;
      const before = walk.last;
      const shown = before === null || walk.look(before.element) !== before.look;
      if (!element || element === document.body || walk.reached.has(element)) return { shown, what: null };
      walk.reached.add(element);
      walk.last = { element, look: walk.look(element) };
      const words = element.getAttribute('aria-label') ?? element.textContent;
      return {
        shown,
        what: `${element.tagName.toLowerCase()} ${words.replace(/\s+/g, ' ').trim().slice(0, 40)}`,
      };
    });
    const before = reached.at(-1);
    if (!step.shown && before !== undefined) unseen.push(before);
    if (step.what === null) break;
    reached.push(step.what);
  }
  const missed = await page.evaluate(() => {
    const { legationWalk } = window as unknown as { legationWalk: Walk };
    const { reached } = legationWalk;
    const controls = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    return [...document.querySelectorAll<HTMLElement>(controls)]
      .filter((element) => {
        if (reached.has(element) || element.tabIndex < 0) return false;
        if ((element as HTMLButtonElement).disabled || !element.checkVisibility({ visibilityProperty: true }))
          return false;
        // Of a group of radio buttons the arrows reach the others.
        if (element instanceof HTMLInputElement && element.type === 'radio')
          return ![...document.querySelectorAll<HTMLInputElement>(`input[name="${element.name}"]`)].some(
            (one) => reached.has(one),
          );
        return true;
      })
      .map((element) => element.outerHTML.slice(0, 120));
  });
  return { reached, unseen, missed };
}

/** What the walk keeps in the page. */
interface Walk {
  look: (element: Element) => string;
  reached: Set<Element>;
  last: { element: Element; look: string } | null;
}
