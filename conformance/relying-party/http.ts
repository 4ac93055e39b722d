/**
 * One HTTP request of the client itself, not of the browser, and its answer read whole.
 */
import { parseJson } from '../checks/json.ts';
import type { Reply } from '../checks/token-response.ts';

const TIME_LIMIT_MS = 20_000;

/** Asks and reads the answer; redirects are not followed, for no endpoint of a client's may send it elsewhere. */
export async function ask(url: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(url, {
    redirect: 'manual',
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
    ...init,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parseJson(text) };
}
