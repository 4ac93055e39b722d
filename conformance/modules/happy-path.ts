/**
 * The plain sign-in of each response type, and requests that differ from it in something that must not matter.
 */
import { should } from '../checks/finding.ts';
import { isText, textList } from '../checks/json.ts';
import { obtainClient } from '../relying-party/client.ts';
import { complete, reportUnrequestedClaims, signIn } from '../relying-party/sign-in.ts';
import { authorize, beginVisit, type Parameters } from '../relying-party/visit.ts';
import type { Module, Test } from '../runner/module.ts';

type Run = Module['run'];

/** A first sign-in with a fresh client and these parameters. */
function withParameters(changes: Parameters | ((test: Test) => Parameters)): Run {
  return async (test) => {
    const visit = beginVisit(test, await obtainClient(test));
    await signIn(visit, typeof changes === 'function' ? changes(test) : changes);
  };
}

const server: Run = async (test) => {
  const visit = beginVisit(test, await obtainClient(test));
  reportUnrequestedClaims(visit, await signIn(visit));
};

/** Neither the order of the scopes nor that of the parameters means anything. */
const alternateHappyFlow: Run = async (test) => {
  const visit = beginVisit(test, await obtainClient(test));
  await complete(visit, await authorize(visit, { scope: 'email openid' }, { reversed: true }));
};

const acrValues: Run = async (test) => {
  const offered = textList(test.issuer.document['acr_values_supported']) ?? ['1', '2'];
  const visit = beginVisit(test, await obtainClient(test));
  const { idToken } = await signIn(visit, { acr_values: offered.join(' ') });
  const { acr } = idToken.claims;
  test.report(
    should(isText(acr) && offered.includes(acr), `ID token: acr is ${String(acr)}, none of those asked for`),
  );
};

const postRequest: Run = async (test) => {
  const visit = beginVisit(test, await obtainClient(test));
  await complete(visit, await authorize(visit, {}, { byPost: true }));
};

const clientSecretPost: Run = async (test) => {
  const { variant } = test;
  const post = {
    ...test,
    variant: { ...variant, token_endpoint_auth_method: 'client_secret_post' as const },
  };
  await server(post);
};

export const HAPPY_PATH_MODULES: readonly Module[] = [
  { name: 'oidcc-server', run: server },
  { name: 'oidcc-alternate-happy-flow', run: alternateHappyFlow },
  { name: 'oidcc-display-page', run: withParameters({ display: 'page' }) },
  { name: 'oidcc-display-popup', run: withParameters({ display: 'popup' }) },
  { name: 'oidcc-ensure-request-with-unknown-parameter-succeeds', run: withParameters({ extra: 'foobar' }) },
  { name: 'oidcc-login-hint', run: withParameters(({ person }) => ({ login_hint: person.user })) },
  { name: 'oidcc-ui-locales', run: withParameters({ ui_locales: 'se' }) },
  { name: 'oidcc-claims-locales', run: withParameters({ claims_locales: 'se' }) },
  { name: 'oidcc-ensure-request-with-acr-values-succeeds', run: acrValues },
  { name: 'oidcc-ensure-post-request-succeeds', run: postRequest },
  { name: 'oidcc-server-client-secret-post', run: clientSecretPost },
];
