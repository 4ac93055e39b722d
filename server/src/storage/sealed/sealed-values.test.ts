import assert from 'node:assert/strict';
import { forEachDatabase, NOW, type TestDatabase } from '../../../test/databases/databases.ts';
import { CLIENT_DEFAULTS } from '../../resources/client/client.ts';

const KEY = { alg: 'RS256', public_jwk: '{}', private_jwk_sealed: 'sealed key', created_at: NOW } as const;

/** A value in each place, and rows of the same tables that have none. */
async function fill({ acme }: TestDatabase): Promise<void> {
  await acme.signingKeys.replace('RS256', [{ ...KEY, kid: 'k1', state: 'current' }], []);
  const client = { ...CLIENT_DEFAULTS, client_id: 'signs', client_name: '"sealed secret"' };
  await acme.clients.save({ ...client, client_secret_sealed: 'sealed secret' });
  await acme.clients.save({ ...CLIENT_DEFAULTS, client_id: 'plain', client_name: 'Plain' });
  await acme.users.save({ sub: 'alice', blocked: false, claims: { email: 'alice@acme.test' } });
  const factor = { sub: 'alice', epoch: 0, name: '', counter: 0 };
  const app = {
    ...factor,
    kind: 'otp',
    authenticator_id: 'app',
    document: { sealed: 'sealed seed' },
  } as const;
  await acme.authenticators.add(app);
  await acme.authenticators.add({ ...factor, kind: 'webauthn', authenticator_id: 'key', document: {} });
  await acme.outbox.add({ mail_id: 'mail', sealed: 'sealed mail', expires_at: NOW + 60 });
}

async function everySealed({ storage: { sealedValues } }: TestDatabase): Promise<readonly string[]> {
  const pages = await Promise.all(sealedValues.places().map((place) => sealedValues.page(place, undefined)));
  return pages.flatMap(({ values }) => values.map(({ id, sealed }) => `${id}: ${sealed}`));
}

forEachDatabase(
  'the check of the master key is written once, and changed by whoever knows what it was',
  async ({ storage, open }) => {
    const { sealedValues } = storage;
    const other = (await open()).sealedValues;
    assert.equal(await sealedValues.check(), undefined);
    assert.equal(await other.saveCheck('later', 'earlier'), false);
    const first = await Promise.all([
      sealedValues.saveCheck('one', undefined),
      other.saveCheck('two', undefined),
    ]);
    assert.deepEqual(first.sort(), [false, true]);
    const check = await other.check();
    assert.equal(await sealedValues.saveCheck('three', 'zero'), false);
    assert.equal(await sealedValues.saveCheck('three', check), true);
    assert.equal(await other.check(), 'three');
  },
);

forEachDatabase('what is sealed is found in every place, and nothing else is', async (database) => {
  assert.deepEqual(await everySealed(database), []);
  await fill(database);
  assert.deepEqual(await everySealed(database), [
    ...['k1: sealed key', 'signs: sealed secret', 'app: sealed seed', 'mail: sealed mail'],
  ]);
});

forEachDatabase(
  'a value is replaced where it is still what it was; all beside it stays',
  async (database) => {
    await fill(database);
    const { acme, storage } = database;
    const version = storage.configurationVersion();
    const value = { tenant_id: 'acme', before: 'sealed secret', sealed: 'anew' };
    const replace = (id: string, changes: object = {}) =>
      storage.sealedValues.replace('client secrets', [{ ...value, id, ...changes }]);
    assert.equal(await replace('plain'), 0);
    assert.equal(await replace('signs', { tenant_id: 'globex' }), 0);
    assert.equal(await replace('signs', { before: 'what it was long ago' }), 0);
    assert.equal((await acme.clients.find('signs'))?.client_secret_sealed, 'sealed secret');
    assert.equal(await replace('signs'), 1);
    assert.equal((await acme.clients.find('signs'))?.client_secret_sealed, 'anew');
    assert.equal((await acme.clients.find('plain'))?.client_name, 'Plain');
    assert.ok(storage.configurationVersion() > version, 'servers hear of it');
  },
);

forEachDatabase('more rows than a page has are found by going on', async ({ storage, acme, globex }) => {
  const names = Array.from({ length: 230 }, (_, index) => `m${String(index).padStart(3, '0')}`);
  for (const tenant of [acme, globex])
    for (const mail_id of names) await tenant.outbox.add({ mail_id, sealed: mail_id, expires_at: NOW + 60 });
  const found: string[] = [];
  let page = await storage.sealedValues.page('mails', undefined);
  while (page.next) {
    found.push(...page.values.map(({ id }) => id));
    page = await storage.sealedValues.page('mails', page.next);
  }
  assert.deepEqual([...found, ...page.values.map(({ id }) => id)], [...names, ...names]);
});

forEachDatabase(
  'KY-03 a key that was revoked is neither read nor stored again, a backup of its row included',
  async ({ acme, globex, storage, rows }) => {
    const bad = { ...KEY, kid: 'bad', state: 'current' } as const;
    const good = { ...KEY, kid: 'good', state: 'current' } as const;
    for (const tenant of [acme, globex]) await tenant.signingKeys.replace('RS256', [bad], []);
    assert.equal(
      await acme.signingKeys.revoke('bad', { alg: 'RS256', keys: [good], expected: ['other'] }),
      false,
    );
    const version = storage.configurationVersion();
    assert.equal(
      await acme.signingKeys.revoke('bad', { alg: 'RS256', keys: [good], expected: ['bad'] }),
      true,
    );
    assert.ok(storage.configurationVersion() > version, 'servers hear of it');
    await assert.rejects(
      acme.signingKeys.replace('RS256', [bad, good], ['good']),
      /revoked does not come back/,
    );
    await rows(`insert into signing_keys select 'acme', kid, alg, state, public_jwk, private_jwk_sealed, created_at,
    expires_at from signing_keys where tenant_id = 'globex' and kid = 'bad'`);
    const other = { ...KEY, kid: 'next', state: 'next' } as const;
    assert.equal(await acme.signingKeys.replace('RS256', [good, other], ['good']), true);
    const kids = (await acme.signingKeys.list()).map(({ kid }) => kid);
    assert.deepEqual(kids.sort(), ['good', 'next']);
    assert.equal((await globex.signingKeys.list()).length, 1, 'another tenant may have it');
  },
);
