/**
 * For node:http, whose request and response objects Express and others extend. The types name only what is used, so
 * that this package needs no types of a runtime.
 */

import type { AccessToken } from '../access-token/access-token.ts';
import { GuardError } from '../guard-error.ts';
import { asciiLowerCase } from '../octets.ts';
import type { Answer } from '../protected-resource/answer.ts';
import type { Authorization, GuardedRequest } from '../protected-resource/authorization.ts';
import { assertRequirements, type Requirement } from '../protected-resource/requirement.ts';

export type NodeRequest = {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Names and values in turn. Unlike `headers`, it keeps the second of two Authorization fields. */
  readonly rawHeaders: readonly string[];
  readonly socket?: { readonly remoteAddress?: string | undefined };
};

export type NodeResponse = {
  writeHead(status: number, headers: Record<string, string>): { end(body: string): unknown };
};

/** Guards one request listener. The handler runs only for a request with a valid token. */
export function guardNode<Req extends NodeRequest, Res extends NodeResponse>(
  authorization: Authorization,
  handler: (request: Req, response: Res, token: AccessToken) => unknown,
  requirements: readonly Requirement[],
): (request: Req, response: Res) => Promise<void> {
  if (typeof handler !== 'function')
    throw new GuardError('invalid_handler', 'api.node takes a handler first.');
  assertRequirements(requirements);
  return async (request, response) => {
    const outcome = await authorization.authorize(guardedNodeRequest(request), requirements);
    if (!outcome.ok) return sendAnswer(response, outcome.error);
    await handler(request, response, outcome.value);
  };
}

/** What a node request asks and carries; a framework says what it has made of the target and of the body. */
export function guardedNodeRequest(
  request: NodeRequest,
  { url = request.url ?? '', body }: { readonly url?: string | undefined; readonly body?: unknown } = {},
): Omit<GuardedRequest, 'subject'> {
  const [path = ''] = url.split('?', 1);
  const { rawHeaders, socket } = request;
  const hosts = [...fieldValues(request, 'host'), ...fieldValues(request, ':authority')];
  return {
    target: { method: request.method ?? '', path },
    visit: {
      // Two that differ are nobody's.
      host: new Set(hosts).size === 1 ? hosts[0] : undefined,
      header_names: rawHeaders.filter((_, index) => index % 2 === 0),
      address: socket?.remoteAddress,
    },
    credentials: {
      authorization: fieldValues(request, 'authorization'),
      query: /\?([^#]*)/.exec(url)?.[1] ?? '',
      body,
    },
  };
}

/** Whether a request is a CORS preflight (Fetch standard §3.2.2), which never carries a token. */
export function isNodePreflight(request: NodeRequest): boolean {
  return request.method === 'OPTIONS' && fieldValues(request, 'access-control-request-method').length > 0;
}

/** Ends the response with the answer. */
export function sendAnswer(response: NodeResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers }).end(body);
}

function fieldValues({ rawHeaders }: NodeRequest, name: string): readonly string[] {
  return rawHeaders.filter(
    (_, index) => index % 2 === 1 && asciiLowerCase(rawHeaders[index - 1] ?? '') === name,
  );
}
