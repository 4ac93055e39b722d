/**
 * Authorization requests that must be refused, and where the refusal may appear: at the client, or on a page when the
 * redirect URI cannot be trusted (RFC 6749 §4.1.2.1, RFC 9700 §4.1.3).
 */
import { freshRedirectUri, obtainClient, registerClient } from '../relying-party/client.ts';
import { signIn } from '../relying-party/sign-in.ts';
import {
  authorize,
  beginVisit,
  expectErrorPage,
  expectRefusal,
  type Parameters,
  randomText,
} from '../relying-party/visit.ts';
import type { Module } from '../runner/module.ts';

type Run = Module['run'];

/** A refusal at the client with one of these codes, or an error page. */
function refused(changes: Parameters, codes: readonly string[]): Run {
  return async (test) => {
    const visit = beginVisit(test, await obtainClient(test));
    const outcome = await authorize(visit, changes);
    if (outcome.answer) expectRefusal(visit, outcome, codes);
    else expectErrorPage(visit, outcome);
  };
}

const withoutNonceSucceeds: Run = async (test) => {
  await signIn(beginVisit(test, await obtainClient(test)), { nonce: undefined });
};

/** A path below the registered one is another address. */
const registeredRedirectUri: Run = async (test) => {
  const client = await obtainClient(test);
  const visit = beginVisit(test, client);
  expectErrorPage(
    visit,
    await authorize(visit, { redirect_uri: `${client.redirect_uri}/${randomText(10)}` }),
  );
};

const missingRedirectUri: Run = async (test) => {
  const client = await registerClient(test, { redirect_uris: [freshRedirectUri(), freshRedirectUri()] });
  const visit = beginVisit(test, client);
  expectErrorPage(visit, await authorize(visit, { redirect_uri: undefined }));
};

const queryKept: Run = async (test) => {
  const client = await registerClient(test, { redirect_uris: [`${freshRedirectUri()}?bar=foo`] });
  await signIn(beginVisit(test, client));
};

/** Another query than the registered one makes another address. */
function otherQuery(registered: string, sent: string): Run {
  return async (test) => {
    const uri = freshRedirectUri();
    const visit = beginVisit(test, await registerClient(test, { redirect_uris: [`${uri}${registered}`] }));
    expectErrorPage(visit, await authorize(visit, { redirect_uri: `${uri}${sent}` }));
  };
}

export const REFUSAL_MODULES: readonly Module[] = [
  {
    name: 'oidcc-response-type-missing',
    run: refused({ response_type: undefined }, ['unsupported_response_type', 'invalid_request']),
  },
  { name: 'oidcc-ensure-request-without-nonce-succeeds-for-code-flow', run: withoutNonceSucceeds },
  {
    name: 'oidcc-ensure-request-without-nonce-fails',
    run: refused({ nonce: undefined }, ['invalid_request']),
  },
  { name: 'oidcc-ensure-registered-redirect-uri', run: registeredRedirectUri },
  {
    name: 'oidcc-ensure-redirect-uri-in-authorization-request',
    needsRegistration: true,
    run: missingRedirectUri,
  },
  { name: 'oidcc-redirect-uri-query-OK', needsRegistration: true, run: queryKept },
  {
    name: 'oidcc-redirect-uri-query-mismatch',
    needsRegistration: true,
    run: otherQuery('?bar=foo', '?bar=other'),
  },
  { name: 'oidcc-redirect-uri-query-added', needsRegistration: true, run: otherQuery('', '?bar=foo') },
];
