/**
 * Asking the server out of sight: a hidden frame, and the answer by `postMessage` (the `web_message` response mode).
 * Any window may send us messages, so only the one of our own frame, from the server, with our state, is heard.
 */

import { type ResponseParameters, readParameters } from './arrival.ts';
import type { ResponseContext } from './authorization-response.ts';
import type { Message } from './environment.ts';
import { demand, TacitError } from './errors.ts';
import { isObject, type JsonObject } from './json.ts';
import type { Transaction } from './transaction.ts';

/** The parameters of the first message that is the answer; `timeout` when none comes. */
export async function requestSilently(
  url: string,
  { state }: Pick<Transaction, 'state'>,
  { settings, environment }: ResponseContext,
): Promise<ResponseParameters> {
  const { issuer_origin, timeout } = settings;
  const { promise, resolve, reject } = Promise.withResolvers<JsonObject>();
  const frame = environment.openFrame(url);
  const stopHearing = environment.onMessage((message) => {
    if (message.origin !== issuer_origin || message.source !== frame.contentWindow()) return;
    const response = responseIn(message);
    if (response?.['state'] === state) resolve(response);
  });
  const stopWaiting = environment.after(timeout, () =>
    reject(new TacitError('timeout', 'no answer, see web_origins')),
  );
  try {
    return readResponse(await promise);
  } finally {
    stopHearing();
    stopWaiting();
    frame.remove();
  }
}

function responseIn({ data }: Message): JsonObject | undefined {
  if (!isObject(data) || data['type'] !== 'authorization_response') return undefined;
  return isObject(data['response']) ? data['response'] : undefined;
}

function readResponse(response: JsonObject): ResponseParameters {
  return readParameters(
    Object.entries(response).map(([name, value]) => {
      demand(typeof value === 'string', 'invalid_response', 'type');
      return [name, value] as const;
    }),
  );
}
