import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createGroups } from './groups.ts';

const LONG = 60_000;

function watch(joined: readonly Promise<void>[]): { readonly done: () => Promise<readonly number[]> } {
  const done: number[] = [];
  for (const [index, one] of joined.entries()) void one.then(() => done.push(index));
  return {
    done: async () => {
      await wait(0);
      return done;
    },
  };
}

test('three wait for the fourth, and the fifth for others', async () => {
  const groups = createGroups({ size: 4, wait_ms: LONG });
  const join = () => groups.join({ isLast: false });
  const three = watch([join(), join(), join()]);
  assert.deepEqual(await three.done(), []);
  const others = watch([join(), join()]);
  assert.deepEqual(await three.done(), [0, 1, 2]);
  assert.deepEqual(await others.done(), [0]);
  const last = watch([groups.join({ isLast: true })]);
  assert.deepEqual(await last.done(), [0]);
  assert.deepEqual(await others.done(), [0, 1], 'the last takes along whoever waits');
});

test('whoever is the last of all waits for nobody', async () => {
  const groups = createGroups({ size: 4, wait_ms: LONG });
  assert.deepEqual(await watch([groups.join({ isLast: true })]).done(), [0]);
});

test('nobody waits for longer than a group may be waited for, and the next group has its own time', async () => {
  const groups = createGroups({ size: 4, wait_ms: 5 });
  await groups.join({ isLast: false });
  await Promise.all([groups.join({ isLast: false }), groups.join({ isLast: false })]);
});
