import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { serve } from '../../src/main.ts';
import { implicitClient, startStack } from '../stack.ts';

test('a setting of a tenant that weakens a protection is warned of when the server starts, and no other is', async () => {
  const warnings = async (settings: Parameters<typeof startStack>[0]) => {
    const stack = await startStack(settings);
    const lines = stack
      .logged()
      .split('\n')
      .filter((line) => line !== '');
    await stack.close();
    return lines
      .map((line): { level: number; tenant?: string; setting?: string; msg: string } => JSON.parse(line))
      .filter(({ level, setting }) => level === 40 && setting !== undefined)
      .map(({ tenant, setting, msg }) => `${tenant} ${setting}: ${msg.slice(0, 32)}`);
  };
  assert.deepEqual(await warnings({ settings: { sign_up: true } }), []);
  assert.deepEqual(await warnings({ settings: { mcp_clients: true } }), [
    'acme.us unsafe_redirects_at_registration: A native client that registers i',
    'globex.us unsafe_redirects_at_registration: A native client that registers i',
  ]);
  assert.deepEqual(await warnings({ settings: { unsafe_skip_consent_on_localhost: true } }), [
    'acme.us unsafe_skip_consent_on_localhost: A first-party client on localhos',
    'globex.us unsafe_skip_consent_on_localhost: A first-party client on localhos',
  ]);
});

test('so is what weakens a protection of a client, with its name', async () => {
  const stack = await startStack();
  const { clients } = stack.storage.tenant('t-acme');
  const authenticates = { token_endpoint_auth_method: 'client_secret_post' } as const;
  const fixed = { refresh_token_rotation_type: 'non-rotating' } as const;
  const native = { app_type: 'native', redirect_uris: ['http://localhost/cb'] } as const;
  for (const client of [
    implicitClient('rotating', { refresh_token_rotation_type: 'rotating' }),
    implicitClient('copied', fixed),
    implicitClient('authenticates', { ...fixed, ...authenticates }),
    implicitClient('endless', { refresh_token_expiration_type: 'non-expiring' }),
    implicitClient('as long as used', { ...authenticates, infinite_refresh_token_lifetime: true }),
    implicitClient('idle', { infinite_idle_refresh_token_lifetime: true }),
    implicitClient('open', {
      ...native,
      unsafe_any_port_of_localhost: true,
      unsafe_unclaimed_redirect_schemes: true,
    }),
  ])
    await clients.save(client);
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const another = await serve({ config: { ...stack.config, port: 0 }, log });
  await another.close();
  await stack.close();
  const warned = lines
    .map((line): { client_id?: string; setting?: string } => JSON.parse(line))
    .map(({ client_id, setting }) => `${client_id} ${setting}`);
  assert.deepEqual(warned.sort(), [
    'as long as used refresh_token.expiration_type',
    'copied refresh_token.rotation_type',
    'endless refresh_token.expiration_type',
    'open unsafe_any_port_of_localhost',
    'open unsafe_unclaimed_redirect_schemes',
  ]);
});

test('a tenant of the operators that there is not is warned of when the server starts', async () => {
  const stack = await startStack({ logLevel: 'silent' });
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  for (const operatorTenant of ['globex.us', 'globex.eu', undefined])
    await (await serve({ config: { ...stack.config, port: 0, operatorTenant }, log })).close();
  await stack.close();
  const warned = lines.filter((line) => line.includes('TACIT_OPERATOR_TENANT'));
  assert.equal(warned.length, 1);
  assert.match(warned[0] ?? '', /"tenant":"globex\.eu"/);
});
