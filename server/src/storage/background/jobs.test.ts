import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../../test/databases/databases.ts';

const LATER = NOW + 10_000;
const JOB = { job_id: 'job', document: '0', expires_at: LATER, isDone: false };

function part(number: number) {
  return { job_id: 'job', role: 'people', number, sealed: `sealed ${number}`, expires_at: LATER } as const;
}

forEachDatabase(
  'a job whose machine has died goes on where it stopped, and the one that was taken for dead ends no step',
  async ({ acme, storage, clock }) => {
    await acme.jobs.addPart(part(1));
    await acme.jobs.addPart(part(2));
    await acme.jobs.begin(JOB, 2);
    const dead = await storage.jobs.claim();
    assert.ok(dead);
    assert.ok(await acme.jobs.step({ job: dead, document: '1', done: 1, made: [], isLast: false }));
    assert.equal(await storage.jobs.claim(), undefined);
    clock.now += 61;
    const alive = await storage.jobs.claim();
    assert.ok(alive);
    assert.equal((await acme.jobs.nextPart('job', 'people', 0))?.number, 2);
    assert.equal(await acme.jobs.step({ job: dead, document: 'x', done: 2, made: [], isLast: true }), false);
    const error = { ...part(1), role: 'errors' } as const;
    assert.ok(await acme.jobs.step({ job: alive, document: '2', done: 2, made: [error], isLast: true }));
    assert.equal((await acme.jobs.find('job'))?.document, '2');
    assert.equal(await acme.jobs.nextPart('job', 'people', 0), undefined);
    assert.equal((await acme.jobs.nextPart('job', 'errors', 0))?.sealed, 'sealed 1');
    // A claim that is renewed too late brings nothing back.
    await storage.jobs.renew(alive);
    clock.now += 61;
    assert.equal(await storage.jobs.claim(), undefined);
  },
);

forEachDatabase(
  'of one tenant so many jobs are under way, those at their end beside them, and none is another tenant’s',
  async ({ acme, globex }) => {
    assert.ok(await acme.jobs.begin({ ...JOB, job_id: 'a' }, 2));
    assert.ok(await acme.jobs.begin({ ...JOB, job_id: 'b' }, 2));
    assert.equal(await acme.jobs.begin({ ...JOB, job_id: 'c' }, 2), false);
    assert.ok(await acme.jobs.begin({ ...JOB, job_id: 'd', isDone: true }, 2));
    assert.ok(await globex.jobs.begin({ ...JOB, job_id: 'a' }, 2));
    assert.equal(await acme.jobs.find('c'), undefined);
    assert.equal(await globex.jobs.find('b'), undefined);
  },
);

forEachDatabase(
  'of many who begin at once, at two machines, so many begin as may be under way',
  async ({ acme, open }) => {
    const other = (await open()).tenant('acme');
    const begun = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        (n % 2 === 0 ? acme : other).jobs.begin({ ...JOB, job_id: `job ${n}` }, 2),
      ),
    );
    assert.equal(begun.filter(Boolean).length, 2);
  },
);

forEachDatabase(
  'what was brought for nothing goes, and a job with its time',
  async ({ acme, clock, rows, storage }) => {
    await acme.jobs.addPart(part(1));
    await acme.jobs.drop('job');
    await acme.jobs.addPart(part(2));
    await acme.jobs.begin(JOB, 2);
    clock.now = LATER;
    assert.equal(await acme.jobs.find('job'), undefined);
    await storage.sweep(LATER);
    assert.deepEqual(await rows('select part_id from job_parts'), []);
    assert.deepEqual(await rows('select job_id from jobs'), []);
  },
);

forEachDatabase('RC-13 of many who begin under one key one does', async ({ acme, clock }) => {
  const key = { key_hash: 'k', client_id: 'c', request_hash: 'r', sealed: 's', expires_at: NOW + 10 };
  const begun = await Promise.all(Array.from({ length: 8 }, () => acme.idempotencyKeys.begin(key, 2)));
  assert.equal(begun.filter((one) => one === 'begun').length, 1);
  await acme.idempotencyKeys.finish({ key_hash: 'k', sealed: 'answer', expires_at: NOW + 20 });
  const again = await acme.idempotencyKeys.begin(key, 2);
  assert.equal(typeof again === 'object' ? again.sealed : again, 'answer');
  assert.equal(await acme.idempotencyKeys.begin({ ...key, key_hash: 'l' }, 2), 'begun');
  assert.equal(await acme.idempotencyKeys.begin({ ...key, key_hash: 'm' }, 2), 'full');
  await acme.idempotencyKeys.forget('l');
  assert.equal(await acme.idempotencyKeys.begin({ ...key, key_hash: 'm' }, 2), 'begun');
  clock.now = NOW + 20;
  assert.equal(await acme.idempotencyKeys.begin(key, 2), 'begun');
});
