import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cacheKey, VersionedCache } from './versioned-cache.ts';

function open() {
  const state = { version: 0, loads: 0 };
  const cache = new VersionedCache<string>(() => state.version);
  const read = (key: string, value: string | undefined = key) =>
    cache.read(key, async () => {
      state.loads += 1;
      return value;
    });
  return { state, cache, read };
}

test('a load that fails is not kept: the next reader asks again', async () => {
  const { cache, read } = open();
  await assert.rejects(
    cache.read('a', () => Promise.reject(new Error('down'))),
    /down/,
  );
  assert.equal(await read('a'), 'a');
});

test('what does not exist is remembered until the version grows', async () => {
  const { state, read, cache } = open();
  assert.equal(await cache.read('a', async () => undefined), undefined);
  assert.equal(await read('a'), undefined);
  state.version += 1;
  assert.equal(await read('a'), 'a');
});

test('a load that began before a change does not outlive it', async () => {
  const { state, cache, read } = open();
  const slow = Promise.withResolvers<string>();
  const before = cache.read('a', () => slow.promise);
  state.version += 1;
  const after = read('a', 'new');
  slow.resolve('old');
  assert.equal(await before, 'old');
  assert.equal(await after, 'new');
  assert.equal(await read('a'), 'new');
});

test('readers at once share one load', async () => {
  const { state, read } = open();
  assert.deepEqual(await Promise.all([read('a'), read('a'), read('a')]), ['a', 'a', 'a']);
  assert.equal(state.loads, 1);
});

test('a flood of ids that do not exist leaves what exists in memory', async () => {
  const { state, read, cache } = open();
  await read('spa1');
  for (let id = 0; id < 20_000; id += 1) await cache.read(`no-${id}`, async () => undefined);
  const { loads } = state;
  await read('spa1');
  assert.equal(state.loads, loads);
});

test('memory is bounded for what exists too: the oldest goes', async () => {
  const { state, read } = open();
  for (let id = 0; id <= 10_000; id += 1) await read(`c-${id}`);
  const { loads } = state;
  await read('c-10000');
  await read('c-1');
  assert.equal(state.loads, loads);
  await read('c-0');
  assert.equal(state.loads, loads + 1);
});

test('AU-14 no id spells the key of another tenant', () => {
  assert.notEqual(cacheKey('a', 'b c'), cacheKey('a b', 'c'));
  assert.notEqual(cacheKey('a', '1 b c'), cacheKey('a 1 b', 'c'));
});
