/**
 * The authorization response in the page's address: in its fragment (RFC 6749 §4.2.2, OIDC Core §3.2.2.5), or a code in
 * its query (RFC 6749 §4.1.2). Taking it out of there, and reading it without giving any benefit of doubt.
 */
import type { Environment } from './environment.ts';
import { demand } from './errors.ts';
import type { Settings } from './settings.ts';

/** A Map, so a parameter named `__proto__` is a name like any other. */
export type ResponseParameters = ReadonlyMap<string, string>;

/** What stood in the address when it was cleaned; `inQuery` when the response is there and may be. */
export type Arrival = { readonly hash: string; readonly search: string; readonly inQuery: boolean };

const LEADING = /^#[?/!#]*/;
const ANSWERS = /(?:^|\W)(?:access|id)_token$|^(?:code|error)$/;

/**
 * Takes a response out of the address, in the same turn of the event loop, so neither the history nor any script that
 * runs later sees it. A fragment that is no response (`#chapter-2`) stays where it is.
 */
export function takeArrival(
  { location, history }: Environment,
  { flow, redirect_uri }: Settings,
): Arrival | undefined {
  const { hash, search, pathname } = location;
  const inHash = isAnswer(hash.replace(LEADING, ''));
  // `?code=` means other things on other pages; tokens in a fragment mean nothing else anywhere.
  const inQuery = flow === 'code' && !inHash && isAt(redirect_uri, location) && isAnswer(search);
  if (!inHash && !inQuery) return undefined;
  // The query of the redirect_uri is the application's own; all else there came with the response.
  const own = isAnswer(search) ? new URL(redirect_uri).search : search;
  history.replaceState(history.state, '', pathname + own + (inHash ? '' : hash));
  return { hash, search, inQuery };
}

/** Whether this is the page that responses come to. */
export function isAt(redirect_uri: string, { origin, pathname }: Environment['location']): boolean {
  return redirect_uri.split('?')[0] === origin + pathname;
}

/** Every state the response names; each transaction behind them is spent, whatever is wrong with the response. */
export function statesOf({ hash, search }: Arrival): readonly string[] {
  return [hash.replace(LEADING, ''), search].flatMap((part) => new URLSearchParams(part).getAll('state'));
}

/** The parameters of a response that came in one piece and in one place; throws `invalid_response` otherwise. */
export function readArrival({ hash, search, inQuery }: Arrival): ResponseParameters {
  // `#?` and `#/` are what a redirector or a router made of a response; ours comes straight from the server.
  demand(inQuery || LEADING.exec(hash)?.[0] === '#', 'invalid_response', 'prefix');
  demand(inQuery || !isAnswer(search), 'invalid_response', 'query');
  return readParameters([...new URLSearchParams(inQuery ? search : hash.slice(1))]);
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
