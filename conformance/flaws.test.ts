/**
 * A runner that passes everybody proves nothing: providers that do one thing wrong each, and the module that must notice.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asObject } from './checks/json.ts';
import { runSubject } from './runner/run-subject.ts';
import { type Flaw, startFlawedProvider } from './subjects/oidc-provider.ts';

type Context = Parameters<Flaw>[0];
type Case = {
  readonly wrong: string;
  readonly plan: string;
  readonly module: string;
  readonly says: RegExp;
  readonly flaw: Flaw;
};

/** Changes what was asked before the provider sees it. */
function hearing(change: (query: Context['query']) => Context['query']): Flaw {
  return (context, next) => {
    if (context.method === 'GET') context.query = change({ ...context.query });
    return next();
  };
}

/** Changes where the browser is sent. */
function redirecting(change: (location: URL) => void): Flaw {
  return async (context, next) => {
    await next();
    const { location } = context.response.headers;
    if (typeof location !== 'string' || !location.startsWith('https://relying-party.example')) return;
    const url = new URL(location);
    change(url);
    context.set('location', url.href);
  };
}

/** Changes the JSON of an endpoint. */
function answering(path: string, change: (body: Record<string, unknown>) => Record<string, unknown>): Flaw {
  return async (context, next) => {
    await next();
    if (context.path === path) context.body = change({ ...asObject(context.body) });
  };
}

function leavingOut(name: string): Flaw {
  return hearing(({ [name]: _, ...rest }) => rest);
}

const toFragment = (url: URL): void => {
  url.hash = url.search.slice(1);
  url.search = '';
};

/** Takes the beginning of an address for the whole. */
const shortened =
  (name: string, until: RegExp) =>
  (query: Context['query']): Context['query'] => {
    const value = String(query[name] ?? '');
    return query[name] === undefined ? query : { ...query, [name]: until.exec(value)?.[0] ?? value };
  };

