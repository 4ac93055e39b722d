/**
 * The public API of @tacit/browser.
 */
import { createClient, type Tacit } from './client.ts';
import { browserEnvironment } from './environment.ts';
import type { TacitOptions } from './settings.ts';

export type { SignedIn } from './authorization/authorization-response.ts';
export type { AppState } from './authorization/transaction.ts';
export type {
  AccessTokenOptions,
  AuthorizeOptions,
  RedirectSignedIn,
  Tacit,
  TokenOptions,
} from './client.ts';
export { TacitError, type TacitErrorCode } from './errors.ts';
export type { Flow, ResponseType, TacitOptions } from './settings.ts';
export type { IdTokenClaims } from './tokens/id-token.ts';
export type { SigningAlg } from './tokens/signing-algs.ts';

/** The client of one application at one issuer; make one, before any other code looks at the page's address. */
export function createTacit(options: TacitOptions): Tacit {
  return createClient(options, browserEnvironment());
}
