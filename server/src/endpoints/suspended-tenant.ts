/**
 * The answer of a tenant that whoever operates the server has suspended: 503 to everybody, whatever they ask for, its documents and keys
 * too (RFC 9110 §15.6.4). Nothing is read and nothing written for it.
 */
import type { Deps } from '../deps.ts';
import { errorDocument } from '../walk/error-document.ts';

type Refused = {
  readonly request: Request;
  readonly request_id: string;
  /** As the table has it. */
  readonly path: string;
  /** What the log knows the request by. */
  readonly line: Readonly<Record<string, unknown>>;
};

/** A page for people, JSON for programs. */
export function suspendedTenant({ line, ...refused }: Refused, { log }: Pick<Deps, 'log'>): Response {
  log.debug({ ...line, status: 503 }, 'the tenant is suspended');
  const description = 'the tenant is suspended by whoever operates the server';
  return errorDocument(refused.request, { ...refused, kind: 'suspended', status: 503, description });
}
