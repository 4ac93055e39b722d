/**
 * One list of cases for every adapter, each on the real framework and a real socket.
 */
import assert from 'node:assert/strict';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import express from 'express';
import { Hono } from 'hono';
import { GuardError } from '../src/guard-error.ts';
import { requireScope } from '../src/protected-resource/requirement.ts';
import { guardedApi, type Issuer, listen, startIssuer } from './issuer.ts';
import { ADAPTERS, MIDDLEWARES, seen } from './servers.ts';

type Call = { readonly path: string; readonly headers?: readonly string[]; readonly method?: string };
type Answer = { readonly status: number; readonly challenge: string; readonly body: Record<string, unknown> };

/** A request as written: fetch would join or refuse what an attacker sends. */
function call(origin: string, { path, headers = [], method = 'GET' }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const host = new URL(origin).host;
    const request = httpRequest(`${origin}${path}`, {
      method,
      agent: false,
      headers: ['Host', host, ...headers],
    });
    request.on('error', reject).on('response', async (response) => {
      const text = Buffer.concat(await response.toArray()).toString();
      resolve({
        status: response.statusCode ?? 0,
        challenge: response.headers['www-authenticate'] ?? '',
        body: text === '' ? {} : JSON.parse(text),
      });
    });
    request.end();
  });
}

for (const { name, serve } of ADAPTERS) {
  describe(name, () => {
    const start = async (t: TestContext, options: Parameters<typeof guardedApi>[1] = {}) => {
      const issuer = await startIssuer(t);
      const runs: string[] = [];
      const origin = await serve(t, guardedApi(issuer, options).guard, runs);
      return { issuer, runs, origin };
    };
    const bearer = (issuer: Issuer, claims = {}) => ['Authorization', `Bearer ${issuer.token(claims)}`];

    test(`${name}: no token gets 401 and a bare challenge, and the handler does not run`, async (t) => {
      const { origin, runs } = await start(t);
      for (const path of ['/any', '/scoped', '/users']) {
        const answer = await call(origin, { path });
        assert.equal(answer.status, 401);
        assert.equal(answer.challenge, 'Bearer realm="api"');
        assert.equal(answer.body['error'], 'unauthorized');
      }
      assert.deepEqual(runs, []);
    });

    test(`${name}: a token of another API gets 401 invalid_token`, async (t) => {
      const { issuer, origin, runs } = await start(t);
      const answer = await call(origin, {
        path: '/any',
        headers: bearer(issuer, { aud: 'https://other.test' }),
      });
      assert.equal(answer.status, 401);
      assert.match(answer.challenge, /^Bearer realm="api", error="invalid_token"/);
      assert.equal(answer.body['error'], 'invalid_token');
      assert.deepEqual(runs, []);
    });

    test(`${name}: a token without the scope gets 403 that names it`, async (t) => {
      const { issuer, origin, runs } = await start(t);
      const answer = await call(origin, { path: '/scoped', headers: bearer(issuer, { scope: 'openid' }) });
      assert.equal(answer.status, 403);
      assert.match(answer.challenge, /error="insufficient_scope".*, scope="read:a"$/);
      assert.deepEqual(runs, []);
    });

    test(`${name}: AU-21 a machine gets 403 where a user is required`, async (t) => {
      const { issuer, origin, runs } = await start(t);
      const headers = bearer(issuer, { sub: 'm2m1@clients' });
      assert.equal((await call(origin, { path: '/users', headers })).status, 403);
      assert.deepEqual(runs, []);
    });

    test(`${name}: JW-17 two Authorization headers, or a token in the query beside it, get 400`, async (t) => {
      const { issuer, origin, runs } = await start(t);
      const one = bearer(issuer);
      for (const twice of [
        { path: '/any', headers: [...one, ...one] },
        { path: '/any', headers: [...one, 'authorization', 'Basic YTpi'] },
        { path: `/any?access_token=${issuer.token()}`, headers: one },
      ]) {
        const answer = await call(origin, twice);
        assert.equal(answer.status, 400);
        assert.match(answer.challenge, /error="invalid_request"/);
      }
      assert.deepEqual(runs, []);
    });

    test(`${name}: JW-17 a lower-case scheme in a lower-case header passes`, async (t) => {
      const { issuer, origin } = await start(t);
      // A value that reads like the name of the field is none.
      const headers = ['X-Note', 'authorization', 'authorization', `bearer ${issuer.token()}`];
      assert.equal((await call(origin, { path: '/any?_=17', headers })).status, 200);
    });

    test(`${name}: JW-17 a header of 64 KB does not crash the server`, async (t) => {
      const { issuer, origin } = await start(t);
      const headers = ['Authorization', `Bearer ${'x'.repeat(65_536)}`];
      // Node itself answers 431 and may cut the connection while the header is still being sent.
      const answer = await call(origin, { path: '/any', headers }).catch(() => undefined);
      assert.ok(answer === undefined || answer.status === 431 || answer.status === 401);
      assert.equal((await call(origin, { path: '/any', headers: bearer(issuer) })).status, 200);
    });

    test(`${name}: a good token passes, and the handler learns who calls`, async (t) => {
      const { issuer, origin, runs } = await start(t);
      for (const path of ['/any', '/scoped', '/users']) {
        const answer = await call(origin, { path, headers: bearer(issuer) });
        assert.equal(answer.status, 200);
        const { iss, sub, jti } = issuer.claims();
        assert.deepEqual(answer.body, { iss, sub, scope: ['openid', 'read:a'], jti });
      }
      assert.deepEqual(runs, ['/any', '/scoped', '/users']);
    });

    test(`${name}: a CORS preflight is refused like any request without a token`, async (t) => {
      const { origin } = await start(t);
      const headers = ['Origin', 'https://app.test', 'Access-Control-Request-Method', 'GET'];
      assert.equal((await call(origin, { path: '/any', method: 'OPTIONS', headers })).status, 401);
    });
  });
}

