/**
 * For Express (and Connect): a middleware for the whole application, a router or a route.
 */
import type { Authorization } from '../authorization.ts';
import { assertRequirements, type Requirement } from '../requirement.ts';
import {
  isNodePreflight,
  type NodeRequest,
  type NodeResponse,
  nodeCredentials,
  sendChallenge,
} from './node.ts';

type ExpressRequest = NodeRequest & { readonly body?: unknown; readonly originalUrl?: string };
export type ExpressMiddleware = (
  request: ExpressRequest,
  response: NodeResponse,
  next: (error?: unknown) => void,
) => void;

/** A middleware that calls `next` only for a request with a valid token. */
export function guardExpress(
  authorization: Authorization,
  requirements: readonly Requirement[],
): ExpressMiddleware {
  assertRequirements(requirements);
  return (request, response, next) => {
    if (authorization.settings.lets_preflight_through && isNodePreflight(request)) return next();
    const guarded = { subject: request, credentials: nodeCredentials(request, request.body) };
    authorization.authorize(guarded, requirements).then((outcome) => {
      if (!outcome.ok) return sendChallenge(response, outcome.error);
      return next();
    }, next);
  };
}
