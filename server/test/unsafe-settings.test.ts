import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startStack } from './stack.ts';

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
