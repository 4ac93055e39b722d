import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { createOutages } from './outages.ts';

function told() {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const outages = createOutages({ log, check: () => Promise.reject(new Error('still')) });
  return { outages, messages: () => lines.map((line) => JSON.parse(line).msg) };
}

test('of an outage one line is written, whatever number of requests it refuses', () => {
  const { outages, messages } = told();
  for (let time = 0; time < 1_000; time += 1)
    outages.refused(new Error('gone'), { line: { request_id: String(time) }, isWrite: false });
  assert.deepEqual(messages(), ['the database fails: what needs it is answered 503']);
  assert.ok(!outages.isRefusing(), 'it is asked itself whether it is ready');
  outages.refused(new Error('full'), { line: {}, isWrite: true });
  assert.ok(outages.isRefusing());
});

test('a row that cannot be read is told once, another one too', () => {
  const { outages, messages } = told();
  for (const row of ['a', 'a', 'b', 'a']) outages.unreadable(new Error(row), {});
  assert.equal(messages().length, 2);
});
