/**
 * How long Chromium takes to draw what a page is about, as somebody on a slow phone line has it: Largest Contentful Paint on
 * the "Slow 4G" of Lighthouse (150 ms there and back, 1.6 Mbit/s), each page asked for by its own address in a new document.
 */
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import type { Row } from './main.ts';
import { startTacit } from './subjects/tacit.ts';
import { requestAt, USER } from './workload.ts';

const RUNS = 9;

/** Bytes a second, and milliseconds. */
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};

/** The login page, the consent page, an error and the account page, on a line of their own each. */
export async function pages(): Promise<readonly Row[]> {
  const subject = await startTacit('RS256');
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    return await measureAll(browser, subject.origin);
  } finally {
    await browser.close();
    await subject.stop();
  }
}

async function measureAll(browser: Browser, origin: string): Promise<readonly Row[]> {
  const page = await browser.newPage();
  const line = await page.context().newCDPSession(page);
  const rows: Row[] = [];
  const measure = async (what: string) => rows.push(await measured(what, page, line));
  await page.goto(`${origin}/authorize?client_id=nobody`);
  await measure('error');
  await page.goto(requestAt(origin, { prompt: 'consent', state: 's' }));
  await measure('login');
  await signIn(page);
  await page.waitForURL(/\/consent\?/);
  await measure('consent');
  await page.goto(`${origin}/account`);
  if (await page.isVisible('#username')) await signIn(page);
  await page.waitForSelector('#account-title');
  await measure('account');
  return rows;
}

async function signIn(page: Page): Promise<void> {
  await page.fill('#username', USER.email);
  await page.fill('#password', USER.password);
  await page.click('#login-submit');
}

/** The page that is open, again and again over the slow line. */
async function measured(what: string, page: Page, line: CDPSession): Promise<Row> {
  const address = page.url();
  await line.send('Network.enable');
  await line.send('Network.setCacheDisabled', { cacheDisabled: true });
  await line.send('Network.emulateNetworkConditions', SLOW_4G);
  const times: number[] = [];
  const sizes: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const response = await page.goto(address, { waitUntil: 'load' });
    times.push(await largestPaint(page));
    sizes.push((await response?.body())?.length ?? Number.NaN);
  }
  const bytes = Math.max(...sizes);
  await line.send('Network.disable');
  const sorted = times.toSorted((a, b) => a - b);
  return {
    what,
    'LCP ms (median)': Math.round(sorted[Math.floor(RUNS / 2)] ?? Number.NaN),
    'LCP ms (slowest)': Math.round(sorted.at(-1) ?? Number.NaN),
    'document kB': Math.round(bytes / 100) / 10,
  };
}

/** Milliseconds from the request to the last candidate, once the page is drawn. */
function largestPaint(page: Page): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
      .observe({ type: "largest-contentful-paint", buffered: true });
  })`);
}
