import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import { startStack } from '../stack.ts';
import { errorOf } from '../tokens/code-flow.ts';

test('FU-08 a network that registers without end is told to come later, for an hour', async (t) => {
  const stack = await startStack({ settings: { dynamic_registration: 'open' } });
  t.after(() => stack.close());
  const register = () =>
    stack.browser().send('/oidc/register', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: ['https://rp.test/cb'] }),
    });
  const { loginAttempts } = stack.storage.tenant('t-acme');
  const bucket = { key: sha256('registration 127.0.0.1'), window_seconds: 3_600 };
  for (let count = 0; count < 599; count += 1) await loginAttempts.reserve([bucket]);
  assert.equal((await register()).status, 201);
  const refused = await register();
  assert.deepEqual([refused.status, errorOf(refused)], [503, 'temporarily_unavailable']);
  stack.clock.now += 3_601;
  assert.equal((await register()).status, 201);
});
