/**
 * A grant: what an End-User allowed a client at the authorization endpoint, for the token endpoint to give out
 * (RFC 6749 §1.3).
 */

import type { Client } from '../../resources/client/client.ts';
import type { ResourceServer } from '../../resources/tenant/resource-server.ts';
import type { AuthorizationRequest } from '../authorization/authorization-request.ts';
import { type ClaimsRequest, NO_CLAIMS } from '../authorization/claims-request.ts';
import { grantableScope, OFFLINE_ACCESS } from '../authorization/scope.ts';
import type { Session } from '../end-user/end-user.ts';

/** Seconds an authorization code can be exchanged (RFC 6749 §4.1.2 recommends ten minutes at the most). */
export const CODE_LIFETIME = 60;

export type Grant = {
  /** Hash of the code. */
  readonly grant_id: string;
  readonly client_id: string;
  readonly redirect_uri: string;
  readonly code_challenge?: string;
  readonly nonce?: string;
  readonly scope: readonly string[];
  /** The API; absent: /userinfo alone. */
  readonly audience?: string;
  /** The login it comes from. */
  readonly sub: string;
  readonly sid: string;
  readonly auth_time: number;
  readonly amr: readonly string[];
  /** Absent: nothing was asked by name. */
  readonly claims?: ClaimsRequest;
  readonly acr_values?: readonly string[];
};

/** A grant that is to begin, while what proved its user is worth something. */
export type NewGrant = Grant & { readonly epoch: number };

/** What a request that was allowed leaves for the token endpoint; its id is made with the code. */
export function grantOf(request: AuthorizationRequest, session: Session): Omit<NewGrant, 'grant_id'> {
  const { client, target, code_challenge, nonce, scope, resource_server, claims, acr_values } = request;
  return {
    client_id: client.client_id,
    redirect_uri: target.redirect_uri,
    ...(code_challenge === undefined ? {} : { code_challenge }),
    ...(nonce === undefined ? {} : { nonce }),
    scope,
    ...(resource_server ? { audience: resource_server.identifier } : {}),
    sub: session.user.sub,
    epoch: session.user.epoch,
    sid: session.sid,
    auth_time: session.auth_time,
    amr: session.amr,
    ...(claims === NO_CLAIMS ? {} : { claims }),
    ...(acr_values.length === 0 ? {} : { acr_values }),
  };
}

/**
 * What of a grant can still be given: what was allowed and what exists today (RFC 6749 §6: never more than was granted; nothing
 * says that it stays as much). Undefined: something was allowed, and nothing of it is left.
 */
export function livingScope(
  granted: readonly string[],
  { client, api }: { readonly client: Client; readonly api: ResourceServer | undefined },
): readonly string[] | undefined {
  const offline = client.grant_types.includes('refresh_token');
  const scope = grantableScope(granted, { api, offline });
  const isBare = (values: readonly string[]) => values.every((value) => value === OFFLINE_ACCESS);
  return isBare(scope) && !isBare(granted) ? undefined : scope;
}
