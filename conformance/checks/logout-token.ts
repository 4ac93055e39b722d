/**
 * The logout token and the request that brings it (OIDC Back-Channel Logout §2.4, §2.5), and the frame of the
 * front-channel (OIDC Front-Channel Logout §2).
 */
import { type Finding, must, should } from './finding.ts';
import { asObject, isObject, isText, type JsonObject } from './json.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const CLOCK_SKEW = 300;

export type ExpectedLogout = {
  readonly issuer: string;
  readonly client_id: string;
  /** The claims of the ID token whose session ended. */
  readonly idToken: JsonObject;
  readonly now: number;
};

/** The claims of a logout token. */
export function checkLogoutToken(claims: JsonObject, expected: ExpectedLogout): readonly Finding[] {
  const { iss, aud, iat, jti, events, nonce, sub, sid } = claims;
  const event = asObject(events)[EVENT];
  const isNow = typeof iat === 'number' && Math.abs(iat - expected.now) <= CLOCK_SKEW;
  return [
    ...must(iss === expected.issuer, 'logout token: iss is not the issuer'),
    ...must([aud].flat().includes(expected.client_id), 'logout token: aud is not the client'),
    ...must(isNow, 'logout token: iat is not now'),
    ...must(isText(jti), 'logout token: no jti'),
    ...must(isObject(event) && Object.keys(event).length === 0, `logout token: events lacks ${EVENT}: {}`),
    ...must(Object.keys(asObject(events)).length === 1, 'logout token: more than one event'),
    ...must(nonce === undefined, 'logout token: has a nonce (§2.4)'),
    ...must(sub !== undefined || sid !== undefined, 'logout token: neither sub nor sid'),
    ...must(sub === undefined || sub === expected.idToken['sub'], "logout token: sub is not the ID token's"),
    ...must(sid === undefined || sid === expected.idToken['sid'], "logout token: sid is not the ID token's"),
  ];
}

/** The URI that the logout page loads in a frame. */
export function checkFrontchannelFrame(
  frame: URL,
  expected: { readonly issuer: string; readonly sid: unknown },
): readonly Finding[] {
  const extra = [...frame.searchParams.keys()].filter((name) => name !== 'iss' && name !== 'sid');
  return [
    ...must(frame.searchParams.get('iss') === expected.issuer, 'front-channel frame: iss is not the issuer'),
    ...must(frame.searchParams.get('sid') === expected.sid, "front-channel frame: sid is not the ID token's"),
    ...should(extra.length === 0, `front-channel frame: extra parameters ${extra.join(', ')}`),
  ];
}
