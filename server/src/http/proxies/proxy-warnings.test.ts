import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProxyWarnings } from './proxy-warnings.ts';
import type { Remark } from './source.ts';

const REMARK: Remark = { kind: 'not_readable', peer: '10.0.0.1', header: 'x-forwarded-for', value: 'a' };

function start() {
  const told: unknown[] = [];
  const clock = { now: 1_800_000_000 };
  const log = { warn: (...line: unknown[]) => void told.push(...line) };
  return { told, clock, warn: createProxyWarnings({ log, now: () => clock.now }) };
}

test('each kind is told once an hour, whatever the values', () => {
  const { told, clock, warn } = start();
  for (let sent = 0; sent < 1_000; sent += 1) warn({ ...REMARK, value: `v${sent}`, peer: `10.0.0.${sent}` });
  assert.equal(told.length, 2);
  warn({ kind: 'not_trusted', peer: '10.0.0.2', header: 'forwarded' });
  assert.equal(told.length, 4);
  assert.match(String(told[3]), /TACIT_TRUST_PROXY/);
  clock.now += 3_599;
  warn(REMARK);
  assert.equal(told.length, 4);
  clock.now += 1;
  warn(REMARK);
  assert.equal(told.length, 6);
  clock.now -= 7_200;
  warn(REMARK);
  assert.equal(told.length, 8, 'a clock that goes back silences nothing');
});

test('a value is cut, and has nothing that a terminal would obey', () => {
  const { told, warn } = start();
  warn({ ...REMARK, value: `\u001b[31m${'x'.repeat(500)}` });
  assert.deepEqual(told[0], { peer: '10.0.0.1', header: 'x-forwarded-for', value: `[31m${'x'.repeat(96)}` });
});
