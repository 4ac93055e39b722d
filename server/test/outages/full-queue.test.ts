import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHOSEN } from '../account/accounts.ts';
import { ALICE, B0 } from '../attacks/requests.ts';
import { hiddenFields } from '../user-agent.ts';
import { startBreakable } from './breakable.ts';

test('a full hash queue is a 503 that says when to come again, for every form and endpoint that hashes (RFC 9110 §10.2.3)', async () => {
  // Below none there is no room for the one that is worked on either.
  const full = await startBreakable({ maxQueue: -1 });
  try {
    const browser = full.browser();
    const login = hiddenFields((await browser.authorize(B0)).body);
    const connection = 'Username-Password-Authentication';
    const body = JSON.stringify({ client_id: 'spa1', connection, email: 'new@acme.test', password: CHOSEN });
    const answers = [
      await browser.post('/login', { ...login, username: ALICE.username, password: CHOSEN, action: 'login' }),
      await browser.post('/signup', {
        ...login,
        username: ALICE.username,
        password: CHOSEN,
        action: 'signup',
      }),
      await browser.send('/dbconnections/signup', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      }),
    ];
    for (const { status, headers } of answers) assert.deepEqual([status, headers['retry-after']], [503, '5']);
    assert.match(answers[2]?.body ?? '', /temporarily_unavailable/);
    assert.doesNotMatch(full.logged(), /"msg":"failed"/);
  } finally {
    await full.close();
  }
});
