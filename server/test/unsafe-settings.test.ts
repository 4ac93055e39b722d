import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pino } from 'pino';
import { serve } from '../src/main.ts';
import { implicitClient, startStack } from './stack.ts';

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
  assert.deepEqual(await warnings({ settings: { unsafe_skip_consent_on_localhost: true } }), [
    'acme.us unsafe_skip_consent_on_localhost: A first-party client on localhos',
    'globex.us unsafe_skip_consent_on_localhost: A first-party client on localhos',
  ]);
});

test('so is a setting of a client, with its name', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tacit-unsafe-'));
  const databaseUrl = `sqlite:${join(directory, 'tacit.db')}`;
  const first = await startStack({ databaseUrl });
  const client = implicitClient('open1', { app_type: 'native', redirect_uris: ['http://localhost/cb'] });
  const open = { ...client, unsafe_any_port_of_localhost: true, unsafe_unclaimed_redirect_schemes: true };
  await first.storage.tenant('t-acme').clients.save(open);
  assert.doesNotMatch(first.logged(), /open1/);
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const second = await serve({ config: { ...first.config, port: 0 }, log });
  await second.close();
  await first.close();
  await rm(directory, { recursive: true });
  assert.deepEqual(
    lines
      .map((line): { client_id?: string; setting?: string } => JSON.parse(line))
      .map(({ client_id, setting }) => `${client_id} ${setting}`),
    ['open1 unsafe_unclaimed_redirect_schemes', 'open1 unsafe_any_port_of_localhost'],
  );
});
