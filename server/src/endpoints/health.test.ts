import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { createReadiness, createWriteCheck } from './health.ts';

const STILL = { log: pino({ level: 'silent' }), isRefusing: () => false, isDraining: () => false };

test('whoever asks, and however many, one row is written', async () => {
  const written: number[] = [];
  const check = createWriteCheck({ ping: async () => void written.push(1) });
  await Promise.all(Array.from({ length: 100 }, check));
  await check();
  assert.equal(written.length, 1);
});

test('a database that hangs is not ready after two seconds, and is asked by nobody else meanwhile', async () => {
  const hanging = Promise.withResolvers<void>();
  let asked = 0;
  const check = createWriteCheck({
    ping: () => {
      asked += 1;
      return hanging.promise;
    },
  });
  await assert.rejects(check(), /has not written a row within 2000 ms/);
  await assert.rejects(check(), /has not written/);
  assert.equal(asked, 1);
  hanging.resolve();
});

test('the probe says that it is the store, and nothing of it; a write that was refused a moment ago counts', async () => {
  const failing = createWriteCheck({
    ping: () => Promise.reject(new Error('disk /mnt/data is full')),
  });
  const answers = [
    await createReadiness({ ...STILL, checkWrite: failing })(),
    await createReadiness({ ...STILL, checkWrite: async () => {}, isRefusing: () => true })(),
  ];
  for (const answer of answers) {
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('retry-after'), '5');
    assert.equal(await answer.text(), '{"status":"unavailable","why":"store"}');
  }
  const ready = await createReadiness({ ...STILL, checkWrite: async () => {} })();
  assert.deepEqual([ready.status, await ready.text()], [200, '{"status":"ok"}']);
});

test('that it is not ready is logged once, and that it is again', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const state = { fails: true };
  const checkWrite = () => (state.fails ? Promise.reject(new Error('x')) : Promise.resolve());
  const readiness = createReadiness({ log, checkWrite, isRefusing: () => false, isDraining: () => false });
  for (let time = 0; time < 3; time += 1) await readiness();
  state.fails = false;
  for (let time = 0; time < 3; time += 1) await readiness();
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).msg),
    ['not ready', 'ready again'],
  );
});
