/**
 * For Fastify: a hook, for a route or a plugin. As `onRequest` it refuses before the body is read.
 */
import type { Authorization } from '../protected-resource/authorization.ts';
import { assertRequirements, type Requirement } from '../protected-resource/requirement.ts';
import { guardedNodeRequest, isNodePreflight, type NodeRequest } from './node.ts';

type FastifyRequest = { readonly raw: NodeRequest; readonly body?: unknown };
type FastifyReply = {
  code(status: number): unknown;
  headers(values: Record<string, string>): unknown;
  send(body: string): unknown;
};
export type FastifyHook = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** A hook that lets the request go on only with a valid token. */
export function guardFastify(
  authorization: Authorization,
  requirements: readonly Requirement[],
): FastifyHook {
  assertRequirements(requirements);
  return async (request, reply) => {
    if (authorization.settings.lets_preflight_through && isNodePreflight(request.raw)) return undefined;
    const guarded = { subject: request, ...guardedNodeRequest(request.raw, { body: request.body }) };
    const outcome = await authorization.authorize(guarded, requirements);
    if (outcome.ok) return undefined;
    reply.code(outcome.error.status);
    reply.headers({ ...outcome.error.headers });
    reply.send(outcome.error.body);
    // A hook that returns the reply tells Fastify that the request ends here.
    return reply;
  };
}
