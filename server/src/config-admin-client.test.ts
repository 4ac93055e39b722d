import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from './config.ts';

test('the client that administers has a name and a secret, or there is none', () => {
  const admin = { TACIT_ADMIN_CLIENT_ID: 'operator', TACIT_ADMIN_CLIENT_SECRET: 's'.repeat(32) };
  assert.deepEqual(adminClientOf(admin), {
    client_id: admin.TACIT_ADMIN_CLIENT_ID,
    client_secret: admin.TACIT_ADMIN_CLIENT_SECRET,
  });
  for (const [name, said] of [
    ['TACIT_ADMIN_CLIENT_ID', 'TACIT_ADMIN_CLIENT_ID is missing beside TACIT_ADMIN_CLIENT_SECRET.'],
    ['TACIT_ADMIN_CLIENT_SECRET', 'TACIT_ADMIN_CLIENT_SECRET is missing beside TACIT_ADMIN_CLIENT_ID.'],
  ] as const)
    assert.deepEqual(readConfig({ ...admin, [name]: undefined }), { ok: false, error: [said] });
  for (const text of ['short', 's'.repeat(513), `${'s'.repeat(32)} x`])
    assert.equal(readConfig({ ...admin, TACIT_ADMIN_CLIENT_SECRET: text }).ok, false, text);
});

function adminClientOf(env: Readonly<Record<string, string>>) {
  const read = readConfig(env);
  assert.ok(read.ok);
  return read.value.adminClient;
}
