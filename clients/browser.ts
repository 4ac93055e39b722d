/**
 * A browser without a screen, as `npm run walk` has it, in front of applications: their addresses are pages to it as well.
 */
import {
  type Arrival,
  createUserAgent,
  type Page,
  type Person,
  type UserAgent,
} from '../conformance/walk/user-agent.ts';

const SILENT = { hop: () => {}, check: () => {}, note: () => {}, failure: () => {}, hide: () => {} };

/** A browser with an empty cookie jar; it stops in front of addresses where nobody listens. */
export function newBrowser(isClient: (url: URL) => boolean = () => false): UserAgent {
  return createUserAgent({ isClient, printer: SILENT });
}

/** The page that an address leads to. */
export async function open(browser: UserAgent, address: string | URL, body?: URLSearchParams): Promise<Page> {
  return pageOf(await browser.open(new URL(address), body));
}

/** The page that an address leads somebody to who signs in and agrees where that is asked. */
export async function arrive(
  browser: UserAgent,
  {
    address,
    person,
    body,
  }: { readonly address: string | URL; readonly person: Person; readonly body?: URLSearchParams },
): Promise<Page> {
  return pageOf(await browser.proceed(await browser.open(new URL(address), body), person));
}

function pageOf(arrival: Arrival): Page {
  if (arrival.kind === 'client') throw new Error('This is in front of an address where nobody listens.');
  return arrival.page;
}
