/**
 * The browser of the tests.
 */
import { type Browser, chromium } from 'playwright-core';

/** Starts Chromium, with more switches if any; the caller closes it. */
export function launch(switches: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...switches,
    ],
  });
}
