/**
 * What an API or a client is told of a token it holds (RFC 7662 §2.2), and who is told.
 */

import type { Client } from '../../resources/client/client.ts';
import type { LiveAccessToken } from './access-token.ts';

/** A token that is good now, whichever kind it is. */
export type ActiveToken = Omit<LiveAccessToken, 'grant_id' | 'userinfo_claims' | 'sealed_sub'> & {
  readonly token_type?: 'Bearer';
};

/** RFC 7662 §4: a client hears of its own tokens, and the client that stands for an API of those meant for this API. */
function mayIntrospect(client: Client, token: ActiveToken): boolean {
  if (token.client_id === client.client_id) return true;
  const { resource_server_identifier } = client;
  return resource_server_identifier !== undefined && token.aud.includes(resource_server_identifier);
}

/** The answer; of a token that is not good, or that this client has no business with, nothing but that (§2.2). */
export function introspectionResponse(
  token: ActiveToken | undefined,
  { client, issuer }: { readonly client: Client; readonly issuer: string },
): Readonly<Record<string, unknown>> {
  if (!token || !mayIntrospect(client, token)) return { active: false };
  const { scope, aud, ...rest } = token;
  return {
    active: true,
    iss: issuer,
    ...rest,
    ...(scope.length > 0 ? { scope: scope.join(' ') } : {}),
    aud: aud.length === 1 ? aud[0] : aud,
  };
}
