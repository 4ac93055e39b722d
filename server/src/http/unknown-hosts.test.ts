import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { createUnknownHosts } from './unknown-hosts.ts';

const REQUEST = { request_id: 'req-1', path: '/' };

function open() {
  const lines: string[] = [];
  const clock = { now: 1_800_000_000 };
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const { warn } = createUnknownHosts({ log, now: () => clock.now });
  return {
    clock,
    warn: (host: string) => warn(host, REQUEST),
    lines: () => lines.map((line) => JSON.parse(line)),
  };
}

test('a host is told once an hour, with the request', () => {
  const { clock, warn, lines } = open();
  warn('a.test');
  warn('a.test');
  warn('b.test');
  clock.now += 3_599;
  warn('a.test');
  assert.deepEqual(
    lines().map(({ level, host, request_id, path }) => [level, host, request_id, path]),
    [
      [40, 'a.test', 'req-1', '/'],
      [40, 'b.test', 'req-1', '/'],
    ],
  );
  clock.now += 1;
  warn('a.test');
  assert.equal(lines().length, 3);
});

test('a host is told in one short line, without what a terminal would obey', () => {
  const { warn, lines } = open();
  warn(`a\u0085\u001b[31m\r\n\u202e${'b'.repeat(500)}`);
  const [{ host }] = lines();
  assert.equal(host, `a[31m${'b'.repeat(95)}`);
});

test('a flood is told by number, once a minute, and the memory is bounded', () => {
  const { clock, warn, lines } = open();
  for (let index = 0; index < 10_000; index += 1) warn(`${index}.test`);
  assert.deepEqual([lines().length, lines().at(-1).count], [101, 1]);
  clock.now += 59;
  warn('x.test');
  assert.equal(lines().length, 101);
  clock.now += 1;
  warn('y.test');
  assert.deepEqual([lines().length, lines().at(-1).count], [102, 9_901]);
  clock.now += 3_600;
  warn('y.test');
  assert.equal(lines().at(-1).host, 'y.test');
});

test('a clock that goes back silences nobody', () => {
  const { clock, warn, lines } = open();
  warn('a.test');
  clock.now -= 86_400;
  warn('a.test');
  assert.equal(lines().length, 2);
});
