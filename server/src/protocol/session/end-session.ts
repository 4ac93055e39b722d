/**
 * RP-initiated logout (OIDC RP-Initiated Logout §2, §3): who asks, for whom, and where the browser may go afterwards.
 */

import type { Client } from '../../resources/client/client.ts';
import { addressForLog } from '../diagnosis/address-for-log.ts';
import { unregisteredLogoutAddress } from '../diagnosis/diagnose-logout.ts';
import type { Session } from '../end-user/end-user.ts';
import { type OAuthError, oauthError, refusal } from '../oauth-error.ts';
import { findUnusable, type Parameters, parameter } from '../parameters.ts';
import { err, ok, type Result } from '../result.ts';
import { ID_TOKEN_TYP } from '../tokens/id-token.ts';

/** Every parameter the request may have, with the longest value accepted. */
export const LOGOUT_PARAMETERS: ReadonlyMap<string, number> = new Map([
  ['id_token_hint', 16_384],
  ['logout_hint', 512],
  ['client_id', 256],
  ['post_logout_redirect_uri', 2_048],
  // As long as the address it goes back to may be (logout/rp-initiated.ts).
  ['state', Number.POSITIVE_INFINITY],
  ['ui_locales', 256],
]);

/** What an ID token of ours says about who is to be signed out. It may have expired long ago (§4). */
export type LogoutHint = {
  readonly client_id: string;
  readonly sub: string;
  readonly sid: string | undefined;
};

/** Where to go when it is done; undefined: to the page that says so. */
export type LogoutTarget = { readonly redirect_uri: string; readonly state: string | undefined };

/** Refuses what cannot be read whole. */
export function checkLogoutRequest(parameters: Parameters): OAuthError | undefined {
  const unusable = findUnusable(parameters, LOGOUT_PARAMETERS);
  return unusable && oauthError('invalid_request', `${unusable.name} ${unusable.why}`);
}

/** Reads a verified token; undefined when it is no ID token of this issuer. */
export function logoutHint(
  token: {
    readonly header: { readonly [name: string]: unknown };
    readonly claims: { readonly [name: string]: unknown };
  },
  issuer: string,
): LogoutHint | undefined {
  const { iss, aud, sub, sid, azp } = token.claims;
  // An access token in Auth0's dialect has the typ of any JWT, and an `azp`, which no ID token of ours has.
  if (token.header['typ'] !== ID_TOKEN_TYP || iss !== issuer || azp !== undefined) return undefined;
  if (typeof aud !== 'string' || typeof sub !== 'string') return undefined;
  return { client_id: aud, sub, sid: typeof sid === 'string' ? sid : undefined };
}

/** The client that asks: the one the hint was made for, or that is named; both must be one (§2). */
export function requestingClientId(
  parameters: Parameters,
  hint: LogoutHint | undefined,
): Result<string | undefined, OAuthError> {
  const client_id = parameter(parameters, 'client_id');
  if (hint && client_id !== undefined && client_id !== hint.client_id) {
    return err(oauthError('invalid_request', 'id_token_hint was not made for client_id'));
  }
  return ok(hint?.client_id ?? client_id);
}

/** §3: only an address that the client registered, byte for byte; without a client there is none. */
export function logoutTarget(
  parameters: Parameters,
  client: Client | undefined,
): Result<LogoutTarget | undefined, OAuthError> {
  const redirect_uri = parameter(parameters, 'post_logout_redirect_uri');
  if (redirect_uri === undefined) return ok(undefined);
  if (!client) {
    const why = 'post_logout_redirect_uri needs id_token_hint or client_id beside it';
    return err(refusal('invalid_request', why, 'logout_client_missing'));
  }
  if (client.allowed_logout_urls.includes(redirect_uri)) {
    return ok({ redirect_uri, state: parameter(parameters, 'state') });
  }
  const why = 'post_logout_redirect_uri is not one that the client registered';
  const asked = { where: 'post_logout_redirect_uri', sent: redirect_uri } as const;
  const diagnosis = unregisteredLogoutAddress(asked, client, client);
  return err({ ...oauthError('invalid_request', why, addressForLog(redirect_uri, 300)), diagnosis });
}

/** The address with the state, which goes back as it came (§3). */
export function logoutLocation({ redirect_uri, state }: LogoutTarget): string {
  if (state === undefined) return redirect_uri;
  return `${redirect_uri}${redirect_uri.includes('?') ? '&' : '?'}state=${encodeURIComponent(state)}`;
}

/** Whether the End-User must be asked: anybody can send a browser here, but only a client of this session has its ID token. */
export function mustConfirmLogout(
  session: Session,
  hint: LogoutHint | undefined,
  /** What the client of the hint knows the End-User of the session by. */
  sub: string,
): boolean {
  return !hint || hint.sub !== sub || (hint.sid !== undefined && hint.sid !== session.sid);
}
