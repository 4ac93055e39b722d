import assert from 'node:assert/strict';
import { forEachDatabase, NOW } from '../../../test/databases/databases.ts';
import type { WritableTenant } from '../../../test/databases/writable.ts';
import { beginSession } from '../../../test/login/epochs.ts';
import { MAX_AUTHENTICATORS } from '../../protocol/end-user/second-factor.ts';

const SUB = 'auth0|a1';
const APP = { sub: SUB, epoch: 0, kind: 'otp', name: 'App', document: { sealed: 'x' }, counter: 0 } as const;

const DEVICE = { sub: SUB, epoch: 0, token_hash: 'device', expires_at: NOW + 10 };

/** What is removed, in a session that lives under an epoch. */
function inSession(authenticator_id: string, epoch = 0, keeping?: readonly ('otp' | 'email' | 'webauthn')[]) {
  return { authenticator_id, keeping, session: { sid: 'SID', id_hash: 'next', epoch } };
}

/** Saves a user with an authenticator and two recovery codes, who is signed in. */
async function enrol(records: WritableTenant, authenticator_id = 'A'): Promise<void> {
  const { users, authenticators } = records;
  await users.save({ sub: SUB, blocked: false, claims: {} });
  await authenticators.add({ ...APP, authenticator_id }, ['h1', 'h2']);
  await beginSession(records, SUB, 'SID');
}

function countTrue(answers: readonly boolean[]): number {
  return answers.filter((answer) => answer).length;
}

forEachDatabase(
  'FU-10 a time step is used once, by eight at the same time too, and an older one not after it (RFC 6238 §5.2)',
  async ({ acme }) => {
    await enrol(acme);
    const { authenticators } = acme;
    const uses = await Promise.all(Array.from({ length: 8 }, () => authenticators.use('A', 7)));
    assert.equal(countTrue(uses), 1);
    assert.equal(await authenticators.use('A', 6), false);
    assert.equal(await authenticators.use('A', 8), true);
  },
);

forEachDatabase(
  'FU-10 a recovery code is spent once, by eight at the same time too, and by its owner alone',
  async ({ acme, globex }) => {
    await enrol(acme);
    await enrol(globex, 'B');
    assert.equal(await acme.authenticators.spendRecoveryCode('auth0|b1', 'h1'), false);
    const spent = await Promise.all(
      Array.from({ length: 8 }, () => acme.authenticators.spendRecoveryCode(SUB, 'h1')),
    );
    assert.equal(countTrue(spent), 1);
    assert.equal(await acme.authenticators.countRecoveryCodes(SUB), 1);
    assert.equal(await globex.authenticators.countRecoveryCodes(SUB), 2);
  },
);

forEachDatabase(
  'recovery codes are confirmed by one of them, which stays good, by their owner alone, and those that come next are not',
  async ({ acme, globex }) => {
    await enrol(acme);
    await enrol(globex, 'B');
    const { authenticators } = acme;
    assert.equal(await authenticators.hasUnconfirmedRecoveryCodes(SUB), true);
    assert.equal(await authenticators.confirmRecoveryCodes(SUB, 'h3'), false);
    assert.equal(await authenticators.confirmRecoveryCodes('auth0|b1', 'h1'), false);
    assert.equal(await authenticators.hasUnconfirmedRecoveryCodes(SUB), true);
    assert.equal(await authenticators.confirmRecoveryCodes(SUB, 'h1'), true);
    assert.equal(await authenticators.hasUnconfirmedRecoveryCodes(SUB), false);
    assert.equal(await globex.authenticators.hasUnconfirmedRecoveryCodes(SUB), true);
    assert.equal(await authenticators.spendRecoveryCode(SUB, 'h1'), true);
    const { session } = inSession('A');
    assert.equal(await authenticators.replaceRecoveryCodes(SUB, { hashes: ['h4', 'h5'], session }), true);
    assert.equal(await authenticators.hasUnconfirmedRecoveryCodes(SUB), true);
    assert.equal(await authenticators.confirmRecoveryCodes(SUB, 'h2'), false);
    assert.deepEqual(
      await Promise.all(
        [['h2', 'h5'], ['h1', 'h2'], []].map((some) => authenticators.holdsAnyRecoveryCode(SUB, some)),
      ),
      [true, false, false],
    );
    assert.equal(await authenticators.holdsAnyRecoveryCode('auth0|b1', ['h4']), false);
  },
);

forEachDatabase(
  'a WebAuthn counter that stays 0 is none, one that has moved must move on (WebAuthn Level 3 §6.1.1)',
  async ({ acme: { users, authenticators } }) => {
    await users.save({ sub: SUB, blocked: false, claims: {} });
    await authenticators.add({ ...APP, kind: 'webauthn', authenticator_id: 'K' });
    assert.equal(await authenticators.use('K', 0), true);
    assert.equal(await authenticators.use('K', 0), true);
    assert.equal(await authenticators.use('K', 3), true);
    assert.equal(await authenticators.use('K', 0), false);
    assert.equal(await authenticators.use('K', 3), false);
  },
);

