/**
 * What may be done with a code and with a refresh token, and how a client proves itself at the token endpoint.
 */
import { createHash } from 'node:crypto';
import { must, should } from '../checks/finding.ts';
import { checkSame } from '../checks/id-token.ts';
import { asObject, isText, textList } from '../checks/json.ts';
import { checkUnguessable } from '../checks/randomness.ts';
import { checkJsonError, checkTokenResponse, type Reply } from '../checks/token-response.ts';
import { type Client, obtainClient, registerClient } from '../relying-party/client.ts';
import { makeClientKey } from '../relying-party/client-key.ts';
import { askUserinfo, complete, readIdToken, type SignedIn, signIn } from '../relying-party/sign-in.ts';
import { askForTokens, codeRequest } from '../relying-party/token-endpoint.ts';
import { authorize, beginVisit, expectSuccess, randomText, type Visit } from '../relying-party/visit.ts';
import { waitSeconds } from '../runner/clock.ts';
import { type Module, Skip, type Test } from '../runner/module.ts';

type Run = Module['run'];

const REUSE_WAIT = 30;
const KEY_WAIT = 60;
const REFRESH_TOKEN_SYNTAX = /^[\x20-\x7e]+$/;
const INVALID_GRANT = { status: [400], codes: ['invalid_grant'] } as const;

const codeReuse: Run = async (test) => {
  const { reply } = await reuseCode(test, 0);
  if (reply.status === 200) {
    return test.report(should(false, 'a code was taken twice at once (RFC 6749 §4.1.2)'));
  }
  test.report(checkJsonError(reply, { what: 'second use of a code', ...INVALID_GRANT }));
};

const codeReuseLater: Run = async (test) => {
  const { visit, reply, access_token } = await reuseCode(test, REUSE_WAIT);
  test.report(checkJsonError(reply, { what: `code used again after ${REUSE_WAIT} s`, ...INVALID_GRANT }));
  const { status } = await askUserinfo(visit, access_token ?? '');
  test.report(
    should(status >= 400 && status < 500, 'the first access token still works after its code came twice'),
  );
};

async function reuseCode(test: Test, seconds: number) {
  const client = await obtainClient(test);
  const visit = beginVisit(test, client);
  const { code = '', access_token } = await signIn(visit);
  await waitSeconds(seconds);
  const reply = await askForTokens(test, client, { body: codeRequest(client, code) });
  return { visit, reply, access_token };
}

const withPkce: Run = async (test) => {
  const visit = beginVisit(test, await obtainClient(test));
  const code_verifier = randomText(64);
  const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
  const outcome = await authorize(visit, { code_challenge, code_challenge_method: 'S256' });
  await complete(visit, outcome, { code_verifier });
};

/** An assertion for the issuer itself: to be taken, or refused as a wrong one. */
const issuerAsAudience: Run = async (test) => {
  const client = await obtainClient(test);
  const visit = beginVisit(test, client);
  const code = expectSuccess(visit, await authorize(visit)).get('code');
  // Without a code there is nothing to exchange, and the assertion is never asked for.
  if (code === null) return;
  const reply = await askForTokens(test, client, {
    body: codeRequest(client, code),
    assertion: { audience: test.issuer.url },
  });
  if (reply.status === 200) return test.report(checkTokenResponse(reply));
  test.report([
    ...checkJsonError(reply, {
      what: 'assertion for the issuer',
      status: [400, 401],
      codes: ['invalid_client'],
    }),
    ...should(false, 'an assertion whose aud is the issuer is refused'),
  ]);
};

const refreshToken: Run = async (test) => {
  const { visit, signedIn, refresh_token } = await signInForRefresh(test, await obtainClient(test));
  test.report([
    ...checkUnguessable(refresh_token, 'refresh token'),
    ...must(REFRESH_TOKEN_SYNTAX.test(refresh_token), 'refresh token: characters outside %x20-7E'),
  ]);
  const reply = await refresh(visit, refresh_token);
  test.report(checkTokenResponse(reply));
  const body = asObject(reply.json);
  if (isText(body['id_token'])) await checkRefreshedIdToken(visit, signedIn, body['id_token']);
  const newest = isText(body['refresh_token']) ? body['refresh_token'] : refresh_token;
  if (test.staticClient) return;
  const other = await registerClient(test);
  const stolen = await askForTokens(test, other, {
    body: { grant_type: 'refresh_token', refresh_token: newest },
  });
  test.report(checkJsonError(stolen, { what: "another client's refresh token", ...INVALID_GRANT }));
};

/** After the client changed its key, an assertion with the new kid must make the server read jwks_uri again. */
const rotatedClientKey: Run = async (test) => {
  const [first, second] = [await makeClientKey(), await makeClientKey()];
  const published = test.listener.publish('application/json', JSON.stringify({ keys: [first.publicJwk] }));
  const registered = await registerClient(test, { jwks_uri: published.url });
  const { visit, refresh_token } = await signInForRefresh(test, { ...registered, key: first });
  published.replace(JSON.stringify({ keys: [second.publicJwk] }));
  await waitSeconds(KEY_WAIT);
  test.report(
    checkTokenResponse(await refresh({ ...visit, client: { ...registered, key: second } }, refresh_token)),
  );
};

async function signInForRefresh(test: Test, client: Client) {
  const offline = textList(test.issuer.document['scopes_supported'])?.includes('offline_access') ?? false;
  const visit = beginVisit(test, client);
  const signedIn = await signIn(visit, offline ? { scope: 'openid offline_access', prompt: 'consent' } : {});
  const { refresh_token } = signedIn;
  if (refresh_token === undefined) throw new Skip('the issuer gives no refresh token');
  return { visit, signedIn, refresh_token };
}

function refresh({ test, client }: Visit, refresh_token: string): Promise<Reply> {
  return askForTokens(test, client, { body: { grant_type: 'refresh_token', refresh_token } });
}

/** OIDC Core §12.2. The nonce may be left out, so what is demanded of it is that it is no other. */
async function checkRefreshedIdToken(
  visit: Visit,
  { idToken, outcome }: SignedIn,
  jwt: string,
): Promise<void> {
  const [, payload = ''] = jwt.split('.');
  const { nonce } = asObject(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  const sent = nonce === undefined ? { ...outcome.sent, nonce: undefined } : outcome.sent;
  const { claims } = await readIdToken(visit, { ...outcome, sent }, jwt);
  visit.test.report([
    ...checkSame(idToken.claims, claims, ['iss', 'sub', 'aud', 'auth_time', 'azp']),
    ...must(Number(claims['iat']) >= Number(idToken.claims['iat']), 'refreshed ID token: iat is older'),
  ]);
}

export const TOKEN_MODULES: readonly Module[] = [
  { name: 'oidcc-codereuse', run: codeReuse },
  { name: 'oidcc-codereuse-30seconds', waits: REUSE_WAIT, run: codeReuseLater },
  { name: 'oidcc-ensure-request-with-valid-pkce-succeeds', run: withPkce },
  { name: 'oidcc-refresh-token', run: refreshToken },
  {
    name: 'oidcc-refresh-token-rp-key-rotation',
    needsRegistration: true,
    waits: KEY_WAIT,
    run: rotatedClientKey,
  },
  { name: 'oidcc-ensure-client-assertion-with-iss-aud-succeeds', run: issuerAsAudience },
];
