import assert from 'node:assert/strict';
import { forEachDatabase } from '../../test/databases/databases.ts';
import { deskOver, done, gone, OPERATOR, wish } from '../../test/databases/desk.ts';
import { tenantRoleId } from '../resources/end-user/tenant-roles.ts';
import type { Wish } from './desk.ts';

const OWNER = tenantRoleId('owner');
const OWNERS = ['auth0|one', 'auth0|two'] as const;
const ROUNDS = 2;

const taken = (sub: string) => gone('role_member', [sub, OWNER]);

/** Each way by which an owner is one no more. */
const WAYS: Readonly<Record<string, (sub: string) => Wish>> = {
  'taken from them': taken,
  blocked: (sub) => wish('change', 'user', { sub, blocked: true }),
  deleted: (sub) => gone('user', [sub]),
};

for (const [way, ends] of Object.entries(WAYS))
  forEachDatabase(
    `MG-25 of two owners who remove each other at once one stays: ${way}`,
    async ({ storage, clock, acme, open }) => {
      const desks = [deskOver(storage, () => clock.now), deskOver(await open(), () => clock.now)] as const;
      for (let round = 0; round < ROUNDS; round += 1) {
        const people = OWNERS.map((sub) => ({
          sub: `${sub}${round}`,
          email: `${sub.slice(6)}${round}@a.test`,
        }));
        for (const person of people) {
          done(await desks[0].carryOut([wish('create', 'user', person)], OPERATOR));
          const member = { sub: person.sub, role_id: OWNER };
          done(await desks[0].carryOut([wish('create', 'role_member', member)], OPERATOR));
        }
        const [one = '', two = ''] = people.map(({ sub }) => sub);
        // Whoever owned it in the round before is one of those who remove.
        for (const before of await acme.roles.activeHolders(OWNER, { after: '', limit: 9 }))
          if (before !== one && before !== two) done(await desks[0].carryOut([taken(before)], OPERATOR));
        const outcomes = await Promise.all([
          desks[0].carryOut([ends(one)], OPERATOR),
          desks[1].carryOut([taken(two)], OPERATOR),
        ]);
        const codes = outcomes.map((outcome) => (outcome.ok ? 'done' : outcome.error[0]?.code)).sort();
        assert.deepEqual(codes, ['done', 'last_owner']);
        assert.equal((await acme.roles.activeHolders(OWNER, { after: '', limit: 9 })).length, 1);
      }
    },
  );

forEachDatabase('people delete themselves, whatever they own', async ({ storage, clock, acme }) => {
  const desk = deskOver(storage, () => clock.now);
  const sub = OWNERS[0];
  done(await desk.carryOut([wish('create', 'user', { sub, email: 'one@a.test' })], OPERATOR));
  done(await desk.carryOut([wish('create', 'role_member', { sub, role_id: OWNER })], OPERATOR));
  done(await desk.carryOut([gone('user', [sub])], { ...OPERATOR, who: 'self' }));
  assert.deepEqual(await acme.roles.activeHolders(OWNER, { after: '', limit: 9 }), []);
});
