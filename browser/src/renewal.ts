/**
 * Signing in and renewing out of sight: one question of a kind at a time, in this tab by a map, in the whole browser
 * by a lock.
 */
import {
  type ResponseContext,
  type SignedIn,
  validateResponse,
  validateTokens,
} from './authorization-response.ts';
import { authorizationUrl } from './authorization-url.ts';
import { TacitError } from './errors.ts';
import { type Memory, requestKey } from './memory.ts';
import { requestSilently } from './silent.ts';
import { beginTransaction, type TokenRequest } from './transaction.ts';

/** How long a tab waits for the others to renew, in seconds. */
const LOCK_PATIENCE = 60;

type Step = (request: TokenRequest) => Promise<SignedIn>;

export type Renewal = {
  /** Asks the server in a hidden frame. */
  readonly checkSession: Step;
  /** Has new tokens by whichever way there is. */
  readonly renew: Step;
};

/** What asks the server without the user noticing, and keeps what it answers in the memory. */
export function createRenewal(context: ResponseContext, memory: Memory, lock: string): Renewal {
  const { environment, settings } = context;

  /** Those who want the same at once get the same. */
  function joined(step: Step): Step {
    const running = new Map<string, Promise<SignedIn>>();
    return (request) => {
      const key = requestKey(request);
      const begun = running.get(key);
      if (begun !== undefined) return begun;
      const renewal = environment
        .locked(lock, LOCK_PATIENCE, () => step(request))
        .catch(rethrowTyped)
        .finally(() => running.delete(key));
      running.set(key, renewal);
      return renewal;
    };
  }

  const checkSession = joined((request) => askSilently(request, memory, context));
  const renew = joined(
    async (request) =>
      (await askByRefreshToken(request, memory, context)) ?? askSilently(request, memory, context),
  );
  return { checkSession, renew: settings.flow === 'code' ? renew : checkSession };
}

/** Undefined when there is no refresh token, or none that the server still takes. */
async function askByRefreshToken(
  request: TokenRequest,
  memory: Memory,
  context: ResponseContext,
): Promise<SignedIn | undefined> {
  const { tokenEndpoint, environment } = context;
  const era = memory.era();
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
}

async function askSilently(
  request: TokenRequest,
  memory: Memory,
  context: ResponseContext,
): Promise<SignedIn> {
  const era = memory.era();
  const transaction = beginTransaction(request, context.environment);
  const outOfSight = { prompt: 'none', response_mode: 'web_message' };
  const url = await authorizationUrl(context, transaction, outOfSight);
  const answer = await requestSilently(url, transaction, context);
  const signedIn = await validateResponse(answer, transaction, context);
  memory.keep(era, transaction, signedIn);
  return signedIn;
}

/** The lock's own refusal is a DOMException; callers know our errors only. */
function rethrowTyped(error: unknown): never {
  if (!(error instanceof DOMException)) throw error;
  throw new TacitError('timeout', 'lock', { cause: error });
}
