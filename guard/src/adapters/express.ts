/**
 * For Express (and Connect): a middleware for the whole application, a router or a route.
 */
import type { Authorization } from '../protected-resource/authorization.ts';
import { assertRequirements, type Requirement } from '../protected-resource/requirement.ts';
import {
  guardedNodeRequest,
  isNodePreflight,
  type NodeRequest,
  type NodeResponse,
  sendAnswer,
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
    // A router has cut its own path off `url`.
    const { originalUrl: url, body } = request;
    const guarded = { subject: request, ...guardedNodeRequest(request, { url, body }) };
    authorization.authorize(guarded, requirements).then((outcome) => {
      if (!outcome.ok) return sendAnswer(response, outcome.error);
      return next();
    }, next);
  };
}
