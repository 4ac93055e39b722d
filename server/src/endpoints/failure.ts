/**
 * The answer to a request that was not judged to its end: 500 for a bug of ours, 503 where the database fails or a row of it
 * cannot be read (RFC 9110 §15.6). Neither goes to a client: nobody knows yet what it would have been answered.
 */
import type { Deps } from '../deps.ts';
import { errorDocument } from '../walk/error-document.ts';
import type { Outages } from './outages.ts';

type Failed = {
  readonly request: Request;
  readonly request_id: string;
  /** As the table has it. */
  readonly path: string;
  /** What the log knows the request by. */
  readonly line: Readonly<Record<string, unknown>>;
  readonly outages: Outages;
  readonly deps: Pick<Deps, 'log' | 'storage'>;
};

/** Tells the operator what was thrown, and whoever asked that it failed. */
export function answerFailure(error: unknown, failed: Failed): Response {
  const { request, request_id, path, line, outages, deps } = failed;
  const outage = deps.storage.outageOf(error);
  if (outage === 'unreadable') outages.unreadable(error, line);
  else if (outage) outages.refused(error, { line, isWrite: outage === 'unwritable' });
  else {
    deps.log.error({ ...line, err: error }, 'failed');
    return serverError(request, request_id, path);
  }
  deps.log.debug({ ...line, status: 503, outage }, 'refused');
  const description = 'the server cannot answer this at the moment; try again later';
  return errorDocument(request, { kind: 'unavailable', status: 503, description, request_id, path });
}

/** What a bug of ours is answered with; `request` is undefined where none could be read. */
export function serverError(request: Request | undefined, request_id: string, path?: string): Response {
  const description = 'the server met a condition it did not expect';
  return errorDocument(request, { kind: 'server', status: 500, description, request_id, path });
}
