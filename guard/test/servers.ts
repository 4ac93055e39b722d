import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import type { AccessToken } from '../src/access-token/access-token.ts';
import type { Guard } from '../src/guard.ts';
import { type Requirement, requireScope, requireUser } from '../src/protected-resource/requirement.ts';
import { listen } from './issuer.ts';

/** Where the metadata of the resource `https://api.acme.test/v1` is (RFC 9728 §3.1). */
export const METADATA_PATH = '/.well-known/oauth-protected-resource/v1';

export type Adapter = {
  readonly name: string;
  /** Serves GET /any, /scoped (scope read:a), /users; counts in `runs` how often a handler ran. */
  serve(t: TestContext, api: Guard, runs: string[]): Promise<string>;
};

export function seen(token: AccessToken) {
  return { iss: token.iss, sub: token.sub, scope: token.scope, jti: token.claims['jti'] };
}

async function serveNode(t: TestContext, api: Guard, runs: string[]): Promise<string> {
  const answer = (path: string, ...requirements: readonly Requirement[]) =>
    [
      path,
      api.node(
        (request: IncomingMessage, response: ServerResponse, token) => {
          runs.push(String(request.url));
          response.setHeader('content-type', 'application/json').end(JSON.stringify(seen(token)));
        },
        ...requirements,
      ),
    ] as const;
  const routes = new Map([
    answer('/any'),
    answer('/scoped', requireScope('read:a')),
    answer('/users', requireUser()),
    answer(METADATA_PATH),
  ]);
  return listen(t, (request, response) => {
    const route = routes.get(String(request.url).split('?')[0] ?? '');
    if (route === undefined) return response.writeHead(404).end();
    return void route(request, response);
  });
}

async function serveFetch(t: TestContext, api: Guard, runs: string[]): Promise<string> {
  const handle = (request: Request, token: AccessToken) => {
    runs.push(new URL(request.url).pathname);
    return Response.json(seen(token));
  };
  const routes = new Map([
    ['/any', api.fetch(handle)],
    ['/scoped', api.fetch(handle, requireScope('read:a'))],
    ['/users', api.fetch(handle, requireUser())],
    [METADATA_PATH, api.fetch(handle)],
  ]);
  const notFound = async () => new Response(null, { status: 404 });
  return listen(
    t,
    getRequestListener((request) => (routes.get(new URL(request.url).pathname) ?? notFound)(request)),
  );
}

async function serveExpress(t: TestContext, api: Guard, runs: string[]): Promise<string> {
  const app = express();
  app.use(api.express());
  const answer: Parameters<typeof app.get>[1] = (request, response) => {
    runs.push(request.originalUrl);
    response.json(seen(api.token(request)));
  };
  app.get('/any', answer);
  app.options('/any', (_request, response) => response.writeHead(204).end());
  app.get('/scoped', api.express(requireScope('read:a')), answer);
  app.get('/users', api.express(requireUser()), answer);
  return listen(t, app);
}

async function serveFastify(t: TestContext, api: Guard, runs: string[]): Promise<string> {
  const app = fastify();
  app.addHook('onRequest', api.fastify());
  app.get('/any', (request) => {
    runs.push(request.url);
    return seen(api.token(request));
  });
  app.options('/any', (_request, reply) => reply.code(204).send());
  for (const [path, requirement] of [
    ['/scoped', requireScope('read:a')],
    ['/users', requireUser()],
  ] as const) {
    app.get(path, { onRequest: api.fastify(requirement) }, (request) => {
      runs.push(request.url);
      return seen(api.token(request));
    });
  }
  t.after(() => app.close());
  return app.listen({ port: 0, host: 'localhost' });
}

async function serveHono(t: TestContext, api: Guard, runs: string[]): Promise<string> {
  const app = new Hono();
  app.use(api.hono());
  app.get('/any', (c) => {
    runs.push(c.req.path);
    return c.json(seen(api.token(c)));
  });
  app.options('/any', (c) => c.body(null, 204));
  app.get('/scoped', api.hono(requireScope('read:a')), (c) => {
    runs.push(c.req.path);
    return c.json(seen(api.token(c)));
  });
  app.get('/users', api.hono(requireUser()), (c) => {
    runs.push(c.req.path);
    return c.json(seen(api.token(c)));
  });
  return listen(t, getRequestListener(app.fetch));
}

export const MIDDLEWARES: readonly Adapter[] = [
  { name: 'Express', serve: serveExpress },
  { name: 'Fastify', serve: serveFastify },
  { name: 'Hono', serve: serveHono },
];
export const ADAPTERS: readonly Adapter[] = [
  { name: 'fetch', serve: serveFetch },
  { name: 'node:http', serve: serveNode },
  ...MIDDLEWARES,
];
