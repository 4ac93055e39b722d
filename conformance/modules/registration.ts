/**
 * What a client says about itself when it registers (OIDC Registration §2), and what becomes of it.
 */
import { must, should } from '../checks/finding.ts';
import { asObject, textList } from '../checks/json.ts';
import { checkJsonError } from '../checks/token-response.ts';
import {
  freshRedirectUri,
  readRegistration,
  registerClient,
  tryRegistration,
} from '../relying-party/client.ts';
import { signIn } from '../relying-party/sign-in.ts';
import { authorize, beginVisit } from '../relying-party/visit.ts';
import type { Module, Test } from '../runner/module.ts';

type Run = Module['run'];

const PLACE = 'https://relying-party.example';

/** A link or picture of the client's must be on a page that the End-User sees before the client is answered. */
function shownToEndUser(member: string, url: string): Run {
  return async (test) => {
    const visit = beginVisit(test, await registerClient(test, { [member]: url }));
    const { pages } = await authorize(visit);
    test.report(
      must(
        pages.some(({ html }) => html.includes(url)),
        `neither the login nor the consent page shows ${member}`,
      ),
    );
  };
}

const fragmentInRedirectUri: Run = async (test) => {
  const reply = await tryRegistration(test, { redirect_uris: [`${freshRedirectUri()}#fragment`] });
  const { error } = asObject(reply.json);
  test.report([
    ...checkJsonError(reply, {
      what: 'redirect_uri with a fragment',
      status: [400],
      codes: [error === undefined ? 'invalid_redirect_uri' : String(error)],
    }),
    ...should(
      error === 'invalid_redirect_uri' || error === 'invalid_client_metadata',
      `redirect_uri with a fragment: error is ${String(error)}`,
    ),
  ]);
};

const keysByReference: Run = async (test) => {
  const published = test.listener.publish('application/json', '{"keys":[]}');
  const client = await registerClient(test, { jwks_uri: published.url });
  published.replace(JSON.stringify({ keys: [client.key.publicJwk] }));
  await signIn(beginVisit(test, client));
  test.report(must(published.fetches() > 0, 'jwks_uri was never fetched'));
};

/** The document must be read during registration, or the client's word would be believed. */
function sectorDocument(listed: 'ours' | 'another'): Run {
  return async (test) => {
    const redirect_uri = freshRedirectUri();
    const uris = [listed === 'ours' ? redirect_uri : freshRedirectUri()];
    const published = test.listener.publish('application/json', JSON.stringify(uris));
    const metadata = {
      subject_type: 'pairwise',
      sector_identifier_uri: published.url,
      redirect_uris: [redirect_uri],
    };
    if (listed === 'ours') {
      await registerClient(test, metadata);
      return test.report(must(published.fetches() > 0, 'sector_identifier_uri was not fetched'));
    }
    const reply = await tryRegistration(test, metadata);
    const { error } = asObject(reply.json);
    test.report([
      ...must(reply.status === 400, `sector document without our URI: ${reply.status}, not 400`),
      ...should(
        error === 'invalid_client_metadata',
        `sector document without our URI: error is ${String(error)}`,
      ),
    ]);
  };
}

function withoutPairwise({ issuer }: Test): string | undefined {
  const types = textList(issuer.document['subject_types_supported']) ?? [];
  return types.includes('pairwise') ? undefined : 'the issuer has no pairwise subjects';
}

const initiateLogin: Run = async (test) => {
  const initiate_login_uri = `${PLACE}/initiate`;
  const client = await registerClient(test, { initiate_login_uri });
  const read = await readRegistration(test, client);
  test.report([
    ...must(
      client.registered['initiate_login_uri'] === initiate_login_uri,
      'the 201 lacks initiate_login_uri',
    ),
    ...must(
      read['initiate_login_uri'] === initiate_login_uri,
      'GET lacks initiate_login_uri (RFC 7592 §2.1)',
    ),
  ]);
};

const initiateLoginInsecurely: Run = async (test) => {
  const initiate_login_uri = `${PLACE.replace('https', 'http')}/initiate`;
  test.report(
    checkJsonError(await tryRegistration(test, { initiate_login_uri }), {
      what: 'initiate_login_uri without https',
      status: [400],
      codes: ['invalid_client_metadata'],
    }),
  );
};

export const REGISTRATION_MODULES: readonly Module[] = (
  [
    ['oidcc-redirect-uri-regfrag', fragmentInRedirectUri],
    ['oidcc-registration-logo-uri', shownToEndUser('logo_uri', `${PLACE}/images/logo.png`)],
    ['oidcc-registration-policy-uri', shownToEndUser('policy_uri', `${PLACE}/policy`)],
    ['oidcc-registration-tos-uri', shownToEndUser('tos_uri', `${PLACE}/terms`)],
    ['oidcc-registration-jwks-uri', keysByReference],
    ['oidcc-registration-sector-uri', sectorDocument('ours'), withoutPairwise],
    ['oidcc-registration-sector-bad', sectorDocument('another'), withoutPairwise],
    ['oidcc-3rd_party-init-login', initiateLogin],
    ['oidcc-3rd_party-init-login-nohttps', initiateLoginInsecurely],
  ] satisfies readonly (readonly [string, Run, ((test: Test) => string | undefined)?])[]
).map(([name, run, skipWhen]) => ({ name, run, needsRegistration: true, ...(skipWhen ? { skipWhen } : {}) }));
