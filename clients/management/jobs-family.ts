/**
 * Jobs by Auth0's own ManagementClient: people brought in a file of the disk, taken away in one, and a mail that asks for a confirmation.
 */
import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ManagementClient as Version5 } from 'auth0-5';
import type { ManagementClient as Version7 } from 'auth0-7';

/** All that its client can do. */
export async function walkJobs(
  { jobs, connections, users }: Version5 | Version7,
  name: string,
): Promise<void> {
  const [database] = (await connections.list({ strategy: ['auth0'], take: 1 })).data;
  const connection_id = database?.id ?? '';
  const email = `bob${name}@people.test`;
  const folder = await mkdtemp(join(tmpdir(), 'tacit-people-'));
  await writeFile(join(folder, 'people.json'), JSON.stringify([{ email }, { email: 'none' }]));
  // As Auth0's documents say it.
  const people = () => createReadStream(join(folder, 'people.json'));
  const request = { connection_id, external_id: name, upsert: false, send_completion_email: false };
  const imported = await jobs.usersImports.create({ users: people(), ...request });
  assert.equal(await finished(() => jobs.get(imported.id)), 'completed');
  const { summary, external_id } = Object(await jobs.get(imported.id));
  assert.deepEqual(summary, { failed: 1, updated: 0, inserted: 1, total: 2 });
  assert.equal(external_id, name);
  assert.match(JSON.stringify(await jobs.errors.get(imported.id)), /none.*path":"email/);
  await assert.rejects(
    jobs.usersImports.create({ users: people(), ...request, send_completion_email: true }, { maxRetries: 0 }),
    /no mail is sent at the end of a job/,
  );
  await rm(folder, { recursive: true });
  const [bob] = await users.listUsersByEmail({ email });
  const exported = await jobs.usersExports.create({ connection_id, format: 'csv' });
  assert.equal(await finished(() => jobs.get(exported.id)), 'completed');
  // Without a token.
  const file = await fetch(Object(await jobs.get(exported.id)).location);
  assert.ok(
    gunzipSync(await file.bytes())
      .toString()
      .includes(email),
  );
  const mail = await jobs.verificationEmail.create({ user_id: bob?.user_id ?? '' });
  assert.equal(mail.type, 'verification_email');
  await users.delete(bob?.user_id ?? '');
}

/** What becomes of a job. */
async function finished(ask: () => Promise<{ readonly status: string }>): Promise<string> {
  const { status } = await ask();
  return status === 'pending' || status === 'processing' ? finished(ask) : status;
}
