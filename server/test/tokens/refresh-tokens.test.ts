/**
 * Refresh tokens as Auth0 has them: whether they rotate, what several requests at once get, how long they live, and for which
 * other APIs they are good.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import type { Client } from '../../src/resources/client/client.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import type { Answer } from '../user-agent.ts';
import {
  API,
  type CodeFlow,
  claimsOf,
  codeFlow,
  errorOf,
  type Json,
  REDIRECT_URI,
  SECRET,
} from './code-flow.ts';

const BILLING = 'https://billing.acme.test';

let stack: Stack;
let flow: CodeFlow;
before(async () => {
  stack = await startStack();
  flow = await codeFlow(stack);
});
after(() => stack.close());
// What a test has granted goes on in its own grant; who signs in is always somebody else's browser.
beforeEach(() => save({}));

const GRANT_TYPES = ['authorization_code', 'refresh_token'];

/** The client of the code flow, public, but for the differences. */
function save(differences: Partial<Client>): Promise<unknown> {
  const usual = { grant_types: GRANT_TYPES, redirect_uris: [REDIRECT_URI] };
  return stack.storage.tenant('t-acme').clients.save(implicitClient('code1', { ...usual, ...differences }));
}

const AUTHENTICATES = {
  app_type: 'regular_web',
  token_endpoint_auth_method: 'client_secret_post',
  client_secret_hash: sha256(SECRET),
} as const;

const PROOF = { client_secret: SECRET };

async function tokens(proof: Readonly<Record<string, string>> = {}): Promise<Json> {
  return bodyOf(await flow.exchange(await flow.code(), proof));
}

function bodyOf({ status, body }: Answer): Json {
  assert.equal(status, 200, body);
  return JSON.parse(body);
}

const six = <T>(call: () => Promise<T>) => Promise.all(Array.from({ length: 6 }, call));

describe('rotation', () => {
  test('six requests at once of a client that authenticates: six answers, no new refresh token, and the one goes on', async () => {
    await save(AUTHENTICATES);
    const { refresh_token } = await tokens(PROOF);
    for (let round = 0; round < 2; round += 1) {
      const answers = await six(() => flow.refresh(refresh_token, PROOF));
      for (const body of answers.map(bodyOf)) assert.equal('refresh_token' in body, false);
    }
  });

  test('a client that authenticates and chose rotation has it: one that comes again ends the family', async () => {
    await save({ ...AUTHENTICATES, refresh_token_rotation_type: 'rotating' });
    const { refresh_token } = await tokens(PROOF);
    const next = bodyOf(await flow.refresh(refresh_token, PROOF));
    assert.notEqual(next['refresh_token'], refresh_token);
    assert.equal(errorOf(await flow.refresh(refresh_token, PROOF)), 'invalid_grant');
    assert.equal(errorOf(await flow.refresh(next['refresh_token'], PROOF)), 'invalid_grant');
  });

  test('a public client rotates; one that is told not to keeps what it has', async () => {
    const { refresh_token } = await tokens();
    const next = bodyOf(await flow.refresh(refresh_token));
    await save({ refresh_token_rotation_type: 'non-rotating' });
    const after = bodyOf(await flow.refresh(next['refresh_token']));
    assert.equal('refresh_token' in after, false);
    assert.equal((await flow.refresh(next['refresh_token'])).status, 200);
    await save({});
    const again = bodyOf(await flow.refresh(next['refresh_token']));
    assert.equal((await flow.refresh(again['refresh_token'])).status, 200);
  });

  test('FU-04 one that was spent while they rotated is as bad where they do not: it ends the family', async () => {
    const { refresh_token } = await tokens();
    const next = bodyOf(await flow.refresh(refresh_token));
    await save({ refresh_token_rotation_type: 'non-rotating', refresh_token_leeway: 60 });
    assert.equal(errorOf(await flow.refresh(refresh_token)), 'invalid_grant');
    assert.equal(errorOf(await flow.refresh(next['refresh_token'])), 'invalid_grant');
    const types = (await stack.storage.tenant('t-acme').audit.list(10)).map(({ type }) => type);
    assert.ok(types.includes('refresh_token_reused'));
  });

  test('six requests at once within a leeway: six successors, each of which works, side by side', async () => {
    await save({ refresh_token_leeway: 60 });
    const { refresh_token } = await tokens();
    const successors = (await six(() => flow.refresh(refresh_token))).map(
      (answer) => bodyOf(answer)['refresh_token'],
    );
    assert.equal(new Set(successors).size, 6);
    const next = await Promise.all(successors.map((successor) => flow.refresh(successor)));
    for (const body of next.map(bodyOf)) bodyOf(await flow.refresh(body['refresh_token']));
  });

  test('FU-04 after the leeway one of the successors goes on, and whoever sends another ends the family', async () => {
    await save({ refresh_token_leeway: 60 });
    const { refresh_token } = await tokens();
    const [one, two] = (await six(() => flow.refresh(refresh_token))).map(
      (answer) => bodyOf(answer)['refresh_token'],
    );
    stack.clock.now += 60;
    const next = bodyOf(await flow.refresh(one));
    assert.equal(errorOf(await flow.refresh(two)), 'invalid_grant');
    assert.equal(errorOf(await flow.refresh(next['refresh_token'])), 'invalid_grant');
  });
});

