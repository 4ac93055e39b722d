import assert from 'node:assert/strict';
import { forEachDatabase } from '../../test/databases/databases.ts';
import { deskOver, done, OPERATOR, refused, wish } from '../../test/databases/desk.ts';
import { MAX_REGISTERED } from '../resources/client/client-rules.ts';
import type { By, Wish } from './desk.ts';

const APP = { client_id: 'app', client_name: 'App', redirect_uris: ['https://app.test/cb'] };

forEachDatabase(
  'FU-08 there is an end to how many register, and none to what is theirs',
  async ({ storage, clock, rows }) => {
    const desk = deskOver(storage, () => clock.now);
    const itself: By = { who: 'registration', request_id: 'test', makesSecrets: true };
    const given = { registration: { client_id_issued_at: 1, registration_access_token_hash: 'h' } };
    const one = (client_id: string): Wish => ({
      ...wish('put', 'client', { ...APP, client_id, client_name: client_id }),
      ...{ given },
    });
    done(await desk.carryOut([one('first')], itself));
    await rows(`with recursive n(i) as (select 2 union all select i + 1 from n where i < ${MAX_REGISTERED})
      insert into clients (tenant_id, client_id, document, registered_at) select 'acme', 'r' || i, '{}', 1 from n`);
    assert.deepEqual(refused(await desk.carryOut([one('last')], itself)), [
      [0, 'too_many_registrations', ''],
    ]);
    done(await desk.carryOut([one('first')], itself));
    done(await desk.carryOut([wish('create', 'client', APP)], OPERATOR));
  },
);

forEachDatabase(
  'End-Users change what is theirs to say of themselves, and nothing else',
  async ({ storage, clock, acme }) => {
    const desk = deskOver(storage, () => clock.now);
    const self: By = { who: 'self', request_id: 'test', makesSecrets: false };
    done(
      await desk.carryOut(
        [wish('put', 'user', { sub: 'auth0|1', email: 'a@x.test', nickname: 'a' })],
        OPERATOR,
      ),
    );
    for (const said of [
      { email_verified: true },
      { blocked: true },
      { email: 'b@x.test' },
      { password: 'x' },
    ])
      assert.deepEqual(
        refused(await desk.carryOut([wish('change', 'user', { sub: 'auth0|1', ...said })], self)).map(
          ([, code]) => code,
        ),
        ['not_of_self'],
      );
    done(await desk.carryOut([wish('change', 'user', { sub: 'auth0|1', name: 'A', nickname: null })], self));
    const user = await acme.users.find('auth0|1');
    assert.deepEqual(user?.claims, { email: 'a@x.test', name: 'A', updated_at: clock.now });
    assert.equal((await acme.audit.list(1))[0]?.type, 'profile_changed');
  },
);
