/**
 * The whole server behind PgBouncer as Debian ships it, by sessions and by transactions: it lets no parameter of the start
 * through but a few, and by transactions nothing of a session stays (attack catalogue F-30).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALICE, B0 } from '../attacks/requests.ts';
import { startPostgres } from '../databases/postgres.ts';
import { startPgBouncer } from '../databases/postgres-pair.ts';
import { openWritable } from '../databases/writable.ts';
import { startStack } from '../stack.ts';
import { fragment } from '../user-agent.ts';

for (const mode of ['session', 'transaction'] as const) {
  test(`behind PgBouncer with pool_mode = ${mode} two machines start at once, people sign in and changes are seen`, {
    timeout: 120_000,
  }, async (t) => {
    const databaseUrl = await startPgBouncer(startPostgres().url, mode);
    const errors: unknown[] = [];
    const options = { databaseUrl, now: () => 0, onError: (error: unknown) => void errors.push(error) };
    // Each migrates the empty database, or waits for the other.
    const machines = await Promise.all([openWritable(options), openWritable(options)]);
    for (const machine of machines) await machine.close();

    const stack = await startStack({ databaseUrl });
    t.after(() => stack.close());
    const browsers = Array.from({ length: 8 }, () => stack.browser());
    const answers = await Promise.all(
      browsers.map(async (browser) => browser.signIn(await browser.authorize(B0), ALICE)),
    );
    for (const { location, body } of answers) assert.ok(fragment(location)['access_token'], body);

    const records = stack.storage.tenant('t-acme');
    const client = await records.clients.find(B0.client_id);
    assert.ok(client);
    await records.clients.save({ ...client, grant_types: [] });
    const isRefused = async () => {
      const { location } = await stack.browser().authorize(B0);
      return fragment(location)['error'] === 'unauthorized_client';
    };
    // By transactions notifications may be lost: then it is seen after five seconds.
    const deadline_ms = performance.now() + 20_000;
    while (!(await isRefused())) assert.ok(performance.now() < deadline_ms, 'The change is not seen.');
    assert.deepEqual(errors, []);
  });
}
