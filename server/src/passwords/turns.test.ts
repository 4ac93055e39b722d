import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTurns } from './turns.ts';

test('no more than so many have a turn, fewer while the loop is busy, and the first who waits is next', async () => {
  let busy = true;
  const turns = createTurns({ calm: 4, busy: 2 }, 10_000, { isBusy: () => busy });
  const begun: number[] = [];
  const all = Array.from({ length: 8 }, (_, index) => turns.take().then(() => begun.push(index)));
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  await settled();
  assert.deepEqual(begun, [0, 1]);
  assert.equal(turns.taken(), 8);
  turns.giveBack();
  await settled();
  assert.deepEqual(begun, [0, 1, 2]);
  busy = false;
  turns.giveBack();
  await settled();
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 5]);
  busy = true;
  turns.giveBack();
  turns.giveBack();
  await settled();
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 5]);
  turns.giveBack();
  turns.giveBack();
  await Promise.all(all);
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.equal(turns.taken(), 2);
});

test('one always has its turn, however busy the loop is', async () => {
  const turns = createTurns({ calm: 2, busy: 1 }, 10_000, { isBusy: () => true });
  await turns.take();
  const second = turns.take();
  turns.giveBack();
  await second;
  assert.equal(turns.taken(), 1);
});

test('who has waited for too long has no turn, and whoever comes behind has it', async () => {
  let now_ms = 0;
  const turns = createTurns({ calm: 1, busy: 1 }, 10_000, { isBusy: () => false, now_ms: () => now_ms });
  assert.equal(await turns.take(), true);
  const gone = [turns.take(), turns.take()];
  now_ms = 1;
  const inTime = turns.take();
  now_ms = 10_001;
  turns.giveBack();
  assert.deepEqual(await Promise.all(gone), [false, false]);
  assert.equal(await inTime, true, 'at the edge it is in time');
  assert.equal(turns.taken(), 1);
});
