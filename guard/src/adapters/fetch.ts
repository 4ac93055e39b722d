/**
 * For handlers of the Fetch standard: Request in, Response out.
 */
import type { AccessToken } from '../access-token/access-token.ts';
import { GuardError } from '../guard-error.ts';
import type { Answer } from '../protected-resource/answer.ts';
import type { Authorization, GuardedRequest } from '../protected-resource/authorization.ts';
import { assertRequirements, type Requirement } from '../protected-resource/requirement.ts';

/** A handler that runs only for a request with a valid token; what a runtime passes beside the request comes last. */
export type FetchHandler<Rest extends readonly unknown[]> = (
  request: Request,
  token: AccessToken,
  ...rest: Rest
) => Response | Promise<Response>;

/** Guards one handler. */
export function guardFetch<Rest extends readonly unknown[]>(
  authorization: Authorization,
  handler: FetchHandler<Rest>,
  requirements: readonly Requirement[],
): (request: Request, ...rest: Rest) => Promise<Response> {
  if (typeof handler !== 'function')
    throw new GuardError('invalid_handler', 'api.fetch takes a handler first.');
  assertRequirements(requirements);
  return async (request, ...rest) => {
    const outcome = await authorization.authorize(guardedRequest(request), requirements);
    return outcome.ok ? handler(request, outcome.value, ...rest) : answerResponse(outcome.error);
  };
}

/** What a Request asks and carries. The Headers class has joined repeated fields with a comma. */
export function guardedRequest(request: Request): Omit<GuardedRequest, 'subject'> {
  const { pathname, search, host } = new URL(request.url);
  const authorization = request.headers.get('authorization');
  return {
    target: { method: request.method, path: pathname },
    visit: { host: request.headers.get('host') ?? host, header_names: [...request.headers.keys()] },
    credentials: { authorization: authorization === null ? [] : [authorization], query: search },
  };
}

/** The answer as a Response. */
export function answerResponse({ body, status, headers }: Answer): Response {
  // An answer without content has no body, not an empty one (Fetch standard, "null body status").
  return new Response(body === '' ? null : body, { status, headers });
}
