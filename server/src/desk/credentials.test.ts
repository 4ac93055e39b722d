import assert from 'node:assert/strict';
import { forEachDatabase } from '../../test/databases/databases.ts';
import { deskOver, done, OPERATOR, refused, wish } from '../../test/databases/desk.ts';
import { sha256 } from '../protocol/digest.ts';
import type { By } from './desk.ts';

const APP = { client_id: 'app', client_name: 'App', redirect_uris: ['https://app.test/cb'] };
const SECRET = 's'.repeat(32);

forEachDatabase(
  'a change says old and new in plan, audit and answer; of a secret that it changed',
  async ({ storage, clock, acme }) => {
    const desk = deskOver(storage, () => clock.now);
    done(await desk.carryOut([wish('create', 'client', { ...APP, client_secret: SECRET })], OPERATOR));
    const changed = [
      wish('change', 'client', { client_id: 'app', client_name: 'New', client_secret: 't'.repeat(32) }),
    ];
    const [plan] = done(await desk.plan(changed, OPERATOR));
    assert.deepEqual(plan?.differences, [
      { field: 'client_name', before: 'App', after: 'New' },
      { field: 'client_secret', before: undefined, after: undefined, isSecret: true },
    ]);
    done(await desk.carryOut(changed, OPERATOR));
    const [last] = await acme.audit.list(1);
    assert.equal(last?.detail, 'update client app; client_name: "App" -> "New"; client_secret: changed');
    assert.equal((await acme.clients.find('app'))?.client_secret_hash, sha256('t'.repeat(32)));
    assert.doesNotMatch(JSON.stringify(await acme.audit.list(10)), /sss|ttt/);
  },
);

forEachDatabase(
  'a secret that is needed is made and told once where that is asked for, and missed elsewhere',
  async ({ storage, clock }) => {
    const desk = deskOver(storage, () => clock.now);
    const said = { ...APP, token_endpoint_auth_method: 'client_secret_basic' };
    assert.deepEqual(refused(await desk.carryOut([wish('create', 'client', said)], OPERATOR)), [
      [0, 'client_secret_missing', 'token_endpoint_auth_method'],
    ]);
    const maker: By = { ...OPERATOR, makesSecrets: true };
    const [made] = done(await desk.carryOut([wish('create', 'client', said)], maker));
    const secret = made?.secrets['client_secret']?.reveal() ?? '';
    assert.equal(made?.record['client_secret_hash'], sha256(secret));
    assert.doesNotMatch(JSON.stringify(made), new RegExp(secret));
    const [same] = done(await desk.carryOut([wish('put', 'client', said)], OPERATOR));
    assert.deepEqual([same?.action, same?.record['client_secret_hash']], ['unchanged', sha256(secret)]);
  },
);

forEachDatabase(
  'a secret that signs is sealed, and not again while it is the same',
  async ({ storage, clock }) => {
    const desk = deskOver(storage, () => clock.now);
    const said = { ...APP, token_endpoint_auth_method: 'client_secret_jwt', client_secret: SECRET };
    const [made] = done(await desk.carryOut([wish('put', 'client', said)], OPERATOR));
    assert.equal(typeof made?.record['client_secret_sealed'], 'string');
    const [same] = done(await desk.carryOut([wish('put', 'client', said)], OPERATOR));
    assert.equal(same?.action, 'unchanged');
    const [open] = done(await desk.carryOut([wish('put', 'client', APP)], OPERATOR));
    assert.deepEqual(
      [open?.record['client_secret_hash'], open?.record['client_secret_sealed']],
      [undefined, undefined],
    );
  },
);
