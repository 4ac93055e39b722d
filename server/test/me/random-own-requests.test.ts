/**
 * Requests that nobody would write to the My Account API: no failure of ours, and no answer outside its document (the fixture holds
 * each against it).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { OWN_OPERATIONS } from '../../src/me/own-operations.ts';
import { sendRandomly } from '../management/random-requests.ts';
import { type Own, startOwn } from './own.ts';

let own: Own;
before(async () => {
  own = await startOwn();
});
after(() => own.stack.close());

const RUNS = 8;

test('MG-10 MG-24 no request to one’s own account is a failure of ours', async () => {
  const { person, browser } = await own.signedIn();
  for (const operation of OWN_OPERATIONS) {
    // What one of them ends the next one has again.
    const token = await own.token({ person, browser });
    await sendRandomly(
      operation,
      async ({ method, path, body }) => {
        const { status } = await own.call(token, method, path, body);
        assert.ok(status < 500, `${method} ${path} ${JSON.stringify(body)}: ${status}`);
      },
      RUNS,
    );
  }
});
