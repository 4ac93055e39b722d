/**
 * The README lists what programs rely on: every code and every reason.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { TOKEN_FINDINGS } from '../src/diagnosis/token-findings.ts';
import { ERROR_OF_REASON } from '../src/protected-resource/refusal.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('every reason to refuse is listed in the README with its error', () => {
  for (const [reason, error] of Object.entries(ERROR_OF_REASON)) {
    assert.match(readme, new RegExp(`^\\| \`${reason}\` \\| \`${error}\` \\|`, 'm'));
  }
});

test('every finding that is no reason is listed in the README', () => {
  const narrower = Object.keys(TOKEN_FINDINGS).filter((code) => !Object.hasOwn(ERROR_OF_REASON, code));
  assert.ok(narrower.length >= 5);
  for (const code of narrower) assert.match(readme, new RegExp(`^\\| \`${code}\` \\| \``, 'm'));
});

test('every code of a GuardError is listed in the README', () => {
  const source = readFileSync(new URL('../src/guard-error.ts', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/^ {2}\| '(\w+)'/gm)].map(([, code]) => code);
  assert.ok(codes.length >= 10);
  for (const code of codes) assert.match(readme, new RegExp(`^\\| \`${code}\` \\|`, 'm'));
});
