/**
 * Asking the server out of sight: a hidden frame, and the answer by `postMessage` (the `web_message` response mode).
 * Any window may send us messages, so only the one of our own frame, from the server, with our state, is heard.
 */

import { demand, TacitError } from '../errors.ts';
import { isObject, isString, type JsonObject } from '../json.ts';
import { type ResponseParameters, readParameters } from './arrival.ts';
import type { ResponseContext } from './authorization-response.ts';
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
  const stopHearing = environment.onMessage(({ origin, source, data }) => {
    if (origin !== issuer_origin || source !== frame.contentWindow()) return;
    if (!isObject(data) || data['type'] !== 'authorization_response') return;
    const { response } = data;
    if (isObject(response) && response['state'] === state) resolve(response);
  });
  const stopWaiting = environment.after(timeout, () => reject(new TacitError('timeout', 'see web_origins')));
  try {
    return readResponse(await promise);
  } finally {
    stopHearing();
    stopWaiting();
    frame.remove();
  }
}

function readResponse(response: JsonObject): ResponseParameters {
  return readParameters(
    Object.entries(response).map(([name, value]) => {
      demand(isString(value), 'invalid_response', 'type');
      return [name, value] as const;
    }),
  );
}
