/**
 * For handlers of the Fetch standard: Request in, Response out.
 */
import type { AccessToken } from '../access-token.ts';
import type { Authorization } from '../authorization.ts';
import type { RequestCredentials } from '../bearer.ts';
import type { Challenge } from '../challenge.ts';
import { GuardError } from '../guard-error.ts';
import { assertRequirements, type Requirement } from '../requirement.ts';

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
    const outcome = await authorization.authorize({ credentials: requestCredentials(request) }, requirements);
    return outcome.ok ? handler(request, outcome.value, ...rest) : challengeResponse(outcome.error);
  };
}

/** What a Request carries. The Headers class has joined repeated fields with a comma. */
export function requestCredentials(request: Request): RequestCredentials {
  const authorization = request.headers.get('authorization');
  return {
    authorization: authorization === null ? [] : [authorization],
    query: new URL(request.url).search,
  };
}

/** The answer as a Response. */
export function challengeResponse(challenge: Challenge): Response {
  return new Response(challenge.body, { status: challenge.status, headers: challenge.headers });
}
