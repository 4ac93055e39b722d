/**
 * Fetches a small document from the issuer, and trusts nothing about the answer: no redirect, no more bytes than a key
 * set needs, counted after decompression, and no longer than the deadline (JW-24).
 */

import { err, ok, type Result } from '../result.ts';
import { describeFailure, describeStatus } from './failure.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const MAX_DOCUMENT_BYTES = 262_144;

/** The bytes of the document, or what failed, to follow its name. Never throws. */
export async function fetchDocument(
  fetch: Fetch,
  url: string,
  deadline: AbortSignal,
): Promise<Result<Uint8Array, string>> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: deadline,
      headers: { accept: 'application/json' },
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      return err(describeStatus(response.status));
    }
    return await readBounded(response);
  } catch (error) {
    if (deadline.aborted) return err(`did not answer in time at ${new URL(url).origin}`);
    return err(`could not be fetched: ${describeFailure(error, url)}`);
  }
}

async function readBounded(response: Response): Promise<Result<Uint8Array, string>> {
  const chunks: Uint8Array[] = [];
  let size_bytes = 0;
  for await (const chunk of response.body ?? []) {
    size_bytes += chunk.byteLength;
    // Leaving the loop cancels the body.
    if (size_bytes > MAX_DOCUMENT_BYTES) return err('is too large');
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size_bytes);
  chunks.reduce((offset, chunk) => {
    whole.set(chunk, offset);
    return offset + chunk.byteLength;
  }, 0);
  return ok(whole);
}
