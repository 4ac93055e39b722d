import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { writable } from '../../test/databases/writable.ts';
import { type Config, readConfig } from '../config.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../resources/tenant/settings.ts';
import { createTenants } from '../tenants/tenants.ts';
import { withStorage } from './database.ts';
import { listRollouts, setRollout } from './rollout.ts';

async function configured(t: TestContext): Promise<Config> {
  const directory = await mkdtemp(join(tmpdir(), 'tacit-rollout-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const config = readConfig({ TACIT_DATABASE_URL: `sqlite:${join(directory, 'tacit.db')}` });
  assert.ok(config.ok);
  return config.value;
}

const FEATURE = 'api_authorization';

const REFUSED: readonly (readonly [Partial<Parameters<typeof setRollout>[1]>, string])[] = [
  [
    { feature: 'api_authorisation' },
    'There is no feature api_authorisation: did you mean api_authorization?',
  ],
  [{ feature: 'mfa' }, 'There is no feature mfa; there is api_authorization.'],
  [{ feature: 'constructor' }, 'There is no feature constructor; there is api_authorization.'],
  [{ region: 'EU' }, 'A region is lower-case letters, digits and hyphens, not "EU".'],
  [{ region: '' }, 'A region is lower-case letters, digits and hyphens, not "".'],
  [{ stage: 'enabled' }, 'There is no stage enabled; there are off, preview, percent, on.'],
  [{ stage: 'percent' }, 'The stage percent needs --percent N.'],
  [{ stage: 'on', percent: '50' }, '--percent has no meaning with the stage on.'],
  [{ stage: 'percent', percent: '101' }, 'A percentage is a whole number from 0 to 100, not "101".'],
  [{ stage: 'percent', percent: '-1' }, 'A percentage is a whole number from 0 to 100, not "-1".'],
  [{ stage: 'percent', percent: '1e1' }, 'A percentage is a whole number from 0 to 100, not "1e1".'],
];

for (const [words, sentence] of REFUSED) {
  test(`a rollout of ${JSON.stringify(words)} is refused and nothing is written`, async (t) => {
    const config = await configured(t);
    const choice = { feature: FEATURE, region: 'eu', stage: 'on', percent: undefined, ...words };
    assert.deepEqual(await setRollout(config, choice), { ok: false, error: sentence });
    assert.deepEqual(
      (await listRollouts(config)).filter(({ is_set }) => is_set),
      [],
    );
  });
}

test('without a row a feature is on in the home region, and said not to be set', async (t) => {
  const config = await configured(t);
  assert.deepEqual(await listRollouts(config), [
    { feature: FEATURE, region: 'us', stage: 'on', is_set: false },
  ]);
});

test('the table has the regions of tenants, of rows and the home region, each once', async (t) => {
  const config = await configured(t);
  const tenant = { tenant_id: 't', name: 'acme', region: 'ap', settings: TENANT_SETTINGS_DEFAULTS };
  await withStorage(config, (storage) => writable(storage).tenants.save(tenant));
  await setRollout(config, { feature: FEATURE, region: 'eu', stage: 'percent', percent: '0' });
  await setRollout(config, { feature: FEATURE, region: 'ap', stage: 'preview', percent: undefined });
  assert.deepEqual(
    (await listRollouts(config)).map(({ region, stage, is_set }) => `${region} ${stage} ${is_set}`),
    ['ap preview true', 'eu 0 percent true', 'us on false'],
  );
});

test('a running server sees each stage with its next request, and the last one counts', async (t) => {
  const config = await configured(t);
  const tenant = { tenant_id: 't', name: 'acme', region: 'eu', settings: TENANT_SETTINGS_DEFAULTS };
  await withStorage(config, async (storage) => {
    await writable(storage).tenants.save(tenant);
    const tenants = createTenants({ storage, config });
    const stages = ['on', 'off', 'preview', 'percent', 'off', 'on'];
    const seen: boolean[] = [];
    for (const stage of stages) {
      const percent = stage === 'percent' ? '100' : undefined;
      const set = await setRollout(config, { feature: FEATURE, region: 'eu', stage, percent });
      assert.ok(set.ok);
      seen.push(await tenants.featureEnabled(tenant, FEATURE));
    }
    assert.deepEqual(seen, [true, false, false, true, false, true]);
  });
});
