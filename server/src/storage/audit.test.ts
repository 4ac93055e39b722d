import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { forEachDatabase, NOW } from '../../test/databases/databases.ts';

const EVENT = { type: 'login', request_id: 'r1' } as const;

forEachDatabase(
  'an event that could not be written is reported, and those after it are written',
  async (database) => {
    const { acme, rows } = database;
    await rows('alter table audit rename to audit_away');
    const outcomes = await Promise.allSettled([acme.audit.record(EVENT), acme.audit.record(EVENT)]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    await rows('alter table audit_away rename to audit');
    await acme.audit.record(EVENT);
    assert.equal((await acme.audit.list(10)).length, 1);
  },
);

forEachDatabase(
  'more events than the queue holds are refused at once, the others are kept',
  async ({ acme, rows }) => {
    const outcomes = await Promise.allSettled(Array.from({ length: 10_100 }, () => acme.audit.record(EVENT)));
    assert.equal(outcomes.filter(({ status }) => status === 'rejected').length, 100);
    assert.equal((await rows('select count(*) as n from audit'))[0]?.['n'], 10_000);
  },
);

forEachDatabase('values are cut to a length that a flood of them cannot abuse', async ({ acme }) => {
  const long = 'x'.repeat(100_000);
  await acme.audit.record({
    ...EVENT,
    request_id: long,
    client_id: long,
    sub: long,
    ip: long,
    detail: long,
  });
  const [event] = await acme.audit.list(1);
  assert.ok(event);
  for (const name of ['request_id', 'client_id', 'sub', 'ip'] as const) {
    assert.equal(event[name]?.length, 255);
  }
  assert.equal(event.detail?.length, 1_024);
});

forEachDatabase('control characters, half characters and SQL in values are data', async ({ acme }) => {
  const detail = "line one\r\nline two\u001b[2J \u{1F4C5} \u202E'); drop table audit; --";
  await acme.audit.record({ ...EVENT, detail, client_id: 'nul\0', sub: 'half \ud83d' });
  const expected = { ...EVENT, id: '', detail, client_id: 'nul\uFFFD', sub: 'half \uFFFD', at: NOW };
  const [{ id: _, ...listed } = expected] = await acme.audit.list(1);
  const { id: __, ...told } = { ...expected, auth0_type: 's' };
  assert.deepEqual(listed, told);
});

forEachDatabase('closing takes no more events and waits for those under way', async ({ open, rows }) => {
  const storage = await open();
  const { audit } = storage.tenant('acme');
  const recorded = Promise.all(Array.from({ length: 300 }, () => audit.record(EVENT)));
  const closed = storage.close();
  await assert.rejects(audit.record(EVENT), /closed/);
  await Promise.all([recorded, closed]);
  assert.equal((await rows('select count(*) as n from audit'))[0]?.['n'], 300);
});

forEachDatabase(
  'an event is there for every connection as soon as its promise resolves',
  async (database) => {
    const { acme, globex, rows } = database;
    for (let count = 1; count <= 5; count += 1) {
      await Promise.all([acme.audit.record(EVENT), globex.audit.record(EVENT)]);
      assert.equal((await rows('select count(*) as n from audit'))[0]?.['n'], 2 * count);
    }
  },
);

forEachDatabase(
  'events at once are all recorded, and listed newest first within a bound',
  async (database) => {
    const { acme, globex, clock } = database;
    const names = Array.from({ length: 1_100 }, (_, index) => `r${index}`);
    await Promise.all(names.map((request_id) => acme.audit.record({ type: 'login', request_id })));
    await globex.audit.record(EVENT);
    clock.now = NOW + 1;
    await acme.audit.record({ type: 'logout', request_id: 'last' });
    const listed = await acme.audit.list(5_000);
    assert.deepEqual(
      listed.map(({ request_id }) => request_id),
      ['last', ...names.toReversed()].slice(0, 1_000),
    );
    assert.deepEqual(
      (await acme.audit.list(2)).map(({ at }) => at),
      [NOW + 1, NOW],
    );
  },
);

const RECORDER = `
const [, module, databaseUrl] = process.argv;
const { openStorage } = await import(module);
const storage = await openStorage({ databaseUrl, now: () => 0, onError: (error) => { throw error; } });
const { audit } = storage.tenant('acme');
async function record(caller) {
  for (let count = 0; ; count += 1) {
    const request_id = caller + '-' + count;
    await audit.record({ type: 'login', request_id });
    console.log(request_id);
  }
}
for (const caller of ['a', 'b', 'c', 'd']) void record(caller);
`;

forEachDatabase('what a killed process has confirmed is there', async ({ databaseUrl, rows }) => {
  const storageModule = import.meta.resolve('./storage.ts');
  const parameters = ['--input-type=module', '--eval', RECORDER, storageModule, databaseUrl];
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  const confirmed: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    confirmed.push(line);
    if (confirmed.length === 200) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  // The last line may have been cut off with the process.
  confirmed.pop();
  const recorded = new Set((await rows('select request_id from audit')).map(({ request_id }) => request_id));
  assert.deepEqual(
    confirmed.filter((request_id) => !recorded.has(request_id)),
    [],
  );
  assert.ok(confirmed.length >= 199);
});