describe('lifetime', () => {
  const LIFETIMES = { refresh_token_lifetime: 1_000, idle_refresh_token_lifetime: 100 };

  /** Uses a token every 90 seconds, `count` times. */
  async function useOften(refresh_token: unknown, count: number): Promise<void> {
    let sent = refresh_token;
    for (let index = 0; index < count; index += 1) {
      stack.clock.now += 90;
      sent = bodyOf(await flow.refresh(sent))['refresh_token'] ?? sent;
    }
    stack.clock.now += 90;
    assert.equal(errorOf(await flow.refresh(sent)), undefined, `after ${count}`);
  }

  for (const refresh_token_rotation_type of ['rotating', 'non-rotating'] as const) {
    const rotation = { refresh_token_rotation_type };
    test(`use moves the idle end, and not beyond the end of the family (${refresh_token_rotation_type})`, async () => {
      await save({ ...rotation, ...LIFETIMES });
      const { refresh_token } = await tokens();
      await useOften(refresh_token, 9);
      const other = await tokens();
      await assert.rejects(useOften(other['refresh_token'], 11), /invalid_grant/);
      const unused = await tokens();
      stack.clock.now += 100;
      assert.equal(errorOf(await flow.refresh(unused['refresh_token'])), 'invalid_grant');
    });

    test(`what never ends goes on while it is used, and ends unused (${refresh_token_rotation_type})`, async () => {
      await save({ ...rotation, ...LIFETIMES, infinite_refresh_token_lifetime: true });
      const { refresh_token } = await tokens();
      await useOften(refresh_token, 30);
      await save({ ...rotation, ...LIFETIMES, refresh_token_expiration_type: 'non-expiring' });
      const never = await tokens();
      stack.clock.now += 157_788_000 - 1;
      const last = bodyOf(await flow.refresh(never['refresh_token']));
      stack.clock.now += 157_788_000;
      const sent = last['refresh_token'] ?? never['refresh_token'];
      assert.equal(errorOf(await flow.refresh(sent)), 'invalid_grant');
    });
  }
});

describe('for another API', () => {
  const POLICIES = { refresh_token_policies: [{ audience: BILLING, scope: ['read:b', 'gone'] }] };

  test('without a policy the audience says nothing: the token is for the API of the grant, as at Auth0', async () => {
    const { refresh_token } = await tokens();
    const next = bodyOf(await flow.refresh(refresh_token, { audience: BILLING }));
    assert.deepEqual([claimsOf(next['access_token'])['aud']].flat()[0], API);
    const wider = await flow.refresh(next['refresh_token'], { audience: BILLING, scope: 'read:b' });
    assert.equal(errorOf(wider), 'invalid_scope');
  });

  test('a third party gains nothing by a policy (RFC 6749 §6)', async () => {
    const { refresh_token } = await tokens();
    await save({ ...POLICIES, is_first_party: false });
    const next = bodyOf(await flow.refresh(refresh_token, { audience: BILLING }));
    assert.deepEqual([claimsOf(next['access_token'])['aud']].flat()[0], API);
  });

  test('by a policy the token is for that API alone, with what the policy names, was asked and exists', async () => {
    await save(POLICIES);
    const first = await tokens();
    const all = bodyOf(await flow.refresh(first['refresh_token'], { audience: BILLING }));
    assert.deepEqual(
      [claimsOf(all['access_token'])['aud'], all['scope']],
      [[BILLING, `${stack.issuer('acme')}userinfo`], 'openid profile offline_access read:b'],
    );
    const asked = { audience: BILLING, scope: 'read:a read:b gone' };
    const some = bodyOf(await flow.refresh(all['refresh_token'], asked));
    assert.deepEqual([claimsOf(some['access_token'])['aud'], some['scope']], [BILLING, 'read:b']);
    const refused = await flow.refresh(some['refresh_token'], { audience: BILLING, scope: 'read:a' });
    assert.equal(errorOf(refused), 'invalid_scope');
    const back = bodyOf(await flow.refresh(some['refresh_token']));
    assert.equal(back['scope'], 'openid profile offline_access read:a');
  });

  test('a policy for the API of the grant adds what it names', async () => {
    await save({ refresh_token_policies: [{ audience: API, scope: ['write:a'] }] });
    const { refresh_token } = await tokens();
    const scope = 'read:a write:a';
    const next = bodyOf(await flow.refresh(refresh_token, { audience: API, scope }));
    assert.equal(claimsOf(next['access_token'])['scope'], scope);
  });

  test('of a policy of whose scopes none exists comes nothing, and the refresh token stays good', async () => {
    await save({ refresh_token_policies: [{ audience: BILLING, scope: ['gone'] }] });
    const { refresh_token } = await tokens();
    assert.equal(errorOf(await flow.refresh(refresh_token, { audience: BILLING })), 'invalid_scope');
    assert.equal((await flow.refresh(refresh_token)).status, 200);
  });

  test('what was given for the other API ends with the grant', async () => {
    await save(POLICIES);
    const { refresh_token } = await tokens();
    const next = bodyOf(await flow.refresh(refresh_token, { audience: BILLING }));
    assert.equal((await flow.userinfo(next['access_token'])).status, 200);
    await flow.revoke(next['refresh_token']);
    assert.equal((await flow.userinfo(next['access_token'])).status, 401);
  });
});
