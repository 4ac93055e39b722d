/**
 * Every operation by every kind of token, from the table of operations: whoever adds one is in it.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Operation } from '../../src/management/operation.ts';
import { OPERATIONS } from '../../src/management/operations.ts';
import { managementApi } from '../../src/resources/tenant/management-api.ts';
import { type Api, startApi } from './api.ts';

type Scope = Operation['scopes'][number];

const SCOPES = managementApi('https://issuer.test/', 'all').scopes.map(({ value }) => value);

function isScope(value: string): value is Scope {
  return SCOPES.includes(value);
}

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

/** The path with names that nobody has, and what it must be asked with. */
function request({ method, path, query }: Operation): readonly [method: string, path: string, body: unknown] {
  const needed = Object.entries(query).filter(([, { presence }]) => presence === 'required');
  const search = needed.map(([name]) => `${name}=nobody`).join('&');
  const address = path.replaceAll(/\{[^}]+\}/g, 'nobody');
  return [
    method,
    search === '' ? address : `${address}?${search}`,
    method === 'GET' || method === 'DELETE' ? undefined : {},
  ];
}

test('each operation has an id of its own, a scope that exists, and a row of its own', () => {
  assert.equal(new Set(OPERATIONS.map(({ id }) => id)).size, OPERATIONS.length);
  assert.equal(new Set(OPERATIONS.map(({ method, path }) => `${method} ${path}`)).size, OPERATIONS.length);
  for (const { id, scopes } of OPERATIONS) {
    assert.ok(scopes.length > 0, id);
    for (const scope of scopes) assert.ok(SCOPES.includes(scope), `${id}: ${scope}`);
  }
});

test('MG-01 MG-02 without a token, by another tenant’s, and by all scopes but its own, no operation is open', async () => {
  const elsewhere = await api.token(undefined, 'globex');
  for (const operation of OPERATIONS) {
    const [method, path, body] = request(operation);
    const others = SCOPES.filter(isScope).filter((scope) => !operation.scopes.includes(scope));
    const tokens = [undefined, elsewhere];
    // More than a request may name, in two; of none at all a token would hold every scope.
    const half = Math.ceil(others.length / 2);
    for (const scopes of [others.slice(0, half), others.slice(half)]) tokens.push(await api.token(scopes));
    const statuses = [];
    for (const token of tokens) statuses.push((await api.callAs(token, method, path, body)).status);
    assert.deepEqual(statuses, [401, 401, 403, 403], operation.id);
  }
});

test('MG-02 each of its scopes opens an operation', async () => {
  for (const operation of OPERATIONS) {
    const [method, path, body] = request(operation);
    for (const scope of operation.scopes) {
      const { status } = await api.callAs(await api.token([scope]), method, path, body);
      assert.ok(
        status !== 401 && status !== 403 && (status < 500 || status === 501),
        `${operation.id} by ${scope}: ${status}`,
      );
    }
  }
});
