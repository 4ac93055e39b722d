/**
 * What the clients of a session are told when it ends (OIDC Back-Channel Logout §2.4, OIDC Front-Channel Logout §3).
 */

/** §2.4: so that no logout token is taken for an ID token. */
export const LOGOUT_TOKEN_TYP = 'logout+jwt';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Seconds a logout token is good for (§2.4 recommends two minutes at the most). */
const LIFETIME = 120;

export type LogoutTokenClaims = {
  readonly iss: string;
  readonly aud: string;
  readonly sub: string;
  readonly sid: string;
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
  readonly events: { readonly [EVENT]: Readonly<Record<string, never>> };
};

/** Claims of a logout token; it never has a nonce (§2.4). */
export function logoutTokenClaims(input: {
  readonly issuer: string;
  readonly client_id: string;
  readonly sub: string;
  readonly sid: string;
  readonly jti: string;
  readonly now: number;
}): LogoutTokenClaims {
  const { issuer, client_id, sub, sid, jti, now } = input;
  return {
    iss: issuer,
    aud: client_id,
    sub,
    sid,
    iat: now,
    exp: now + LIFETIME,
    jti,
    events: { [EVENT]: {} },
  };
}

/** The address that is loaded in a frame, with the session it is about (OIDC Front-Channel Logout §3). */
export function frontchannelLogoutUri(
  uri: string,
  { issuer, sid }: { readonly issuer: string; readonly sid: string },
): string {
  const query = `iss=${encodeURIComponent(issuer)}&sid=${encodeURIComponent(sid)}`;
  return `${uri}${uri.includes('?') ? '&' : '?'}${query}`;
}
