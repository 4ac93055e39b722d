import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { startWorker, type Work } from './worker.ts';

type Done = { readonly piece: number; readonly outcome: string };

/** Pieces of work whose ends a test decides, and all that was written of them. */
function pieces(count: number) {
  const left = Array.from({ length: count }, (_, index) => index);
  const ends = new Map<number, () => void>();
  const settled: Done[] = [];
  const renewed: number[] = [];
  const work: Work<number, string> = {
    nameOf: String,
    async claim() {
      await turn();
      return left.shift();
    },
    async renew(piece) {
      renewed.push(piece);
    },
    attempt: (piece) => new Promise((resolve) => ends.set(piece, () => resolve('sent'))),
    async settle(piece, outcome) {
      ends.delete(piece);
      await turn();
      settled.push({ piece, outcome });
    },
  };
  return { work, left, ends, settled, renewed };
}

const errors: unknown[] = [];
const OPTIONS = {
  lanes: 4,
  renew_every_ms: 15_000,
  grace_ms: 60_000,
  onError: (error: unknown) => errors.push(error),
};

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await turn();
}

test('of 50 pieces no more are claimed than are under way, and each is done once', async () => {
  const { work, left, ends, settled } = pieces(50);
  const worker = startWorker(work, OPTIONS);
  for (let wakes = 0; wakes < 50; wakes += 1) worker.wake();
  while (settled.length < 50) {
    await until(() => ends.size === Math.min(4, 50 - settled.length));
    assert.equal(left.length + ends.size + settled.length, 50);
    const before = settled.length;
    [...ends.values()].forEach((end) => {
      end();
    });
    await until(() => settled.length > before);
  }
  assert.deepEqual(settled.map(({ piece }) => piece).sort((a, b) => a - b).length, 50);
  assert.equal(await worker.close(), 0);
});

test('what is written while nobody finds anything is found, without another round', async () => {
  const { work, left, ends, settled } = pieces(0);
  const worker = startWorker({ ...work, claim: lookTwice }, { ...OPTIONS, lanes: 1 });
  async function lookTwice(): Promise<number | undefined> {
    const found = left.shift();
    await turn();
    if (found === undefined && settled.length === 0 && left.length === 0) {
      left.push(7);
      worker.wake();
    }
    return found;
  }
  worker.wake();
  await until(() => ends.has(7));
  ends.get(7)?.();
  await until(() => settled.length === 1);
  await worker.close();
});

test('a piece that takes long keeps its claim', async () => {
  const { work, ends, renewed, settled } = pieces(1);
  const worker = startWorker(work, { ...OPTIONS, renew_every_ms: 1 });
  worker.wake();
  await until(() => renewed.length >= 3);
  ends.get(0)?.();
  await until(() => settled.length === 1);
  assert.equal(await worker.close(), 0);
});

test('a piece whose claim ends while it is under way, as where the clock was set, is not begun again', async () => {
  const { work, left, ends, settled } = pieces(1);
  const attempts: number[] = [];
  const attempt = (piece: number) => {
    attempts.push(piece);
    return work.attempt(piece);
  };
  const worker = startWorker({ ...work, attempt }, OPTIONS);
  worker.wake();
  await until(() => ends.size === 1);
  left.push(0);
  worker.wake();
  await until(() => left.length === 0);
  ends.get(0)?.();
  await until(() => settled.length === 1);
  assert.equal(await worker.close(), 0);
  assert.deepEqual(attempts, [0]);
});

test('closing waits for what is under way and begins nothing more', async () => {
  const { work, left, ends, settled } = pieces(9);
  const worker = startWorker(work, OPTIONS);
  worker.wake();
  await until(() => ends.size === 4);
  const closed = worker.close();
  worker.wake();
  for (const end of ends.values()) end();
  assert.equal(await closed, 0);
  assert.equal(settled.length, 4);
  assert.equal(left.length, 5);
});

test('what does not end in time is given up: counted, and nothing is written of it afterwards', async () => {
  const { work, ends, settled, renewed } = pieces(1);
  const worker = startWorker(work, { ...OPTIONS, grace_ms: 5, renew_every_ms: 1 });
  worker.wake();
  await until(() => ends.size === 1);
  const end = ends.get(0);
  assert.equal(await worker.close(), 1);
  const before = renewed.length;
  end?.();
  for (let turns = 0; turns < 20; turns += 1) await turn();
  assert.deepEqual([settled, renewed.length], [[], before]);
});

test('a database that is down is told once for each round, and the next round goes on', async () => {
  const { work, ends, settled } = pieces(1);
  const state = { isDown: true };
  const claim = () => (state.isDown ? Promise.reject(new Error('down')) : work.claim());
  const told: unknown[] = [];
  const worker = startWorker({ ...work, claim }, { ...OPTIONS, onError: (error) => told.push(error) });
  worker.wake();
  await until(() => told.length === 1);
  state.isDown = false;
  worker.wake();
  await until(() => ends.size === 1);
  ends.get(0)?.();
  await until(() => settled.length === 1);
  assert.equal(told.length, 1);
  assert.equal(await worker.close(), 0);
  assert.deepEqual(errors, []);
});
