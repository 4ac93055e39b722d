/**
 * Protected resource metadata (RFC 9728) by every adapter, each on the real framework and a real socket.
 */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import express from 'express';
import type { RefusalReport } from '../src/settings.ts';
import { guardedApi, listen, startIssuer } from './issuer.ts';
import { ADAPTERS, type Adapter, METADATA_PATH } from './servers.ts';

const METADATA_URL = `https://api.acme.test${METADATA_PATH}`;
const SERVED = {
  resource_metadata: { resource: 'https://api.acme.test/v1', scopes_supported: ['read:a'] },
};

for (const adapter of ADAPTERS) {
  const { name } = adapter;

  test(`${name}: without resource_metadata its address is guarded like any other`, async (t) => {
    const { origin } = await start(t, adapter, {});
    const answer = await fetch(`${origin}${METADATA_PATH}`);
    assert.equal(answer.status, 401);
    assert.equal(answer.headers.get('www-authenticate'), 'Bearer realm="api"');
  });

  test(`${name}: what is neither GET, HEAD nor a preflight of the address needs a token`, async (t) => {
    const { origin, runs } = await start(t, adapter, SERVED);
    for (const method of ['POST', 'DELETE', 'PUT'])
      assert.equal((await fetch(`${origin}${METADATA_PATH}`, { method })).status, 401, method);
    assert.deepEqual(runs, []);
  });

  test(`${name}: a page may read the metadata with a header of its own`, async (t) => {
    const { origin, runs, refusals } = await start(t, adapter, SERVED);
    const headers = {
      origin: 'https://inspector.test',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'mcp-protocol-version',
    };
    const answer = await fetch(`${origin}${METADATA_PATH}`, { method: 'OPTIONS', headers });
    assert.deepEqual([answer.status, await answer.text()], [204, '']);
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    assert.equal(answer.headers.get('access-control-allow-headers'), '*');
    assert.deepEqual([runs, refusals], [[], []]);
  });

  test(`${name}: who has no token, or none that is good, hears what scopes the route asks`, async (t) => {
    const { issuer, origin } = await start(t, adapter, SERVED);
    const scopeTold = async (path: string, authorization?: string) => {
      const headers = authorization === undefined ? {} : { authorization };
      const answer = await fetch(`${origin}${path}`, { headers });
      return / scope="([^"]*)"/.exec(answer.headers.get('www-authenticate') ?? '')?.[1];
    };
    assert.equal(await scopeTold('/scoped', `Bearer ${issuer.token({ scope: 'openid' })}`), 'read:a');
    assert.equal(await scopeTold('/users'), undefined);
    assert.equal(await scopeTold('/scoped', ''), undefined);
    // A guard for everything stands before the one of the route, and knows no route.
    if (name === 'fetch' || name === 'node:http') {
      assert.equal(await scopeTold('/scoped'), 'read:a');
      assert.equal(await scopeTold('/scoped', 'Bearer x'), 'read:a');
    }
  });

  test(`${name}: every refusal says where the metadata is (RFC 9728 §5.1)`, async (t) => {
    const { issuer, origin } = await start(t, adapter, SERVED);
    const refused = [
      { path: '/any', authorization: '', says: 'Bearer realm="api", error="invalid_request"' },
      { path: '/any', authorization: 'Bearer x', says: 'Bearer realm="api", error="invalid_token"' },
      {
        path: '/scoped',
        authorization: `Bearer ${issuer.token({ scope: 'openid' })}`,
        says: 'Bearer realm="api", error="insufficient_scope"',
      },
    ];
    const bare = await fetch(`${origin}/any`);
    assert.equal(
      bare.headers.get('www-authenticate'),
      `Bearer realm="api", resource_metadata="${METADATA_URL}"`,
    );
    for (const { path, authorization, says } of refused) {
      const answer = await fetch(`${origin}${path}`, { headers: { authorization } });
      const challenge = answer.headers.get('www-authenticate') ?? '';
      assert.ok(challenge.startsWith(says), challenge);
      assert.ok(challenge.endsWith(`, resource_metadata="${METADATA_URL}"`), challenge);
    }
  });

  test(`${name}: anybody may read the metadata, and no handler runs (RFC 9728 §3)`, async (t) => {
    const { issuer, origin, runs, refusals } = await start(t, adapter, SERVED);
    for (const init of [{}, { headers: { authorization: 'Bearer x' } }]) {
      const answer = await fetch(`${origin}${METADATA_PATH}?_=1`, init);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type') ?? '', /^application\/json\b/);
      assert.equal(answer.headers.get('access-control-allow-origin'), '*');
      assert.deepEqual(await answer.json(), {
        resource: 'https://api.acme.test/v1',
        authorization_servers: [issuer.issuer],
        scopes_supported: ['read:a'],
        bearer_methods_supported: ['header'],
      });
    }
    const head = await fetch(`${origin}${METADATA_PATH}`, { method: 'HEAD' });
    assert.deepEqual([head.status, await head.text()], [200, '']);
    assert.deepEqual([runs, refusals], [[], []]);
    assert.equal(issuer.hits.discovery, 0);
  });
}

test('an address that only resembles the one of the metadata is guarded', async (t) => {
  const api = guardedApi(await startIssuer(t), SERVED).guard.fetch(() => new Response('handled'));
  const paths = [
    '/.well-known/oauth-protected-resource/',
    `${METADATA_PATH}/`,
    `${METADATA_PATH}/..%2f`,
    `${METADATA_PATH.toUpperCase()}`,
    `//api.acme.test${METADATA_PATH}`,
    `/any?${METADATA_PATH}`,
  ];
  for (const path of paths)
    assert.equal((await api(new Request(`https://api.acme.test${path}`))).status, 401, path);
});

test('the bare well-known address has the document too, for clients that know no path (MCP Authorization)', async (t) => {
  const metadata = { ...SERVED.resource_metadata, resource_name: 'Notes' };
  const issuer = await startIssuer(t);
  const { guard } = guardedApi(issuer, { resource_metadata: metadata });
  const api = guard.fetch(() => new Response('handled'));
  const documentAt = async (path: string) => (await api(new Request(`https://api.acme.test${path}`))).json();
  const document = await documentAt(METADATA_PATH);
  assert.deepEqual(document, {
    resource: 'https://api.acme.test/v1',
    resource_name: 'Notes',
    authorization_servers: [issuer.issuer],
    scopes_supported: ['read:a'],
    bearer_methods_supported: ['header'],
  });
  assert.deepEqual(await documentAt('/.well-known/oauth-protected-resource'), document);
});

test('Express: a guard below a path answers for the whole address', async (t) => {
  const app = express();
  app.use('/.well-known', guardedApi(await startIssuer(t), SERVED).guard.express());
  const origin = await listen(t, app);
  assert.equal((await fetch(`${origin}/.well-known/other`)).status, 401);
  assert.equal((await fetch(`${origin}${METADATA_PATH}`)).status, 200);
});

async function start(t: TestContext, { serve }: Adapter, options: Parameters<typeof guardedApi>[1]) {
  const issuer = await startIssuer(t);
  const runs: string[] = [];
  const refusals: RefusalReport[] = [];
  const { guard } = guardedApi(issuer, { ...options, onRefusal: (refusal) => refusals.push(refusal) });
  return { issuer, runs, refusals, origin: await serve(t, guard, runs) };
}
