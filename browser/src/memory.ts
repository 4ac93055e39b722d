/**
 * Who is signed in, and the access tokens: in a closure, never in any storage, so they are gone with the page.
 */
import type { SignedIn } from './authorization/authorization-response.ts';
import type { TokenRequest, Transaction } from './authorization/transaction.ts';
import type { Environment } from './environment.ts';
import { demand } from './errors.ts';
import type { IdTokenClaims } from './tokens/id-token.ts';

export type Era = object;
type Held = {
  readonly access_token: string;
  readonly renew_at: number;
  readonly question: Transaction;
};

export type Memory = {
  /** Keeps what was asked for in this era; throws `login_required` when that is over. */
  readonly keep: (asked: Era, question: Transaction, signedIn: SignedIn) => void;
  /** An access token and the question it was the answer to, however old it is. */
  readonly held: (request: TokenRequest) => Held | undefined;
  readonly user: () => IdTokenClaims | undefined;
  readonly clear: () => void;
  /** The stretch of time until the next `clear`: what was asked in one is not kept in another. */
  readonly era: () => Era;
};

/** How long before its end a token is renewed, in seconds; and up to how much sooner, so tabs do not do it at once. */
const MARGIN = 60;
const JITTER = 30;

/** An empty memory. */
export function createMemory({ crypto, now }: Environment): Memory {
  const tokens = new Map<string, Held>();
  let user: IdTokenClaims | undefined;
  let era: Era = {};

  function clear(): void {
    tokens.clear();
    user = undefined;
    era = {};
  }

  return {
    keep(asked, question, { claims, access_token, expires_at }) {
      demand(asked === era, 'login_required', 'signed out');
      // Tokens of two users never lie side by side.
      if (user?.sub !== claims.sub) tokens.clear();
      user = claims;
      if (access_token === undefined || expires_at === undefined) return;
      const [random = 0] = crypto.getRandomValues(new Uint8Array(1));
      // A short-lived token is used for three quarters of its life, rather than never.
      const margin = Math.min(MARGIN + (JITTER * random) / 255, (expires_at - now()) / 4);
      tokens.set(requestKey(question), { access_token, renew_at: expires_at - margin, question });
    },
    held: (request) => tokens.get(requestKey(request)),
    user: () => user,
    clear,
    era: () => era,
  };
}

/** Two requests of one key can be answered by the same tokens. */
export function requestKey({ response_type, audience, scope }: TokenRequest): string {
  return JSON.stringify([response_type, audience, scope]);
}
