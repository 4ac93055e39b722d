/**
 * RP-initiated logout (OIDC RP-Initiated Logout §2, §3): who may be sent back where, and whether the session is gone.
 */
import { decodeProtectedHeader, importJWK, SignJWT } from 'jose';
import { must, should } from '../checks/finding.ts';
import { type Client, obtainClient } from '../relying-party/client.ts';
import { type LoggedOut, logOut } from '../relying-party/logout.ts';
import { type SignedIn, signIn } from '../relying-party/sign-in.ts';
import { beginVisit, type Parameters, randomText, type Visit } from '../relying-party/visit.ts';
import { type Module, Stop } from '../runner/module.ts';
import { expectNoSession } from './sessions.ts';

type Run = Module['run'];

/** What differs from a whole logout request. */
type Change = (
  usual: Parameters,
  at: { client: Client; signedIn: SignedIn },
) => Parameters | Promise<Parameters>;

const LONG_STATE = 128;

/** Signs in, signs out with a changed request, and lets the rest judge. */
function loggingOut(
  change: Change,
  judge: (visit: Visit, at: { sent: Parameters; result: LoggedOut }) => unknown,
): Run {
  return async (test) => {
    const client = await obtainClient(test);
    const visit = beginVisit(test, client);
    const signedIn = await signIn(visit, { state: randomText(LONG_STATE) });
    const usual = logoutParameters(client, signedIn);
    const sent = await change(usual, { client, signedIn });
    await judge(visit, { sent, result: await logOut(visit, sent) });
  };
}

/** A logout request that has everything. */
export function logoutParameters(client: Client, { idToken }: SignedIn): Parameters {
  return {
    id_token_hint: idToken.jwt,
    post_logout_redirect_uri: client.post_logout_redirect_uri,
    state: randomText(LONG_STATE),
  };
}

/** Back at the client with the state and nothing else, and no session left. */
export async function expectReturn(visit: Visit, { sent, result }: { sent: Parameters; result: LoggedOut }) {
  const { request } = result;
  if (!request)
    throw new Stop(`no redirect to post_logout_redirect_uri: ${result.stuck ?? 'a page was shown'}`);
  const place = new URL(visit.client.post_logout_redirect_uri);
  const { searchParams } = request.url;
  const others = [...searchParams.keys()].filter((name) => name !== 'state');
  visit.test.report([
    ...must(request.url.origin + request.url.pathname === place.href, `redirected to ${request.url.href}`),
    ...must(
      searchParams.get('state') === (sent['state'] ?? null),
      'logout: state is not the one that was sent',
    ),
    ...should(others.length === 0, `logout: extra parameters ${others.join(', ')}`),
  ]);
  await expectNoSession(visit);
}

/** A page of the server's; the browser was never sent to the client. */
function expectPage({ test }: Visit, { result }: { readonly result: LoggedOut }): void {
  const { request, pages } = result;
  test.report([
    ...must(request === undefined, `logout: redirected to ${request?.url.href ?? ''}`),
    ...must((pages.at(-1)?.status ?? 500) < 500, `logout: the page has status ${pages.at(-1)?.status}`),
  ]);
}

/** As before, and the End-User is signed out. */
async function expectSignedOutPage(visit: Visit, at: { readonly result: LoggedOut }): Promise<void> {
  expectPage(visit, at);
  await expectNoSession(visit);
}

const unsignedHint: Change = (usual, { signedIn }) => {
  const [, payload = ''] = signedIn.idToken.jwt.split('.');
  const header = Buffer.from('{"alg":"none"}').toString('base64url');
  return { ...usual, id_token_hint: `${header}.${payload}.` };
};

/** The same claims under the issuer's kid, signed by a key of our own. */
const forgedHint: Change = async (usual, { client, signedIn }) => {
  const { jwt, claims } = signedIn.idToken;
  const header = { ...decodeProtectedHeader(jwt), alg: 'RS256' };
  const key = await importJWK(client.key.privateJwk, 'RS256');
  return { ...usual, id_token_hint: await new SignJWT({ ...claims }).setProtectedHeader(header).sign(key) };
};

const without =
  (...names: readonly string[]): Change =>
  (usual) => ({ ...usual, ...Object.fromEntries(names.map((name) => [name, undefined])) });

export const LOGOUT_MODULES: readonly Module[] = (
  [
    ['oidcc-rp-initiated-logout', loggingOut(without(), expectReturn)],
    [
      'oidcc-rp-initiated-logout-bad-post-logout-redirect-uri',
      loggingOut(
        (usual) => ({
          ...usual,
          post_logout_redirect_uri: `${usual['post_logout_redirect_uri']}${randomText(8)}`,
        }),
        expectPage,
      ),
    ],
    ['oidcc-rp-initiated-logout-modified-id-token-hint', loggingOut(unsignedHint, expectPage)],
    ['oidcc-rp-initiated-logout-no-id-token-hint', loggingOut(without('id_token_hint'), expectPage)],
    [
      'oidcc-rp-initiated-logout-no-params',
      loggingOut(without('id_token_hint', 'post_logout_redirect_uri', 'state'), expectSignedOutPage),
    ],
    [
      'oidcc-rp-initiated-logout-no-post-logout-redirect-uri',
      loggingOut(without('post_logout_redirect_uri'), expectSignedOutPage),
    ],
    ['oidcc-rp-initiated-logout-no-state', loggingOut(without('state'), expectReturn)],
    [
      'oidcc-rp-initiated-logout-only-state',
      loggingOut(without('id_token_hint', 'post_logout_redirect_uri'), expectSignedOutPage),
    ],
    [
      'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri',
      loggingOut(
        (usual) => ({ ...usual, post_logout_redirect_uri: `${usual['post_logout_redirect_uri']}?foo=bar` }),
        expectPage,
      ),
    ],
    ['oidcc-rp-initiated-logout-bad-id-token-hint', loggingOut(forgedHint, expectPage)],
  ] as const
).map(([name, run]) => ({ name, run }));
