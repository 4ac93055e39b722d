/**
 * What support is asked for, from the call to the person who is in again: by the Management API and by the operator's tool, which do the
 * same.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { changeRecord, removeRecord } from '../../src/operator/records/changing.ts';
import {
  endSessions,
  listSessions,
  makePasswordLink,
  resetFactors,
  unlockUser,
} from '../../src/operator/support/user-support.ts';
import { CHOSEN, pressLink } from '../account/accounts.ts';
import {
  codeOf,
  enrolApp,
  firstFactor,
  newPerson,
  type Person,
  setTo,
  verify,
  withApp,
} from '../factors/second-factors.ts';
import { codeFlow } from '../tokens/code-flow.ts';
import { type Api, startApi } from './api.ts';
import { goesOn, signedIn, tryPassword } from './support.ts';

let api: Api;
before(async () => {
  api = await startApi();
  await setTo(api.stack, { second_factor: 'when_enrolled', second_factors: ['otp'] });
  await codeFlow(api.stack);
});
after(() => api.stack.close());

const idOf = ({ sub }: Person) => encodeURIComponent(sub);

/** What support does, and what it is told; each of them by whichever way. */
type Support = {
  readonly locks: (person: Person) => Promise<readonly string[]>;
  readonly unlock: (person: Person) => Promise<unknown>;
  readonly resetFactors: (person: Person) => Promise<unknown>;
  readonly passwordLink: (person: Person) => Promise<string>;
  readonly sessions: (person: Person) => Promise<number>;
  readonly endAll: (person: Person) => Promise<unknown>;
};

const of = ({ username }: Person) => ({ tenant: 'acme', user: username });

/** The value of a result that is none of refusal. */
function done<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string },
): T {
  assert.ok(result.ok, result.ok ? '' : result.error);
  return result.value;
}

const WAYS: Readonly<Record<string, Support>> = {
  'by the API': {
    locks: async ({ username }) =>
      (await api.call('GET', `/user-blocks?identifier=${username}`)).body.blocked_for.map(
        ({ reason }: { reason: string }) => reason,
      ),
    unlock: (person) => api.call('DELETE', `/user-blocks/${idOf(person)}`),
    resetFactors: (person) => api.call('DELETE', `/users/${idOf(person)}/authenticators`),
    passwordLink: async ({ sub: user_id }) =>
      (await api.call('POST', '/tickets/password-change', { user_id })).body.ticket,
    sessions: async (person) =>
      (await api.call('GET', `/users/${idOf(person)}/sessions`)).body.sessions.length,
    endAll: (person) => api.call('DELETE', `/users/${idOf(person)}/sessions`),
  },
  'by the tool': {
    locks: async (person) => {
      const { locks } = done(await unlockUser(api.stack.config, { ...of(person), dryRun: true }));
      return locks.map(({ budget }) => budget);
    },
    unlock: (person) => unlockUser(api.stack.config, { ...of(person), dryRun: false }),
    resetFactors: (person) => resetFactors(api.stack.config, { ...of(person), dryRun: false }),
    passwordLink: async (person) =>
      done(await makePasswordLink(api.stack.config, { ...of(person), hours: '1', verifies: false })).link,
    sessions: async (person) => done(await listSessions(api.stack.config, of(person))).sessions.length,
    endAll: (person) => endSessions(api.stack.config, { ...of(person), sid: 'all' }),
  },
};

for (const [way, support] of Object.entries(WAYS)) {
  test(`locked out -> found -> unlocked -> signs in, ${way}`, async () => {
    const person = await newPerson(api.stack);
    for (let tried = 0; tried < 10; tried += 1) await tryPassword(api.stack, person, 'wrong');
    assert.equal(await tryPassword(api.stack, person, person.password), 429);
    assert.deepEqual(await support.locks(person), ['account-at-address']);
    await support.unlock(person);
    assert.deepEqual(await support.locks(person), []);
    assert.equal(await tryPassword(api.stack, person, person.password), 303);
  });

  test(`lost phone -> factors reset -> signs in and enrols again; what was proved before does not go on, ${way}`, async () => {
    const { person, key, codes } = await withApp(api.stack);
    const before = await signedIn(api.stack, person, { key });
    api.stack.clock.now += 60;
    // Somebody stands at the second factor, with the first one shown.
    const waiting = api.stack.browser();
    const page = await firstFactor(waiting, person);
    assert.match(page.body, /id="mfa-title"/);
    await support.resetFactors(person);
    const late = await verify(waiting, page, { code: codeOf({ key }, api.stack) });
    assert.doesNotMatch(late.location, /access_token=/);
    assert.deepEqual(await goesOn(api.stack, before), { session: false, tokens: false });
    assert.equal(await tryPassword(api.stack, person, person.password), 303);
    const again = await enrolApp(api.stack, person);
    assert.notDeepEqual(again.key, key);
    assert.ok(codes.every((code) => !again.codes.includes(code)));
  });

  test(`stolen laptop -> all sessions and refresh tokens end, ${way}`, async () => {
    const one = await signedIn(api.stack);
    const other = await signedIn(api.stack, one.person);
    assert.equal(await support.sessions(one.person), 2);
    await support.endAll(one.person);
    assert.equal(await support.sessions(one.person), 0);
    for (const device of [one, other])
      assert.deepEqual(await goesOn(api.stack, device), { session: false, tokens: false });
  });

  test(`forgotten password, and no mail arrives -> a link -> signs in by the new one; the old one ends, ${way}`, async () => {
    const one = await signedIn(api.stack);
    const link = await support.passwordLink(one.person);
    assert.deepEqual(await goesOn(api.stack, one), { session: true, tokens: true }, 'a link changes nothing');
    const page = await pressLink(api.stack.browser(), link, { password: CHOSEN });
    assert.match(page.body, /id="reset-done"/);
    assert.equal(await tryPassword(api.stack, one.person, one.person.password), 400);
    assert.equal(await tryPassword(api.stack, one.person, CHOSEN), 303);
  });
}

