import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Environment, readConfig } from './config.ts';

const REFUSED: readonly (readonly [Environment, string])[] = [
  [{ TACIT_STOP_SECONDS: '5s' }, 'TACIT_STOP_SECONDS is "5s", not a number of seconds from 0 to 3600.'],
  [{ TACIT_STOP_SECONDS: '-1' }, 'TACIT_STOP_SECONDS is "-1", not a number of seconds from 0 to 3600.'],
  [{ TACIT_DRAIN_SECONDS: '3601' }, 'TACIT_DRAIN_SECONDS is "3601", not a number of seconds from 0 to 3600.'],
  [{ TACIT_DRAIN_SECONDS: '25' }, 'TACIT_DRAIN_SECONDS is a part of TACIT_STOP_SECONDS: it must be shorter.'],
];

test('a time that cannot be meant, and a draining that is longer than the whole end, stop the start', () => {
  for (const [env, sentence] of REFUSED) assert.deepEqual(readConfig(env), { ok: false, error: [sentence] });
});

test('how many people a search looks at is a number that can be meant', () => {
  for (const people of ['99', '10000001', '1e5', '-100'])
    assert.deepEqual(readConfig({ TACIT_SEARCHED_PEOPLE: people }), {
      ok: false,
      error: [`TACIT_SEARCHED_PEOPLE is "${people}", not a number of people from 100 to 10000000.`],
    });
});

test('draining takes no time at localhost, where no proxy asks, and five seconds elsewhere', () => {
  const drainSeconds = (TACIT_BASE_URL: string) => {
    const read = readConfig({ TACIT_BASE_URL });
    return read.ok && read.value.drainSeconds;
  };
  assert.equal(drainSeconds('http://auth.localhost:4000'), 0);
  assert.equal(drainSeconds('https://auth.example.com'), 5);
});
