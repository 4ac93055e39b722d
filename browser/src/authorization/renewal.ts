/**
 * Signing in and renewing out of sight: one question of a kind at a time, in this tab by a map, in the whole browser
 * by a lock.
 */

import { TacitError } from '../errors.ts';
import { type Era, type Memory, requestKey } from '../memory.ts';
import {
  type ResponseContext,
  type SignedIn,
  validateResponse,
  validateTokens,
} from './authorization-response.ts';
import { authorizationUrl } from './authorization-url.ts';
import { requestSilently } from './silent.ts';
import { beginTransaction, type TokenRequest } from './transaction.ts';

/** How long a tab waits for the others to renew, in seconds. */
const LOCK_PATIENCE = 60;

type Ask = (request: TokenRequest) => Promise<SignedIn>;
type Step<T> = (request: TokenRequest, era: Era, context: RenewalContext) => Promise<T>;
type RenewalContext = ResponseContext & { readonly memory: Memory };

export type Renewal = {
  /** Asks the server in a hidden frame. */
  readonly checkSession: Ask;
  /** Has new tokens by whichever way there is. */
  readonly renew: Ask;
};

/** What asks the server without the user noticing, and keeps what it answers in the memory. */
export function createRenewal(context: RenewalContext, lock: string): Renewal {
  const { environment, settings, memory } = context;

  /** Those who want the same at once get the same. */
  function joined(step: Step<SignedIn>): Ask {
    const running = new Map<string, Promise<SignedIn>>();
    return (request) => {
      const key = requestKey(request);
      const begun = running.get(key);
      if (begun !== undefined) return begun;
      const era = memory.era();
      const renewal = environment
        .locked(lock, LOCK_PATIENCE, () => step(request, era, context))
        .catch(rethrowTyped)
        .finally(() => running.delete(key));
      running.set(key, renewal);
      return renewal;
    };
  }

  const checkSession = joined(askSilently);
  return { checkSession, renew: settings.flow === 'code' ? joined(askByEitherWay) : checkSession };
}

const askByEitherWay: Step<SignedIn> = async (...asked) =>
  (await askByRefreshToken(...asked)) ?? askSilently(...asked);

/** Undefined when there is no refresh token, or none that the server still takes. */
const askByRefreshToken: Step<SignedIn | undefined> = async (request, era, context) => {
  const { tokenEndpoint, environment, memory } = context;
  const question = memory.held(request)?.question;
  const answer = question && (await tokenEndpoint.ask({ handle: question.state }));
  if (!answer) return undefined;
  // OIDC Core §12.2: the same user as before, no nonce.
  const transaction = {
    ...question,
    nonce: undefined,
    max_age: undefined,
    created_at: environment.now(),
    sub: memory.user()?.sub,
  };
  const signedIn = await validateTokens(answer, transaction, context);
  memory.keep(era, transaction, signedIn);
  return signedIn;
};

const askSilently: Step<SignedIn> = async (request, era, context) => {
  const transaction = beginTransaction(request, context.environment);
  const outOfSight = { prompt: 'none', response_mode: 'web_message' };
  const url = await authorizationUrl(context, transaction, outOfSight);
  const answer = await requestSilently(url, transaction, context);
  const signedIn = await validateResponse(answer, transaction, context);
  context.memory.keep(era, transaction, signedIn);
  return signedIn;
};

/** The lock's own refusal is a DOMException; callers know our errors only. */
function rethrowTyped(error: unknown): never {
  if (!(error instanceof DOMException)) throw error;
  throw new TacitError('timeout', 'lock', { cause: error });
}