for (const { name, serve } of MIDDLEWARES) {
  test(`${name}: let_preflight_through lets a preflight pass, and nothing else`, async (t) => {
    const issuer = await startIssuer(t);
    const runs: string[] = [];
    const origin = await serve(t, guardedApi(issuer, { let_preflight_through: true }).guard, runs);
    const asked = ['Origin', 'https://app.test', 'Access-Control-Request-Method', 'GET'];
    const statusOf = async (method: string, headers: readonly string[]) =>
      (await call(origin, { path: '/any', method, headers })).status;
    assert.equal(await statusOf('OPTIONS', asked), 204);
    assert.equal(await statusOf('OPTIONS', []), 401);
    assert.equal(await statusOf('OPTIONS', asked.slice(0, 2)), 401);
    assert.equal(await statusOf('GET', asked), 401);
    assert.deepEqual(runs, []);
  });
}

test('Express: JW-17 a token in a parsed form beside the header gets 400', async (t) => {
  const issuer = await startIssuer(t);
  const runs: string[] = [];
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  app.post('/any', guardedApi(issuer).guard.express(), (request, response) => {
    runs.push(request.originalUrl);
    response.json({});
  });
  const origin = await listen(t, app);
  const token = issuer.token();
  const post = (body: URLSearchParams) =>
    fetch(`${origin}/any`, { method: 'POST', body, headers: { authorization: `Bearer ${token}` } });
  assert.equal((await post(new URLSearchParams({ access_token: token }))).status, 400);
  assert.deepEqual(runs, []);
  assert.equal((await post(new URLSearchParams({ name: 'Alice' }))).status, 200);
});

test('a guard for all routes and one for a route verify a request once', async (t) => {
  const issuer = await startIssuer(t);
  const { guard: api, clock } = guardedApi(issuer);
  const app = new Hono();
  app.use(api.hono());
  app.use((_c, next) => {
    clock.now += 3600;
    return next();
  });
  app.get('/', api.hono(requireScope('read:a')), (c) => c.json(seen(api.token(c))));
  const headers = { authorization: `Bearer ${issuer.token()}` };
  assert.equal((await app.request('/', { headers })).status, 200);
  assert.equal((await app.request('/', { headers })).status, 401, 'another request is verified anew');
});

test('a guard remembers the requests that passed itself, not those that passed another', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer).guard;
  const other = guardedApi(issuer, { audience: 'https://other.test' }).guard;
  const app = new Hono();
  app.use(api.hono());
  app.get('/mixed', other.hono(), (c) => c.text('never'));
  app.get('/forgotten', (c) => c.json(seen(other.token(c))));
  app.onError((error, c) => c.text(error instanceof GuardError ? error.code : 'other', 500));
  const headers = { authorization: `Bearer ${issuer.token()}` };
  assert.equal((await app.request('/mixed', { headers })).status, 401);
  const forgotten = await app.request('/forgotten', { headers });
  assert.equal(await forgotten.text(), 'unguarded_request');
});

test('an adapter that was given instead of called lets nothing through', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer).guard;
  const refusesAs = (code: string, make: () => unknown) =>
    assert.throws(make, (error) => error instanceof GuardError && error.code === code);
  for (const adapter of [api.express, api.fastify, api.hono] as readonly ((
    ...args: unknown[]
  ) => unknown)[]) {
    refusesAs('invalid_requirement', () => adapter({}, {}, () => {}));
    refusesAs('invalid_requirement', () => adapter('read:a'));
    refusesAs('invalid_requirement', () => adapter(requireScope));
  }
  for (const adapter of [api.fetch, api.node] as readonly ((...args: unknown[]) => unknown)[]) {
    refusesAs('invalid_handler', () => adapter({}, {}));
    refusesAs('invalid_handler', () => adapter(requireScope('read:a')));
    refusesAs('invalid_requirement', () => adapter(() => {}, 'read:a'));
  }
});

test('a node listener goes straight to createServer, and a fetch handler gets what its runtime adds', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer).guard;
  const server = createServer(
    api.node((_request: IncomingMessage, response: ServerResponse, token) => response.end(token.sub)),
  );
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const headers = { authorization: `Bearer ${issuer.token()}` };
  const answer = await fetch(`http://localhost:${port}/`, { headers });
  assert.equal(await answer.text(), 'auth0|alice');
  const handle = api.fetch(
    (_request, token, env: { readonly greeting: string }) => new Response(`${env.greeting} ${token.sub}`),
  );
  const greeted = await handle(new Request('https://api.acme.test/', { headers }), { greeting: 'hello' });
  assert.equal(await greeted.text(), 'hello auth0|alice');
});
