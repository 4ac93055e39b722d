/**
 * For Hono: a middleware.
 */
import type { Authorization } from '../protected-resource/authorization.ts';
import { assertRequirements, type Requirement } from '../protected-resource/requirement.ts';
import { answerResponse, guardedRequest } from './fetch.ts';

type HonoContext = { readonly req: { readonly raw: Request } };
export type HonoMiddleware = (
  context: HonoContext,
  next: () => Promise<void>,
) => Promise<Response | undefined>;

/** A middleware that calls `next` only for a request with a valid token. */
export function guardHono(
  authorization: Authorization,
  requirements: readonly Requirement[],
): HonoMiddleware {
  assertRequirements(requirements);
  return async (context, next) => {
    const request = context.req.raw;
    if (!(authorization.settings.lets_preflight_through && isPreflight(request))) {
      const outcome = await authorization.authorize(
        { subject: context, ...guardedRequest(request) },
        requirements,
      );
      if (!outcome.ok) return answerResponse(outcome.error);
    }
    await next();
    return undefined;
  };
}

function isPreflight(request: Request): boolean {
  return request.method === 'OPTIONS' && request.headers.has('access-control-request-method');
}