/** A change by the words of a command, carried out. */
async function set({ sub }: Person, document: Readonly<Record<string, unknown>>): Promise<void> {
  const asked = { kind: 'user', tenant: 'acme', key: [sub], verb: 'set', version: undefined } as const;
  const how = { document, add: {}, remove: {}, prefix: '', dryRun: false } as const;
  assert.ok((await changeRecord(api.stack.config, { ...asked, ...how })).ok);
}

/** What is changed of somebody's account; the link that confirms an address is the API's to make. */
const CHANGES: Readonly<
  Record<
    string,
    {
      readonly correct: (person: Person, email: string) => Promise<unknown>;
      readonly remove: (person: Person) => Promise<unknown>;
      readonly make: (person: Person) => Promise<unknown>;
    }
  >
> = {
  'by the API': {
    correct: (person, email) => api.call('PATCH', `/users/${idOf(person)}`, { email }),
    remove: (person) => api.call('DELETE', `/users/${idOf(person)}`),
    make: ({ sub, username: email, password }) =>
      api.call('POST', '/users', {
        ...{ user_id: sub.replace('auth0|', ''), email, password },
        connection: 'Username-Password-Authentication',
      }),
  },
  'by the tool': {
    correct: (person, email) => set(person, { email }),
    remove: ({ sub }) =>
      removeRecord(api.stack.config, {
        ...{ kind: 'user', tenant: 'acme', key: [sub], verb: 'delete', version: undefined, dryRun: false },
      }),
    make: ({ sub, username: email, password }) =>
      changeRecord(api.stack.config, {
        ...{ kind: 'user', tenant: 'acme', key: [sub], verb: 'create', version: undefined },
        ...{ document: { email, password }, add: {}, remove: {}, prefix: '', dryRun: false },
      }),
  },
};

for (const [way, support] of Object.entries(CHANGES)) {
  test(`wrong address -> corrected -> signed out, verified by a link; a link of the old address is worth nothing, ${way}`, async () => {
    const { stack } = api;
    const one = await signedIn(stack);
    const { person } = one;
    const { users } = stack.storage.tenant('t-acme');
    const old = await api.call('POST', '/tickets/email-verification', { user_id: person.sub });
    const email = `right-${person.username}`;
    await support.correct(person, email);
    assert.deepEqual(await goesOn(stack, one), { session: false, tokens: false });
    assert.equal((await pressLink(stack.browser(), old.body.ticket)).status, 400);
    assert.notEqual((await users.find(person.sub))?.claims.email_verified, true);
    const { body } = await api.call('POST', '/tickets/email-verification', { user_id: person.sub });
    await pressLink(stack.browser(), body.ticket);
    const { claims } = (await users.find(person.sub)) ?? {};
    assert.deepEqual([claims?.email, claims?.email_verified], [email, true]);
    assert.equal(await tryPassword(stack, person, person.password), 400);
    assert.equal(await tryPassword(stack, { ...person, username: email }, person.password), 303);
  });

  test(`deleted by mistake -> made again under the same name -> signs in, and inherits nothing, ${way}`, async () => {
    const { stack } = api;
    const one = await signedIn(stack);
    const { person } = one;
    const { users } = stack.storage.tenant('t-acme');
    await support.remove(person);
    assert.equal(await users.find(person.sub), undefined);
    assert.equal(await tryPassword(stack, person, person.password), 400);
    await support.make(person);
    assert.equal((await users.find(person.sub))?.claims.email, person.username);
    assert.deepEqual(await goesOn(stack, one), { session: false, tokens: false });
    assert.equal(await tryPassword(stack, person, person.password), 303);
  });
}
