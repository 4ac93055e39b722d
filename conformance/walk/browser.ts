/**
 * A browser for one sign-in at one redirect URI: the walk stops at the first page from which nothing leads on.
 */
import type { Printer } from './printer.ts';
import { type Arrival, createUserAgent, isSamePlace, type Page, type Person } from './user-agent.ts';

/** Where the browser stands: on a page, or in front of the redirect URI with the answer in its hands. */
type Place =
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'redirect_uri'; readonly location: URL };

export type Browser = {
  /** Opens a URL and follows its redirects. */
  open(url: URL): Promise<Place>;
  /** Goes on from a page, form by form, to the redirect URI. */
  signIn(place: Place, person: Person): Promise<URL>;
};

/** A browser with an empty cookie jar that stops in front of `redirect_uri`. */
export function createBrowser(redirect_uri: string, printer: Printer): Browser {
  const agent = createUserAgent({ isClient: (url) => isSamePlace(url, redirect_uri), printer });
  return {
    open: async (url) => placeOf(await agent.open(url)),
    async signIn(place, person) {
      if (place.kind === 'redirect_uri') return place.location;
      const arrival = await agent.proceed(place, person);
      if (arrival.kind === 'page') throw new Error(arrival.stuck ?? 'Nothing leads on from this page.');
      return arrival.request.url;
    },
  };
}

function placeOf(arrival: Arrival): Place {
  if (arrival.kind === 'page') return arrival;
  return { kind: 'redirect_uri', location: arrival.request.url };
}
