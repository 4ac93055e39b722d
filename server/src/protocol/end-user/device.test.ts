import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceOf } from './device.ts';

const CASES: readonly (readonly [
  user_agent: string,
  browser: string | undefined,
  system: string | undefined,
])[] = [
  ['', undefined, undefined],
  ['curl/8.5.0', undefined, undefined],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Edge',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36',
    'Chrome',
    'Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1',
    'Safari',
    'iPhone',
  ],
  ['<script>alert(1)</script>', undefined, undefined],
];

for (const [user_agent, browser, system] of CASES) {
  test(`a header is as much as its owner would recognise of it (RFC 9110 §10.1.5): ${user_agent}`, () => {
    assert.deepEqual(deviceOf(user_agent), { browser, system });
  });
}
