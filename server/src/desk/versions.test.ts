import assert from 'node:assert/strict';
import { forEachDatabase } from '../../test/databases/databases.ts';
import { deskOver, done, gone, OPERATOR, refused, wish } from '../../test/databases/desk.ts';
import { CLIENT_DEFAULTS } from '../resources/client/client.ts';
import type { Desk } from './desk.ts';

const APP = { client_id: 'app', client_name: 'App', redirect_uris: ['https://app.test/cb'] };

const clients = (desk: Desk) => desk.list('client', 'acme', { limit: 10 });

forEachDatabase('two operators at once lose no update, field by field', async ({ storage, clock, open }) => {
  const first = deskOver(storage, () => clock.now);
  const second = deskOver(await open(), () => clock.now);
  done(await first.carryOut([wish('create', 'client', APP)], OPERATOR));
  const fields = ['logo_uri', 'client_uri', 'policy_uri', 'tos_uri', 'initiate_login_uri', 'jwks_uri'];
  const outcomes = await Promise.all(
    fields.map((name, index) =>
      (index % 2 === 0 ? first : second).carryOut(
        [wish('change', 'client', { client_id: 'app', [name]: `https://app.test/${name}` })],
        OPERATOR,
      ),
    ),
  );
  for (const outcome of outcomes) done(outcome);
  const stored = await first.show('client', 'acme', ['app']);
  for (const name of fields) assert.equal(stored?.record[name], `https://app.test/${name}`);
  assert.equal(stored?.version, (await clients(second))[0]?.version);
});

forEachDatabase('a change that was decided on an old version is refused', async ({ storage, clock }) => {
  const desk = deskOver(storage, () => clock.now);
  done(await desk.carryOut([wish('create', 'client', APP)], OPERATOR));
  const { version = -1 } = (await desk.show('client', 'acme', ['app'])) ?? {};
  const change = (client_name: string) =>
    wish('change', 'client', { client_id: 'app', client_name }, version);
  done(await desk.carryOut([change('One')], OPERATOR));
  assert.deepEqual(refused(await desk.carryOut([change('Two')], OPERATOR)), [[0, 'moved', '']]);
  assert.deepEqual(refused(await desk.carryOut([gone('client', ['app'], version)], OPERATOR)), [
    [0, 'moved', ''],
  ]);
});

forEachDatabase(
  'what is not there is not changed, what is there is not created, and a key never changes',
  async ({ storage, clock }) => {
    const desk = deskOver(storage, () => clock.now);
    assert.deepEqual(refused(await desk.carryOut([wish('change', 'client', APP)], OPERATOR)), [
      [0, 'not_found', ''],
    ]);
    assert.deepEqual(refused(await desk.carryOut([gone('client', ['app'])], OPERATOR)), [
      [0, 'not_found', ''],
    ]);
    done(await desk.carryOut([wish('create', 'client', APP)], OPERATOR));
    assert.deepEqual(refused(await desk.carryOut([wish('create', 'client', APP)], OPERATOR)), [
      [0, 'exists', ''],
    ]);
  },
);

forEachDatabase(
  'a change beside a removal does not bring the client back',
  async ({ storage, clock, acme, open }) => {
    const first = deskOver(storage, () => clock.now);
    const second = deskOver(await open(), () => clock.now);
    for (let round = 0; round < 5; round += 1) {
      done(await first.carryOut([wish('create', 'client', APP)], OPERATOR));
      const change = (client_name: string) => [wish('change', 'client', { client_id: 'app', client_name })];
      const [removed] = await Promise.all([
        second.carryOut([gone('client', ['app'])], OPERATOR),
        first.carryOut(change('A'), OPERATOR),
        second.carryOut(change('B'), OPERATOR),
      ]);
      done(removed);
      assert.deepEqual(refused(await first.carryOut(change('C'), OPERATOR)), [[0, 'not_found', '']]);
      assert.deepEqual([...(await acme.names.find(['app', 'app@clients']))], []);
    }
  },
);

forEachDatabase(
  'what is stored wrong since before there was the rule keeps nobody from changing something else',
  async ({ storage, clock, acme }) => {
    const desk = deskOver(storage, () => clock.now);
    const redirect_uris = ['https://app.test/cb', 'http://app.test/old'];
    await acme.clients.save({ ...CLIENT_DEFAULTS, ...APP, redirect_uris });
    const change = (said: object) =>
      desk.carryOut([wish('change', 'client', { client_id: 'app', ...said })], OPERATOR);
    done(await change({ client_name: 'New' }));
    // In another place of its list it is the same.
    done(await change({ redirect_uris: redirect_uris.toReversed() }));
    assert.deepEqual(refused(await change({ redirect_uris: [...redirect_uris, 'http://app.test/new'] })), [
      [0, 'invalid_redirect_uri', 'redirect_uris.2'],
    ]);
    const whole = await desk.carryOut([wish('put', 'client', { ...APP, redirect_uris })], OPERATOR);
    assert.deepEqual(refused(whole), [[0, 'invalid_redirect_uri', 'redirect_uris.1']]);
  },
);
