/**
 * Request objects by value and by reference (OIDC Core §6). What stands inside counts; a server without them must say so.
 */
import { importJWK, SignJWT } from 'jose';
import { must } from '../checks/finding.ts';
import { textList } from '../checks/json.ts';
import { type Client, obtainClient, registerClient } from '../relying-party/client.ts';
import { complete } from '../relying-party/sign-in.ts';
import {
  authorize,
  beginVisit,
  expectErrorPage,
  type Outcome,
  type Parameters,
  randomText,
  type Visit,
} from '../relying-party/visit.ts';
import { type Module, nowSeconds, type Test } from '../runner/module.ts';

type Run = Module['run'];

const LIFETIME = 300;
const MEDIA_TYPE = 'application/oauth-authz-req+jwt';

/** What the object says, and what stands beside it: only what OAuth itself needs (OIDC Core §6.1). */
function splitRequest({ test, client }: Visit) {
  const { response_type, response_mode } = test.variant;
  const outer: Parameters = { client_id: client.client_id, response_type, response_mode, scope: 'openid' };
  const inner = {
    ...outer,
    redirect_uri: client.redirect_uri,
    state: randomText(),
    nonce: randomText(),
  };
  return {
    inner,
    outer: { ...outer, redirect_uri: client.redirect_uri, state: undefined, nonce: undefined },
  };
}

/** Processed, so that state and nonce of the object come back; or refused by its proper name. */
async function expectProcessed(visit: Visit, at: { outcome: Outcome; inner: Parameters; refusal: string }) {
  const { outcome, inner, refusal } = at;
  const error = outcome.answer?.parameters.get('error') ?? null;
  if (error !== null && error === refusal) return;
  await complete(visit, { ...outcome, sent: inner });
}

const unsignedByValue: Run = async (test) => {
  const visit = beginVisit(test, await obtainClient(test));
  const { inner, outer } = splitRequest(visit);
  const outcome = await authorize(visit, { ...outer, request: unsigned(inner) });
  await expectProcessed(visit, { outcome, inner, refusal: 'request_not_supported' });
};

/** The good address inside, a bad one beside it: the inner one, or a page. */
const innerRedirectUri: Run = async (test) => {
  const visit = beginVisit(test, await obtainClient(test));
  const { inner, outer } = splitRequest(visit);
  const bad = `${visit.client.redirect_uri}/${randomText(8)}`;
  const outcome = await authorize(visit, { ...outer, redirect_uri: bad, request: unsigned(inner) });
  if (outcome.answer) await complete(visit, { ...outcome, sent: inner });
  else expectErrorPage(visit, outcome);
};

function byReference(
  makeObject: (test: Test, client: Client, inner: Parameters) => string | Promise<string>,
  at: {
    readonly refusal: string;
    readonly fragment: boolean;
    readonly metadata?: Readonly<Record<string, string>>;
  },
): Run {
  return async (test) => {
    const published = test.listener.publish(MEDIA_TYPE, '');
    const request_uris = [published.url];
    const visit = beginVisit(test, await registerClient(test, { request_uris, ...at.metadata }));
    const { inner, outer } = splitRequest(visit);
    test.report(must(published.fetches() === 0, 'request_uri was fetched at registration'));
    published.replace(await makeObject(test, visit.client, inner));
    // A hash of something else: nobody may compare it with the document (OIDC Core §6.2 makes it a cache hint).
    const fragment = at.fragment ? `#${randomText(43)}` : '';
    const outcome = await authorize(visit, { ...outer, request_uri: `${published.url}${fragment}` });
    await expectProcessed(visit, { outcome, inner, refusal: at.refusal });
  };
}

function unsigned(claims: Parameters): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}

async function signed(test: Test, { client_id, key }: Client, claims: Parameters): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: key.privateJwk.kid ?? '' })
    .setIssuer(client_id)
    .setAudience(test.issuer.url)
    .setIssuedAt()
    .setExpirationTime(nowSeconds() + LIFETIME)
    .sign(await importJWK(key.privateJwk, 'RS256'));
}

/** A published list without `none` settles the question; no list leaves it open. */
function withoutUnsigned({ issuer }: Test): string | undefined {
  const algs = textList(issuer.document['request_object_signing_alg_values_supported']);
  if (algs === undefined || algs.includes('none')) return undefined;
  return 'the issuer does not take unsigned request objects';
}

function withoutReference({ issuer }: Test): string | undefined {
  if (issuer.document['request_uri_parameter_supported'] !== false) return undefined;
  return 'request_uri_parameter_supported is false (certification as a dynamic provider demands it)';
}

export const REQUEST_OBJECT_MODULES: readonly Module[] = [
  {
    name: 'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported',
    needsRegistration: true,
    skipWhen: withoutUnsigned,
    run: byReference((_test, _client, inner) => unsigned(inner), {
      refusal: 'request_uri_not_supported',
      fragment: false,
    }),
  },
  {
    name: 'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported',
    skipWhen: withoutUnsigned,
    run: unsignedByValue,
  },
  {
    name: 'oidcc-ensure-request-object-with-redirect-uri',
    skipWhen: withoutUnsigned,
    run: innerRedirectUri,
  },
  {
    name: 'oidcc-request-uri-unsigned',
    needsRegistration: true,
    skipWhen: (test) => withoutReference(test) ?? withoutUnsigned(test),
    run: byReference((_test, _client, inner) => unsigned(inner), {
      refusal: '',
      fragment: false,
      metadata: { request_object_signing_alg: 'none' },
    }),
  },
  {
    name: 'oidcc-request-uri-signed-rs256',
    needsRegistration: true,
    skipWhen: withoutReference,
    run: byReference(signed, {
      refusal: '',
      fragment: true,
      metadata: { request_object_signing_alg: 'RS256' },
    }),
  },
];
