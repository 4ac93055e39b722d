/**
 * Every path of Auth0's Management API: served, or 501 with the reason; none is neither.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Api, startApi } from './api.ts';
import { AUTH0_PATHS, verdictOf } from './auth0-paths.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

const KNOWN = 457;

const ask = (method: string, path: string) =>
  api.call(method, path.replaceAll(/\{[^}]+\}/g, 'nobody'), method === 'GET' ? undefined : {});

test('each path that Auth0’s client calls is served or has a reason why not', () => {
  assert.equal(AUTH0_PATHS.length, KNOWN);
  const neither = AUTH0_PATHS.filter((one) => verdictOf(one).is === 'neither');
  assert.deepEqual(neither, []);
});

test('what is served is a path here, whatever its answer is', async () => {
  for (const one of AUTH0_PATHS) {
    if (verdictOf(one).is !== 'served') continue;
    const { status, body } = await ask(one.method, one.path);
    const isHere = status !== 405 && body?.errorCode !== 'not_found' && status < 500;
    assert.ok(isHere, `${one.method} ${one.path}: ${status} ${JSON.stringify(body)}`);
  }
});

test('what is not served says why, or that there is none', async () => {
  for (const one of AUTH0_PATHS) {
    const verdict = verdictOf(one);
    if (verdict.is !== 'absent') continue;
    const { status, body } = await ask(one.method, one.path);
    const what = `${one.method} ${one.path}`;
    if (status === 200) assert.deepEqual(body, verdict.none, what);
    else assert.deepEqual([status, body.errorCode, body.message], [501, 'not_here', verdict.why], what);
  }
});
