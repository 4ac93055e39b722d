/**
 * Tacit under its own runner, which `oidc-provider.test.ts` holds to a certified provider.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSubject } from './runner/run-subject.ts';
import { startTacit } from './subjects/tacit.ts';

/** The plans that Tacit passes whole, by the beginning of their names. */
const PLANS = ['basic', 'implicit', 'hybrid', 'form_post', 'config', 'third-party-initiated login'];

/** Modules that certification lets a provider skip, and those that wait too long for `npm test`. */
const SKIPPED = [
  'oidcc-codereuse-30seconds',
  'oidcc-ensure-request-object-with-redirect-uri',
  'oidcc-idtoken-unsigned',
  'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported',
  'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported',
];

/** Each module runs in many variants; fewer results than this mean that plans were lost. */
const FLOOR = 350;

test('Tacit passes the modules of these plans in every variant, but those that may be skipped', async () => {
  const { failed, skipped, passed } = await runSubject(
    startTacit,
    PLANS.map((plan) => ({ plan })),
  );
  assert.deepEqual(failed, []);
  assert.deepEqual(skipped, SKIPPED);
  assert.ok(passed >= FLOOR, `only ${passed} passed`);
});
