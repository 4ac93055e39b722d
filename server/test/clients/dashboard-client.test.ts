/**
 * The client of the dashboard, which every tenant has: nobody else is called so, and it is answered at its own page alone.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Api, startApi } from '../management/api.ts';

const CLIENT_ID = 'tacit:dashboard';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

function authorize(parameters: Readonly<Record<string, string>>): string {
  const said = { client_id: CLIENT_ID, response_type: 'code', scope: 'openid', ...parameters };
  return `/authorize?${new URLSearchParams(said)}`;
}

test('RU-01 it is answered at no other page than its own, of this tenant', async () => {
  const browser = api.stack.browser();
  const elsewhere = `${api.stack.issuer('globex')}dashboard/`;
  const own = `${api.stack.issuer('acme')}dashboard/`;
  for (const redirect_uri of [elsewhere, 'https://evil.test/dashboard/', `${own}x`, own.slice(0, -1)])
    assert.equal((await browser.send(authorize({ redirect_uri }))).status, 400, redirect_uri);
});

test('it proves who signs in by PKCE, and is given nothing in the address', async () => {
  const browser = api.stack.browser();
  const redirect_uri = `${api.stack.issuer('acme')}dashboard/`;
  const bare = await browser.send(authorize({ redirect_uri }));
  assert.match(String(bare.headers.location), /error=invalid_request/);
  const implicit = await browser.send(
    authorize({ redirect_uri, response_type: 'id_token token', nonce: 'N1' }),
  );
  assert.match(String(implicit.headers.location), /error=(?:unauthorized_client|unsupported_response_type)/);
});

test('nobody registers its name, and it gets no token of its own', async () => {
  const { status, body } = await api.call('POST', '/clients', { client_id: CLIENT_ID, name: 'Mine' });
  assert.equal(status, 400);
  assert.match(body.message, /is a name of the server itself/);
  const answer = await api.stack.browser().post('/oauth/token', {
    grant_type: 'client_credentials',
    client_id: CLIENT_ID,
    audience: `${api.stack.issuer('acme')}api/v2/`,
  });
  assert.ok(answer.status === 400 || answer.status === 401, answer.body);
});

test('where it is not in the list of applications nobody can change or remove it', async () => {
  const { body } = await api.call('GET', '/clients');
  assert.equal(
    body.some(({ client_id }: { client_id: string }) => client_id === CLIENT_ID),
    false,
  );
  assert.equal((await api.call('PATCH', `/clients/${CLIENT_ID}`, { name: 'Mine' })).status, 404);
});
