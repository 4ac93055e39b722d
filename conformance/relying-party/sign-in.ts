/**
 * A whole sign-in: authorization, tokens, ID tokens verified, userinfo where there is an access token. The checks that
 * every module shares happen here.
 */
import { must, should } from '../checks/finding.ts';
import {
  checkHashes,
  checkIdTokenClaims,
  checkSame,
  type ReadToken,
  readSignedToken,
  readUnsignedToken,
} from '../checks/id-token.ts';
import { asObject, isText, type JsonObject } from '../checks/json.ts';
import { readKeys } from '../checks/jwks.ts';
import { checkUnguessable } from '../checks/randomness.ts';
import {
  checkTokenResponse,
  checkUserinfo,
  checkUserinfoClaims,
  type Reply,
} from '../checks/token-response.ts';
import { nowSeconds, Stop, type Test } from '../runner/module.ts';
import { ask } from './http.ts';
import { askForTokens, codeRequest } from './token-endpoint.ts';
import { authorize, endpoint, expectSuccess, type Outcome, type Parameters, type Visit } from './visit.ts';

export type SignedIn = {
  readonly outcome: Outcome;
  readonly answer: URLSearchParams;
  /** The ID token; of two, the one of the token endpoint. */
  readonly idToken: ReadToken;
  readonly code: string | undefined;
  readonly access_token: string | undefined;
  readonly refresh_token: string | undefined;
};

/** Signs in and exchanges the code, if there is one. */
export async function signIn(visit: Visit, changes: Parameters = {}): Promise<SignedIn> {
  return complete(visit, await authorize(visit, changes));
}

/** What follows an authorization request that must have succeeded. */
export async function complete(
  visit: Visit,
  outcome: Outcome,
  exchange: Readonly<Record<string, string>> = {},
): Promise<SignedIn> {
  const answer = expectSuccess(visit, outcome);
  const code = answer.get('code') ?? undefined;
  const frontToken = answer.get('access_token') ?? undefined;
  const jwt = answer.get('id_token');
  if (code !== undefined) visit.test.report(checkUnguessable(code, 'code'));
  const front = jwt === null ? undefined : await readIdToken(visit, outcome, jwt);
  if (front) {
    visit.test.report(checkHashes(front, { access_token: frontToken, code, mandatory: true }));
  }
  const back = code === undefined ? undefined : await exchangeCode(visit, outcome, { code, exchange });
  const idToken = back?.idToken ?? front;
  if (!idToken) throw new Stop('neither endpoint gave an ID token');
  if (front && back) visit.test.report(checkSame(front.claims, back.idToken.claims, ['iss', 'sub']));
  const signedIn = {
    outcome,
    answer,
    idToken,
    code,
    access_token: back?.access_token ?? frontToken,
    refresh_token: back?.refresh_token,
  };
  if (frontToken !== undefined) await readUserinfo(visit, { ...signedIn, access_token: frontToken });
  return signedIn;
}

/** Verifies an ID token against the request it answers. */
export async function readIdToken(
  { test, client }: Visit,
  { sent }: Outcome,
  jwt: string,
): Promise<ReadToken> {
  const isUnsigned = client.registered['id_token_signed_response_alg'] === 'none';
  const token = isUnsigned ? readUnsignedToken(jwt) : await verify(test, jwt, 'ID token');
  test.report([
    ...token.findings,
    ...checkIdTokenClaims(token.claims, {
      issuer: test.issuer.url,
      client_id: client.client_id,
      nonce: sent['nonce'],
      now: nowSeconds(),
    }),
  ]);
  return token;
}

/** Asks the userinfo endpoint; the claims must be the End-User's of the ID token. */
export async function readUserinfo(
  visit: Visit,
  { access_token, idToken }: Pick<SignedIn, 'access_token' | 'idToken'>,
): Promise<JsonObject> {
  const { test, client } = visit;
  const reply = await askUserinfo(visit, access_token ?? '');
  const expected = { sub: idToken.claims['sub'], now: nowSeconds() };
  if (client.registered['userinfo_signed_response_alg'] === undefined) {
    test.report(checkUserinfo(reply, expected));
    return asObject(reply.json);
  }
  const token = await verify(test, reply.text, 'userinfo');
  const { iss, aud, nonce } = token.claims;
  test.report([
    ...must(
      /^application\/jwt\b/.test(reply.headers.get('content-type') ?? ''),
      'userinfo: not application/jwt',
    ),
    ...token.findings,
    ...checkUserinfoClaims(token.claims, expected),
    ...must(nonce === undefined, 'userinfo: a nonce in the JWT'),
    ...should(iss === test.issuer.url, 'userinfo: iss is not the issuer'),
    ...should([aud].flat().includes(client.client_id), 'userinfo: aud is not the client'),
  ]);
  return token.claims;
}

/** The userinfo endpoint's answer to a token in the header. */
export function askUserinfo({ test }: Visit, access_token: string, method = 'GET'): Promise<Reply> {
  return ask(endpoint(test, 'userinfo_endpoint'), {
    method,
    headers: { authorization: `Bearer ${access_token}` },
  });
}

/** A key that was not there when the module began may have come since: a client reads the set again (OIDC Core §10.1.1). */
async function verify(test: Test, jwt: string, what: string): Promise<ReadToken> {
  const token = await readSignedToken(jwt, test.issuer.jwks, what);
  const isKnown = readKeys(test.issuer.jwks).some(({ kid }) => kid === token.header.kid);
  return isKnown ? token : readSignedToken(jwt, await test.readKeys(), what);
}

async function exchangeCode(
  visit: Visit,
  outcome: Outcome,
  { code, exchange }: { readonly code: string; readonly exchange: Readonly<Record<string, string>> },
) {
  const { test, client } = visit;
  const redirect_uri = outcome.sent['redirect_uri'] ?? client.redirect_uri;
  const body = { ...codeRequest(client, code), redirect_uri, ...exchange };
  const reply = await askForTokens(test, client, { body });
  test.report(checkTokenResponse(reply));
  const { id_token, access_token, refresh_token } = asObject(reply.json);
  if (!isText(id_token)) throw new Stop(`token endpoint: no id_token: ${reply.text.slice(0, 200)}`);
  const idToken = await readIdToken(visit, outcome, id_token);
  const token = isText(access_token) ? access_token : undefined;
  test.report(checkHashes(idToken, { access_token: token, code, mandatory: false }));
  return {
    idToken,
    access_token: token,
    refresh_token: isText(refresh_token) ? refresh_token : undefined,
  };
}

/** Nothing that nobody asked for stands in the ID token (a warning: OIDC Core §5.4 allows more). */
export function reportUnrequestedClaims({ test }: Visit, { idToken }: SignedIn): void {
  test.report([
    ...should(idToken.claims['name'] === undefined, 'ID token: name, though scope profile was not asked for'),
    ...must(idToken.header.alg !== 'none', 'ID token: not signed'),
  ]);
}
