/**
 * Tacit under its own runner, which `oidc-provider.test.ts` holds to a certified provider.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSubject } from './runner/run-subject.ts';
import { startTacit } from './subjects/tacit.ts';

/** Modules that certification lets a provider skip, and those that wait too long for `npm test`. */
const SKIPPED = [
  'oidcc-codereuse-30seconds',
  'oidcc-ensure-request-object-with-redirect-uri',
  'oidcc-idtoken-unsigned',
  'oidcc-refresh-token-rp-key-rotation',
  'oidcc-request-uri-unsigned',
  'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported',
  'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported',
];

/** Each module runs in many variants; fewer results than this mean that plans were lost. */
const FLOOR = 470;

test('Tacit passes every module of every plan in every variant, but those that may be skipped', async () => {
  const { failed, skipped, passed } = await runSubject(startTacit);
  assert.deepEqual(failed, []);
  assert.deepEqual(skipped, SKIPPED);
  assert.ok(passed >= FLOOR, `only ${passed} passed`);
});

test('what a server that asks no private address cannot show is skipped, not failed', async () => {
  const start = () => startTacit({ listenerOrigin: 'http://127.0.0.1:1' });
  const modules = ['oidcc-registration-jwks-uri', 'oidcc-backchannel-rp-initiated-logout'];
  const { failed, skipped } = await runSubject(
    start,
    modules.map((module) => ({ module })),
  );
  assert.deepEqual([failed, skipped], [[], modules.toSorted()]);
});
