import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TENANT_SETTINGS_DEFAULTS } from '../resources/tenant/settings.ts';
import type { Tenant } from '../resources/tenant/tenant.ts';
import type { Rollout } from '../storage/storage.ts';
import { evaluateRollout } from './rollout.ts';

const OFF: Rollout = { feature: 'api_authorization', region: 'eu', stage: 'off', percent: 100 };
const TENANTS = Array.from({ length: 2_000 }, (_, index) => tenant(`tenant-${index}`));

test('off is off, for those who take part in previews too', () => {
  assert.equal(evaluateRollout(OFF, tenant('a')), false);
  assert.equal(evaluateRollout(OFF, tenant('a', ['api_authorization'])), false);
});

test('preview is on for tenants that asked for this feature only', () => {
  const preview: Rollout = { ...OFF, stage: 'preview' };
  assert.equal(evaluateRollout(preview, tenant('a')), false);
  assert.equal(evaluateRollout(preview, tenant('a', ['another_feature'])), false);
  assert.equal(evaluateRollout(preview, tenant('a', ['api_authorization'])), true);
});

test('0 percent is nobody but those of the preview, 100 percent everybody', () => {
  const none: Rollout = { ...OFF, stage: 'percent', percent: 0 };
  assert.equal(
    TENANTS.some((each) => evaluateRollout(none, each)),
    false,
  );
  assert.equal(evaluateRollout(none, tenant('a', ['api_authorization'])), true);
  assert.equal(
    TENANTS.every((each) => evaluateRollout({ ...none, percent: 100 }, each)),
    true,
  );
});

test('a percentage is about that share of tenants, and nobody loses the feature while it grows', () => {
  const inAt = (percent: number) =>
    TENANTS.filter((each) => evaluateRollout({ ...OFF, stage: 'percent', percent }, each));
  const tenth = inAt(10);
  const half = inAt(50);
  assert.ok(tenth.length > 140 && tenth.length < 260, `${tenth.length} of 2,000 at 10 percent`);
  assert.ok(half.length > 900 && half.length < 1_100, `${half.length} of 2,000 at 50 percent`);
  assert.deepEqual(
    tenth.filter((each) => !half.includes(each)),
    [],
  );
});

test('the first tenants of one feature are not the first of another', () => {
  const inOf = (feature: string) =>
    TENANTS.filter((each) => evaluateRollout({ ...OFF, feature, stage: 'percent', percent: 10 }, each));
  const both = inOf('another_feature').filter((each) => inOf('api_authorization').includes(each));
  assert.ok(both.length < 60, `${both.length} are among the first tenth of both`);
});

test('on is on, and so is a feature that has no row in the region', () => {
  assert.equal(evaluateRollout({ ...OFF, stage: 'on', percent: 0 }, tenant('a')), true);
  assert.equal(evaluateRollout(undefined, tenant('a')), true);
});

function tenant(tenant_id: string, preview_features: readonly string[] = []): Tenant {
  return {
    tenant_id,
    name: 'acme',
    region: 'eu',
    settings: { ...TENANT_SETTINGS_DEFAULTS, preview_features },
  };
}
