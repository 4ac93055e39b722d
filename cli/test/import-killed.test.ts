/**
 * A server that dies in the middle of an import, as by `kill -9` or a machine that loses power: another one goes on where it stopped.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { freePort } from '../../server/test/ports.ts';
import { FILE, operator } from './operator.ts';
import { startAt } from './serving.ts';

const PEOPLE = 300;

const ADMIN = { TACIT_ADMIN_CLIENT_ID: 'operator', TACIT_ADMIN_CLIENT_SECRET: 's'.repeat(43) };

test('an import whose process is killed is done by the next one: nobody twice, and nobody lost', async (t) => {
  const place = await operator(t);
  await writeFile(join(place.directory, 'tacit.yaml'), FILE);
  const port = await freePort();
  const env = { TACIT_PORT: String(port), ...ADMIN };
  assert.equal((await place.tacit(['apply', 'tacit.yaml'], { ...env, ALICE: 'x y z' })).code, 0);
  const first = await startAt(port, place, { t, env });
  const begun = await bringPeople(port);
  const ask = asking(port);
  for (let job = begun; !(job.percentage_done > 0); ) job = await ask(`jobs/${begun.id}`);
  first.child.kill('SIGKILL');
  await once(first.child, 'close');

  const database = new DatabaseSync(join(place.directory, 'data/tacit.db'));
  t.after(() => database.close());
  const count = () => Number(database.prepare('select count(*) as n from users').get()?.['n']);
  const early = count();
  assert.ok(early > 1 && early < PEOPLE, `it was killed in the middle: ${early}`);
  // As a minute later, when whoever is not heard of is taken for dead.
  database.exec('update jobs set due_at = 0 where due_at is not null');

  await startAt(port, place, { t, env });
  const again = asking(port);
  let job = await again(`jobs/${begun.id}`);
  while (job.status === 'processing' || job.status === 'pending') job = await again(`jobs/${begun.id}`);
  assert.deepEqual(job.summary, { failed: 0, updated: 0, inserted: PEOPLE, total: PEOPLE });
  assert.deepEqual(await again(`jobs/${begun.id}/errors`), []);
  assert.equal(count(), PEOPLE + 1, 'Alice was there before');
  await isPiped(place);
  assert.equal(database.prepare('select count(*) as n from job_parts').get()?.['n'], 0);
});

/** What is piped in is brought, and what is piped out is everybody and nothing else. */
async function isPiped({ tacit }: Awaited<ReturnType<typeof operator>>): Promise<void> {
  const brought = await tacit(['users', 'import', '-'], {}, JSON.stringify([{ email: 'last@people.test' }]));
  assert.deepEqual(
    [brought.code, brought.stdout, brought.stderr],
    [0, 'Of 1: 1 imported, 0 changed, 0 refused.\n', ''],
  );
  const { stdout, stderr } = await tacit(['users', 'export', '--all']);
  assert.equal(stderr, '');
  const addresses = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).email);
  assert.equal(new Set(addresses).size, PEOPLE + 2);
}

async function bringPeople(port: number) {
  const ask = asking(port);
  const [connection] = await ask('connections');
  const people = Array.from({ length: PEOPLE }, (_, n) => ({ email: `user-${n}@people.test` }));
  const form = new FormData();
  form.set('connection_id', connection.id);
  form.set('users', new Blob([JSON.stringify(people)]), 'people.json');
  return ask('jobs/users-imports', form);
}

/** Whoever may do everything at the server that listens there. */
function asking(port: number) {
  const origin = `http://localhost:${port}`;
  const token = (async () => {
    const answer = await fetch(`${origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: ADMIN.TACIT_ADMIN_CLIENT_ID,
        client_secret: ADMIN.TACIT_ADMIN_CLIENT_SECRET,
        audience: `${origin}/api/v2/`,
      }),
    });
    return JSON.parse(await answer.text()).access_token;
  })();
  return async (path: string, body?: FormData) => {
    const answer = await fetch(`${origin}/api/v2/${path}`, {
      headers: { authorization: `Bearer ${await token}` },
      ...(body ? { method: 'POST', body } : {}),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${path}: ${text}`);
    return JSON.parse(text);
  };
}
