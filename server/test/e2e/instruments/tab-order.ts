/**
 * What the Tab key reaches in the page that Chromium shows, and how that is seen.
 */
import type { Page } from 'playwright-core';

/** What Tab should reach, in the order of the document; of a group of radio buttons the one that is chosen. */
const FOCUSABLE = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
  .filter((element) => !element.disabled && element.checkVisibility({ visibilityProperty: true }))
  .filter((element) => element.type !== 'radio' ||
    element === (document.querySelector(\`input[name="\${element.name}"]:checked\`) ?? document.querySelector(\`input[name="\${element.name}"]\`)))`;

const NAME = `((element) => element === document.body ? 'body' : element.id || element.outerHTML.slice(0, 60))`;

/** Where the focus is, and what is wrong with how it shows (WCAG 2.2 §2.4.7, §2.4.11). */
const FOCUSED = `(() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const [{ left, top, width, height }] = element.getClientRects();
  const seen = document.elementFromPoint(left + width / 2, top + height / 2);
  const faults = [
    (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) && 'no outline',
    (top < 0 || top + Math.min(height, innerHeight) > innerHeight + 1) && 'out of sight',
    seen !== element && !element.contains(seen) && 'covered',
    (width < 24 || height < 24) && getComputedStyle(element).display !== 'inline' && element.type !== 'checkbox' && element.type !== 'radio' && 'smaller than 24 px',
  ];
  return { name: ${NAME}(element), faults: faults.filter(Boolean) };
})()`;

type Focused = { readonly name: string; readonly faults: readonly string[] };

const TAB = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 } as const;

/** What Tab should come to, and what it came to from the top of the page. */
export async function walkByTab(
  page: Page,
): Promise<{ readonly expected: readonly string[]; readonly visited: readonly Focused[] }> {
  // A field with autofocus is given it when the page is first drawn (HTML §6.6.7), which under load is later than its load.
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  // The page notes itself where it is when a key is up again: nobody asks it after each.
  const expected: readonly string[] = await page.evaluate(`(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    globalThis.visited = [];
    addEventListener('keyup', () => visited.push(${FOCUSED}), { capture: true });
    return ${FOCUSABLE}.map(${NAME});
  })()`);
  const session = await page.context().newCDPSession(page);
  const send = (type: 'rawKeyDown' | 'keyUp') => session.send('Input.dispatchKeyEvent', { type, ...TAB });
  await Promise.all(expected.flatMap(() => [send('rawKeyDown'), send('keyUp')]));
  await session.detach();
  return { expected, visited: await page.evaluate('visited') };
}
