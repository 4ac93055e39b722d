/**
 * Which claims come where (OIDC Core §5.3 to §5.5), and the ways to ask for them.
 */
import { must, should } from '../checks/finding.ts';
import { textList } from '../checks/json.ts';
import { checkScopeClaims, SCOPE_CLAIMS } from '../checks/standard-claims.ts';
import { checkUserinfo } from '../checks/token-response.ts';
import { obtainClient, registerClient } from '../relying-party/client.ts';
import { ask } from '../relying-party/http.ts';
import { askUserinfo, readUserinfo, type SignedIn, signIn } from '../relying-party/sign-in.ts';
import { beginVisit, endpoint, type Visit } from '../relying-party/visit.ts';
import { type Module, nowSeconds, type Test } from '../runner/module.ts';

type Run = Module['run'];

/** Without an access token there is only the ID token to carry claims (OIDC Core §5.4). */
async function readClaims(visit: Visit, signedIn: SignedIn) {
  if (signedIn.access_token === undefined) return signedIn.idToken.claims;
  return readUserinfo(visit, signedIn);
}

function scopeModule(name: string, scopes: readonly string[]): Module {
  return {
    name,
    skipWhen: ({ issuer }) => {
      const supported = textList(issuer.document['scopes_supported']) ?? [];
      const missing = scopes.filter((scope) => !supported.includes(scope));
      return missing.length > 0 ? `scopes_supported lacks ${missing.join(', ')}` : undefined;
    },
    run: async (test) => {
      const visit = beginVisit(test, await obtainClient(test));
      const signedIn = await signIn(visit, { scope: ['openid', ...scopes].join(' ') });
      const { claims } = signedIn.idToken;
      const given = await readClaims(visit, signedIn);
      const hasToken = signedIn.access_token !== undefined;
      test.report(checkScopeClaims(given, scopes, hasToken ? 'userinfo' : 'ID token'));
      test.report([
        ...should(
          scopes.includes('profile') || (given['name'] === undefined && claims['name'] === undefined),
          'name is there, though scope profile was not asked for',
        ),
        ...should(
          !hasToken || claims['email'] === undefined,
          'ID token: email, although userinfo can be asked',
        ),
      ]);
    },
  };
}

const userinfoGet: Run = async (test) => {
  const visit = beginVisit(test, await obtainClient(test));
  await readUserinfo(visit, await signIn(visit));
};

const userinfoPostHeader: Run = async (test) => {
  const visit = beginVisit(test, await obtainClient(test));
  const { access_token = '', idToken } = await signIn(visit);
  const reply = await askUserinfo(visit, access_token, 'POST');
  test.report(checkUserinfo(reply, { sub: idToken.claims['sub'], now: nowSeconds() }));
};

/** The token in the body is optional for a server (RFC 6750 §2.2). */
const userinfoPostBody: Run = async (test) => {
  const visit = beginVisit(test, await obtainClient(test));
  const { access_token = '', idToken } = await signIn(visit);
  const body = new URLSearchParams({ access_token });
  const reply = await ask(endpoint(test, 'userinfo_endpoint'), { method: 'POST', body });
  if (reply.status >= 400) {
    test.report(should(false, `userinfo: ${reply.status} to a token in the body (RFC 6750 §2.2 lets it)`));
    return;
  }
  test.report(checkUserinfo(reply, { sub: idToken.claims['sub'], now: nowSeconds() }));
};

/** The answer is a JWT because the client asked for one; `readUserinfo` verifies it. */
const userinfoRs256: Run = async (test) => {
  const algs = textList(test.issuer.document['userinfo_signing_alg_values_supported']) ?? [];
  test.report(must(algs.includes('RS256'), 'discovery: userinfo_signing_alg_values_supported lacks RS256'));
  const visit = beginVisit(test, await registerClient(test, { userinfo_signed_response_alg: 'RS256' }));
  await readUserinfo(visit, await signIn(visit));
};

const essentialClaim: Run = async (test) => {
  const member = test.variant.response_type === 'id_token' ? 'id_token' : 'userinfo';
  const visit = beginVisit(test, await obtainClient(test));
  const signedIn = await signIn(visit, {
    claims: JSON.stringify({ [member]: { name: { essential: true } } }),
  });
  const given = await readClaims(visit, signedIn);
  test.report([
    ...should(
      given['name'] !== undefined,
      `${member}: name is missing, though it was asked for as essential`,
    ),
    ...should(
      member === 'id_token' || signedIn.idToken.claims['name'] === undefined,
      'ID token: name, though it was asked for at userinfo',
    ),
  ]);
};

function needsUserinfo({ issuer }: Test): string | undefined {
  return issuer.document['userinfo_endpoint'] === undefined
    ? 'the issuer has no userinfo_endpoint'
    : undefined;
}

export const CLAIM_MODULES: readonly Module[] = [
  { name: 'oidcc-userinfo-get', skipWhen: needsUserinfo, run: userinfoGet },
  { name: 'oidcc-userinfo-post-header', skipWhen: needsUserinfo, run: userinfoPostHeader },
  { name: 'oidcc-userinfo-post-body', skipWhen: needsUserinfo, run: userinfoPostBody },
  { name: 'oidcc-userinfo-rs256', needsRegistration: true, run: userinfoRs256 },
  ...[...SCOPE_CLAIMS.keys()].map((scope) => scopeModule(`oidcc-scope-${scope}`, [scope])),
  scopeModule('oidcc-scope-all', [...SCOPE_CLAIMS.keys()]),
  { name: 'oidcc-claims-essential', run: essentialClaim },
];
