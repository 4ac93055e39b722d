/**
 * An error where there is no tenant, or nothing of its to ask.
 */
import { closeDocument, isForPrograms } from '../http/openness.ts';
import { json, page } from '../http/respond.ts';
import { contentSecurityPolicy } from '../http/security-headers.ts';
import { errorPage } from '../pages/error.ts';
import { plainLook, styleSources } from '../pages/look/look.ts';
import type { ErrorKind } from '../pages/text/errors/errors-text.ts';
import { chooseText } from '../pages/text/languages.ts';

/** An error without a tenant to ask for its ways: what it says is all there is. Programs hear it in JSON. */
export function errorDocument(
  request: Request | undefined,
  { kind, status, description: error_description, request_id, path = '' }: FailedRequest,
): Response {
  const error = ERRORS.get(status) ?? 'invalid_request';
  if (isForPrograms(path)) return json({ error, error_description }, { status });
  const look = plainLook(chooseText(undefined, request?.headers.get('accept-language') ?? undefined));
  const tryAgain = kind === 'unavailable' && request?.method === 'GET' ? targetOf(request) : undefined;
  const document = errorPage({ look, kind, error, request_id, tryAgain });
  const csp = contentSecurityPolicy({ styles: styleSources(look) });
  return closeDocument(page(document, { status, csp }));
}

/** RFC 6749 §4.1.2.1. */
const ERRORS: ReadonlyMap<number, string> = new Map([
  [500, 'server_error'],
  [503, 'temporarily_unavailable'],
]);

/** Path and query, as they came. */
function targetOf({ url }: Request): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2));
}

type FailedRequest = {
  readonly kind: ErrorKind;
  readonly status: number;
  /** For programs. */
  readonly description: string;
  readonly request_id: string;
  /** As the table has it; undefined: no path was found. */
  readonly path?: string | undefined;
};
