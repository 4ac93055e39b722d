/**
 * The authorization response in the page's address (RFC 6749 §4.2.2, OIDC Core §3.2.2.5): taking it out of there, and
 * reading it without giving any benefit of doubt.
 */
import type { Environment } from './environment.ts';
import { demand } from './errors.ts';

/** A Map, so a parameter named `__proto__` is a name like any other. */
export type ResponseParameters = ReadonlyMap<string, string>;

/** What stood in the address when it was cleaned. */
export type Arrival = { readonly hash: string; readonly search: string };

const LEADING = /^#[?/!#]*/;
const ANSWERS = /(?:^|\W)(?:access|id)_token$|^(?:code|error)$/;

/**
 * Takes a response out of the address, in the same turn of the event loop, so neither the history nor any script that
 * runs later sees it. A fragment that is no response (`#chapter-2`) stays where it is.
 */
export function takeArrival({ location, history }: Environment): Arrival | undefined {
  const { hash, search, pathname } = location;
  if (!isAnswer(hash.replace(LEADING, ''))) return undefined;
  history.replaceState(history.state, '', pathname + (isAnswer(search) ? '' : search));
  return { hash, search };
}

/** Every state the response names; each transaction behind them is spent, whatever is wrong with the response. */
export function statesOf({ hash }: Arrival): readonly string[] {
  return new URLSearchParams(hash.replace(LEADING, '')).getAll('state');
}

/** The parameters of a response that came in one piece and in one place; throws `invalid_response` otherwise. */
export function readArrival({ hash, search }: Arrival): ResponseParameters {
  // `#?` and `#/` are what a redirector or a router made of a response; ours comes straight from the server.
  demand(LEADING.exec(hash)?.[0] === '#', 'invalid_response', 'prefix');
  demand(!isAnswer(search), 'invalid_response', 'query');
  return readParameters([...new URLSearchParams(hash.slice(1))]);
}

/** Pairs as a map; throws `invalid_response` on a repeated name (RFC 6749 §3.1) and on a code nobody asked for. */
export function readParameters(pairs: readonly (readonly [string, string])[]): ResponseParameters {
  const parameters = new Map(pairs);
  demand(parameters.size === pairs.length, 'invalid_response', 'duplicate');
  demand(!parameters.has('code'), 'invalid_response', 'code');
  return parameters;
}

function isAnswer(encoded: string): boolean {
  return [...new URLSearchParams(encoded).keys()].some((name) => ANSWERS.test(name));
}