/** Believes a hint without looking at its signature. */
const believed = ({ id_token_hint, ...rest }: Context['query']): Context['query'] => {
  if (id_token_hint === undefined) return rest;
  const [, payload = ''] = String(id_token_hint).split('.');
  const { aud } = asObject(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  return { ...rest, client_id: String(aud) };
};

const withoutScript: Flaw = async (context, next) => {
  await next();
  if (typeof context.body !== 'string') return;
  context.body = context.body.replace(/<script>.*?<\/script>/gs, '');
};

const stored: Flaw = async (context, next) => {
  await next();
  if (context.path === '/token') context.set('cache-control', 'private');
};

const CASES: readonly Case[] = [
  {
    wrong: 'loses the state',
    plan: 'basic',
    module: 'oidcc-server',
    says: /state is not the one that was sent/,
    flaw: redirecting((url) => url.searchParams.delete('state')),
  },
  {
    wrong: 'answers a code in the fragment',
    plan: 'basic',
    module: 'oidcc-server',
    says: /came in the fragment/,
    flaw: redirecting(toFragment),
  },
  {
    wrong: 'names another issuer',
    plan: 'basic',
    module: 'oidcc-server',
    says: /iss is https:\/\/other/,
    flaw: redirecting((url) => url.searchParams.set('iss', 'https://other.example')),
  },
  {
    wrong: 'publishes its private key',
    plan: 'basic',
    module: 'oidcc-server',
    says: /private members d/,
    flaw: answering('/jwks', ({ keys }) => ({
      keys: Array.isArray(keys) ? keys.map((key) => ({ ...asObject(key), d: 'AQAB' })) : [],
    })),
  },
  {
    wrong: 'lets token responses be stored',
    plan: 'basic',
    module: 'oidcc-server',
    says: /no-store/,
    flaw: stored,
  },
  {
    wrong: 'forgets the nonce',
    plan: 'implicit',
    module: 'oidcc-server',
    says: /nonce is not/,
    flaw: hearing((query) => (query['nonce'] === undefined ? query : { ...query, nonce: 'other' })),
  },
  {
    wrong: 'needs no nonce',
    plan: 'implicit',
    module: 'oidcc-ensure-request-without-nonce-fails',
    says: /error is null/,
    flaw: hearing((query) => (query['client_id'] === undefined ? query : { nonce: 'made-up', ...query })),
  },
  {
    wrong: 'waits for a click to post the form',
    plan: 'form_post basic',
    module: 'oidcc-server',
    says: /does not submit itself/,
    flaw: withoutScript,
  },
  {
    wrong: 'speaks of somebody else at userinfo',
    plan: 'basic',
    module: 'oidcc-userinfo-get',
    says: /sub is not the ID token's/,
    flaw: answering('/me', (body) => ({ ...body, sub: 'bob' })),
  },
  {
    wrong: 'ignores the scope',
    plan: 'basic',
    module: 'oidcc-scope-profile',
    says: /nothing of scope profile/,
    flaw: hearing((query) => (query['scope'] === undefined ? query : { ...query, scope: 'openid' })),
  },
  {
    wrong: 'shows a page for prompt=none',
    plan: 'basic',
    module: 'oidcc-prompt-none-not-logged-in',
    says: /a page was shown/,
    flaw: leavingOut('prompt'),
  },
  {
    wrong: 'does not ask again for prompt=login',
    plan: 'basic',
    module: 'oidcc-prompt-login',
    says: /not asked for again/,
    flaw: leavingOut('prompt'),
  },
  {
    wrong: 'does not ask again after max_age',
    plan: 'basic',
    module: 'oidcc-max-age-1',
    says: /not asked for again/,
    flaw: leavingOut('max_age'),
  },
  {
    wrong: 'takes a path below the registered redirect_uri',
    plan: 'basic',
    module: 'oidcc-ensure-registered-redirect-uri',
    says: /no error page/,
    flaw: hearing(shortened('redirect_uri', /^.*\/callback/)),
  },
  {
    wrong: 'takes a redirect_uri with another query',
    plan: 'dynamic',
    module: 'oidcc-redirect-uri-query-added',
    says: /no error page/,
    flaw: hearing(shortened('redirect_uri', /^[^?]*/)),
  },
  {
    wrong: 'calls a spent code by another name',
    plan: 'basic',
    module: 'oidcc-codereuse',
    says: /error is invalid_request/,
    flaw: answering('/token', (body) =>
      body['error'] === undefined ? body : { ...body, error: 'invalid_request' },
    ),
  },
  {
    wrong: 'takes an unregistered post_logout_redirect_uri',
    plan: 'rp-initiated',
    module: 'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri',
    says: /logout: redirected/,
    flaw: hearing(shortened('post_logout_redirect_uri', /^[^?]*/)),
  },
  {
    wrong: 'believes an unsigned id_token_hint',
    plan: 'rp-initiated',
    module: 'oidcc-rp-initiated-logout-modified-id-token-hint',
    says: /logout: redirected/,
    flaw: hearing(believed),
  },
  {
    wrong: 'loses the state of a logout',
    plan: 'rp-initiated',
    module: 'oidcc-rp-initiated-logout',
    says: /logout: state/,
    flaw: redirecting((url) => url.pathname === '/post_logout_redirect' && url.searchParams.delete('state')),
  },
  {
    wrong: 'does not remember initiate_login_uri',
    plan: 'third-party',
    module: 'oidcc-3rd_party-init-login',
    says: /lacks initiate_login_uri/,
    flaw: answering('/reg', ({ initiate_login_uri: _, ...body }) => body),
  },
];

for (const { wrong, plan, module, says, flaw } of CASES) {
  test(`${module} fails with a provider that ${wrong}`, async () => {
    const { failed } = await runSubject(() => startFlawedProvider(flaw), [{ plan, module }]);
    assert.match(failed[0] ?? 'nothing failed', says);
  });
}
