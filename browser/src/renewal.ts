/**
 * Signing in and renewing out of sight: one question of a kind at a time, in this tab by a map, in the whole browser
 * by a lock.
 */
import { type ResponseContext, type SignedIn, validateResponse } from './authorization-response.ts';
import { authorizationUrl } from './authorization-url.ts';
import { TacitError } from './errors.ts';
import { type Memory, requestKey } from './memory.ts';
import { requestSilently } from './silent.ts';
import { beginTransaction, type TokenRequest } from './transaction.ts';

/** How long a tab waits for the others to renew, in seconds. */
const LOCK_PATIENCE = 60;

/** A function that asks the server without the user noticing, and keeps what it answers in the memory. */
export function createRenewal(
  context: ResponseContext,
  memory: Memory,
  lock: string,
): (request: TokenRequest) => Promise<SignedIn> {
  const running = new Map<string, Promise<SignedIn>>();
  return (request) => {
    const key = requestKey(request);
    const begun = running.get(key);
    if (begun !== undefined) return begun;
    const renewal = context.environment
      .locked(lock, LOCK_PATIENCE, () => askSilently(request, memory, context))
      .catch(rethrowTyped)
      .finally(() => running.delete(key));
    running.set(key, renewal);
    return renewal;
  };
}

async function askSilently(
  request: TokenRequest,
  memory: Memory,
  context: ResponseContext,
): Promise<SignedIn> {
  const { settings, provider, environment } = context;
  const { issuer_origin, timeout } = settings;
  const era = memory.era();
  const endpoint = await provider.authorizationEndpoint();
  const transaction = beginTransaction(request, environment);
  const url = authorizationUrl(
    endpoint,
    { settings, transaction, response_mode: 'web_message' },
    { prompt: 'none' },
  );
  const { state } = transaction;
  const answer = await requestSilently({ url, state, issuer_origin, timeout }, environment);
  const signedIn = await validateResponse(answer, transaction, context);
  memory.keep(era, request, signedIn);
  return signedIn;
}

/** The lock's own refusal is a DOMException; callers know our errors only. */
function rethrowTyped(error: unknown): never {
  if (error instanceof TacitError || !(error instanceof DOMException)) throw error;
  throw new TacitError('timeout', 'lock', { cause: error });
}
