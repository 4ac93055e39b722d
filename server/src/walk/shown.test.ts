import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTelemetry } from './shown.ts';

const SAID = { name: 'auth0.js', version: '9.28.0' };

test('what a program says of itself is read in either base64, and anything else is nothing', () => {
  const json = JSON.stringify({ ...SAID, note: '>>>???' });
  for (const encoding of ['base64', 'base64url'] as const)
    assert.equal(readTelemetry(Buffer.from(json).toString(encoding))?.['name'], SAID.name);
  const long = Buffer.from(JSON.stringify({ ...SAID, env: 'x'.repeat(1_000) })).toString('base64');
  for (const text of [undefined, '', 'x', 'bnVsbA==', 'W10=', long])
    assert.equal(readTelemetry(text), undefined);
});
