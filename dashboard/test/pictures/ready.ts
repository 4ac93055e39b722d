/**
 * When a page is ready to be looked at: nothing that it asked for is on its way, and nothing on it says that it waits. A browser's own
 * "network idle" is no such sign: a log that is watched is never idle, and frames in which documents are drawn come and go.
 */
import type { Page, Request } from 'playwright-core';

/** What stands where something is to come: bars or a word, a part that is busy, a preview whose document is on its way. */
const WAITING = '.waiting, [aria-busy="true"], [data-waiting]';

/** Looks in a row that find nothing on its way: what has come may ask for more. */
const CALM_LOOKS = 3;

const BETWEEN_LOOKS_MS = 60;

const LONGEST_MS = 15_000;

/** Answers with what waits until the page is ready. */
export function readiness(page: Page): () => Promise<void> {
  const asked = new Set<Request>();
  page.on('request', (request) => {
    if (isWaitedFor(request)) asked.add(request);
  });
  const forget = (request: Request) => {
    asked.delete(request);
  };
  page.on('requestfinished', forget);
  page.on('requestfailed', forget);
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) asked.clear();
  });
  return async () => {
    const until = Date.now() + LONGEST_MS;
    for (let calm = 0; calm < CALM_LOOKS; ) {
      if (Date.now() > until)
        throw new Error(`${page.url()} still waits for ${[...asked].map((one) => one.url()).join(' ')}`);
      await page.waitForTimeout(BETWEEN_LOOKS_MS);
      const isCalm = asked.size === 0 && (await page.locator(WAITING).count()) === 0;
      calm = isCalm ? calm + 1 : 0;
    }
    await page.evaluate('document.fonts.ready');
  };
}

/** Parts of the page and answers of the API; not the log while it is watched, whose answer never ends. */
function isWaitedFor(request: Request): boolean {
  const kind = request.resourceType();
  return (
    (kind === 'fetch' || kind === 'script' || kind === 'stylesheet') && !request.url().includes('/logs/tail')
  );
}
