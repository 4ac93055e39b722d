/**
 * What axe does not measure: what a page loses where it is narrow, and how addresses run.
 */
import type { Page } from 'playwright-core';

/** What of a page lies beyond the sides of the window or of its own box, a line an element. */
export function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const width = document.documentElement.clientWidth;
    const isOut = (element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < -0.5 || right > width + 0.5;
    };
    const isCut = (element) =>
      element.matches('button, a, label, p, h1, h2, dd, li, main') &&
      getComputedStyle(element).display !== 'inline' && element.scrollWidth > element.clientWidth + 1;
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.checkVisibility() && !element.closest('.away'))
      .filter((element) => isOut(element) || isCut(element))
      .map((element) => element.outerHTML.slice(0, 80));
  })()`);
}

/**
 * Addresses of mail, of pages and of the network whose characters do not stand from left to right, as they do in every
 * script (UAX #9): the parts of one that nothing isolates change places in a sentence that runs the other way.
 */
export function scrambled(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const address = /[\\w*.+-]+@[\\w.-]+\\w|https?:\\/\\/[\\w.\\/-]*|(?:[0-9a-f]+:){4,}[0-9a-f]+|\\d+(?:\\.\\d+){3}/g;
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (!text.parentElement.checkVisibility()) continue;
      for (const { 0: match, index } of text.data.matchAll(address)) {
        const boxes = [...match].map((_, offset) => {
          const range = document.createRange();
          range.setStart(text, index + offset);
          range.setEnd(text, index + offset + 1);
          return range.getBoundingClientRect();
        });
        const goesBack = ({ left, top }, at) => at > 0 && boxes[at - 1].top === top && boxes[at - 1].left > left;
        if (boxes.some(goesBack)) found.push(match);
      }
    }
    return found;
  })()`);
}

/** The least that text must bear without loss (WCAG 2.2 §1.4.12). */
export const SPACING =
  '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}';

/** What a reader's own style sheet does: no policy of a page keeps it out. */
export async function readerStyle(page: Page, rules: string): Promise<void> {
  await page.evaluate(`document.adoptedStyleSheets = [new CSSStyleSheet()];
    document.adoptedStyleSheets[0].replaceSync(${JSON.stringify(rules)})`);
}