forEachDatabase(
  'an authenticator of another tenant or another user is neither found, used nor removed',
  async ({ acme, globex }) => {
    await enrol(acme);
    assert.equal(await globex.authenticators.find('A'), undefined);
    assert.equal(await globex.authenticators.use('A', 1), false);
    assert.equal(await globex.authenticators.remove(SUB, inSession('A')), 'stale');
    assert.equal(await acme.authenticators.remove('auth0|b1', inSession('A')), 'stale');
    assert.equal((await acme.authenticators.find('A'))?.sub, SUB);
  },
);

forEachDatabase('a taken id is refused, and leaves the recovery codes as they were', async ({ acme }) => {
  await enrol(acme);
  assert.equal(await acme.authenticators.add({ ...APP, authenticator_id: 'A' }, ['h3']), 'taken');
  assert.equal(await acme.authenticators.spendRecoveryCode(SUB, 'h1'), true);
  assert.equal(await acme.authenticators.spendRecoveryCode(SUB, 'h3'), false);
});

forEachDatabase(
  'authenticators that are added at once: one of an id, codes with one of them, and no more than an account can have',
  async ({ acme: { users, authenticators } }) => {
    await users.save({ sub: SUB, blocked: false, claims: {} });
    const ids = ['A', 'A', ...Array.from({ length: MAX_AUTHENTICATORS }, (_, index) => `B${index}`)];
    const additions = await Promise.all(
      ids.map((authenticator_id, index) =>
        authenticators.add({ ...APP, authenticator_id }, [`h${index} 1`, `h${index} 2`]),
      ),
    );
    const codesOf = additions.indexOf('added_with_codes');
    assert.deepEqual(additions.toSorted(), [
      ...Array.from({ length: MAX_AUTHENTICATORS - 1 }, () => 'added'),
      ...['added_with_codes', 'full', 'taken'],
    ]);
    assert.equal((await authenticators.list(SUB)).length, MAX_AUTHENTICATORS);
    assert.equal(await authenticators.countRecoveryCodes(SUB), 2);
    assert.equal(await authenticators.spendRecoveryCode(SUB, `h${codesOf} 1`), true);
  },
);

forEachDatabase(
  'with the last authenticator go recovery codes and remembered devices, and the user has no second factor',
  async ({ acme: { users, authenticators }, acme }) => {
    await enrol(acme);
    await authenticators.add({ ...APP, authenticator_id: 'B' });
    await authenticators.rememberDevice(DEVICE);
    assert.equal((await users.find(SUB))?.has_second_factor, true);
    assert.equal(await authenticators.remove(SUB, inSession('A')), 'removed');
    assert.equal((await users.find(SUB))?.has_second_factor, true);
    assert.equal(await authenticators.countRecoveryCodes(SUB), 2);
    assert.equal(await authenticators.remove(SUB, inSession('B', 1)), 'removed');
    assert.notEqual((await users.find(SUB))?.has_second_factor, true);
    assert.equal(await authenticators.countRecoveryCodes(SUB), 0);
    assert.equal(await authenticators.isRememberedDevice(SUB, 'device'), false);
  },
);

forEachDatabase(
  'of two who remove an authenticator at once one is told that their session is not what it was',
  async ({ acme }) => {
    await enrol(acme);
    await acme.authenticators.add({ ...APP, authenticator_id: 'B' });
    const removals = await Promise.all(
      ['A', 'B'].map((id) => acme.authenticators.remove(SUB, inSession(id))),
    );
    assert.deepEqual(removals.sort(), ['removed', 'stale']);
    assert.equal((await acme.authenticators.list(SUB)).length, 1);
    assert.equal((await acme.users.find(SUB))?.has_second_factor, true);
  },
);

forEachDatabase(
  'where one of some kinds has to be left, of two who remove the last two one is refused',
  async ({ acme: { users, authenticators }, acme }) => {
    await enrol(acme);
    await authenticators.add({ ...APP, authenticator_id: 'B' });
    assert.equal(await authenticators.remove(SUB, inSession('A', 0, ['otp'])), 'removed');
    assert.equal(await authenticators.remove(SUB, inSession('B', 1, ['otp'])), 'last_one');
    assert.equal((await users.find(SUB))?.has_second_factor, true);
    assert.equal(await authenticators.countRecoveryCodes(SUB), 2);
  },
);

forEachDatabase('one of another kind is not the one that has to be left', async ({ acme }) => {
  await enrol(acme);
  await acme.authenticators.add({ ...APP, authenticator_id: 'B', kind: 'email' });
  assert.equal(await acme.authenticators.remove(SUB, inSession('A', 0, ['otp', 'webauthn'])), 'last_one');
  assert.equal(await acme.authenticators.remove(SUB, inSession('B', 0, ['otp', 'webauthn'])), 'removed');
});

forEachDatabase('a remembered device stands for its own user until its end', async ({ acme, clock }) => {
  await enrol(acme);
  const { authenticators } = acme;
  await authenticators.rememberDevice(DEVICE);
  assert.equal(await authenticators.isRememberedDevice('auth0|b1', 'device'), false);
  assert.equal(await authenticators.isRememberedDevice(SUB, 'other'), false);
  clock.now = NOW + 9;
  assert.equal(await authenticators.isRememberedDevice(SUB, 'device'), true);
  clock.now = NOW + 10;
  assert.equal(await authenticators.isRememberedDevice(SUB, 'device'), false);
});
