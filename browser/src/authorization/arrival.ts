/**
 * The authorization response in the page's address: in its fragment (RFC 6749 §4.2.2, OIDC Core §3.2.2.5), or a code in
 * its query (RFC 6749 §4.1.2). Taking it out of there, and reading it without giving any benefit of doubt.
 */
import type { Environment } from '../environment.ts';
import { demand } from '../errors.ts';
import type { Settings } from '../settings.ts';

/** A Map, so a parameter named `__proto__` is a name like any other. */
export type ResponseParameters = ReadonlyMap<string, string>;

/** What was taken out of the address; not whole unless all of it was in one place, as it must be. */
export type Arrival = { readonly response: URLSearchParams; readonly isWhole: boolean };

const LEADING = /^#[?/!#]*/;
const ANSWERS = /(^|\W)(access|id)_token$|^(code|error)$/;

/**
 * Takes a response out of the address, in the same turn of the event loop, so neither the history nor any script that
 * runs later sees it. A fragment that is no response (`#chapter-2`) stays where it is.
 */
export function takeArrival(
  { location, history }: Environment,
  { flow, redirect_uri }: Settings,
): Arrival | undefined {
  const { hash, search, pathname } = location;
  const fragment = hash.replace(LEADING, '');
  const inFragment = isAnswer(fragment);
  const inQuery = isAnswer(search);
  // `?code=` means other things on other pages; tokens in a fragment mean nothing else anywhere.
  if (!inFragment && !(inQuery && flow === 'code' && isAt(redirect_uri, location))) return undefined;
  // The query of the redirect_uri is the application's own; what else is there came with the response.
  const own = inQuery ? new URL(redirect_uri).search : search;
  history.replaceState(history.state, '', pathname + own + (inFragment ? '' : hash));
  return {
    response: new URLSearchParams(inFragment ? fragment : search),
    // `#?` and `#/` are what a redirector or a router made of a response; ours comes straight from the server.
    isWhole: !inFragment || (!inQuery && hash === `#${fragment}`),
  };
}

/** Whether this is the page that responses come to. */
export function isAt(redirect_uri: string, { origin, pathname }: Environment['location']): boolean {
  return redirect_uri.split('?')[0] === origin + pathname;
}

/** Every state the response names; each transaction behind them is spent, whatever is wrong with the response. */
export function statesOf({ response }: Arrival): readonly string[] {
  return response.getAll('state');
}

/** The parameters of a response that came in one piece and in one place; throws `invalid_response` otherwise. */
export function readArrival({ response, isWhole }: Arrival): ResponseParameters {
  demand(isWhole, 'invalid_response', 'place');
  return readParameters([...response]);
}

/** Pairs as a map; throws `invalid_response` on a repeated name (RFC 6749 §3.1). */
export function readParameters(pairs: readonly (readonly [string, string])[]): ResponseParameters {
  const parameters = new Map(pairs);
  demand(parameters.size === pairs.length, 'invalid_response', 'duplicate');
  return parameters;
}

function isAnswer(encoded: string): boolean {
  return [...new URLSearchParams(encoded).keys()].some((name) => ANSWERS.test(name));
}
