import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startStack } from '../stack.ts';

test('FU-08 an update takes nothing back that the operator set, for the client cannot say it (RFC 7592 §2.2)', async () => {
  const stack = await startStack({ settings: { dynamic_registration: 'open' } });
  try {
    const { clients } = stack.storage.tenant('t-acme');
    const send = (method: string, path: string, body: object, token?: string) =>
      stack.browser().send(path, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify(body),
      });
    const made = JSON.parse(
      (await send('POST', '/oidc/register', { redirect_uris: ['https://rp.test/1'] })).body,
    );
    const client_id = String(made.client_id);
    const before = await clients.find(client_id);
    assert.ok(before);
    const byOperator = { second_factor: 'always', refresh_token_lifetime: 60, is_first_party: true } as const;
    await clients.save({ ...before, ...byOperator });

    const redirect_uris = ['https://rp.test/2'];
    const body = { client_id, redirect_uris, second_factor: 'never', is_first_party: false };
    const answer = await send('PUT', `/oidc/register/${client_id}`, body, made.registration_access_token);
    assert.equal(answer.status, 200, answer.body);
    assert.deepEqual(await clients.find(client_id), { ...before, ...byOperator, redirect_uris });
  } finally {
    await stack.close();
  }
});
