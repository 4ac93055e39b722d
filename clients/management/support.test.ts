/**
 * What support does for people, by Auth0's own ManagementClient, unmodified, in each of the versions that are in use.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ManagementClient as Version4 } from 'auth0-4';
import { ManagementClient as Version5 } from 'auth0-5';
import { ManagementClient as Version7 } from 'auth0-7';
import { newPerson } from '../../server/test/factors/second-factors.ts';
import { beginSession, epochOf } from '../../server/test/login/epochs.ts';
import { codeFlow } from '../../server/test/tokens/code-flow.ts';
import { managed } from './managed.ts';

const { server, options } = managed(({ stack }) => codeFlow(stack));

const KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** Somebody with a session, a refresh token in it, a consent, and a lock. */
async function somebody() {
  const { sub, username } = await newPerson(server().stack);
  const records = server().stack.storage.tenant('t-acme');
  await beginSession(records, sub, `session of ${sub}`);
  const login = {
    sub,
    sid: `session of ${sub}`,
    epoch: await epochOf(records, sub),
    auth_time: 0,
    amr: ['pwd'],
  };
  const client = { client_id: 'code1', redirect_uri: 'https://code.acme.test/cb', scope: ['openid'] };
  const ends = 4_000_000_000;
  await records.grants.begin({ ...client, ...login, grant_id: `grant of ${sub}` }, ends);
  const refresh_token = { token_hash: `token of ${sub}`, expires_at: ends };
  await records.grants.redeem(`grant of ${sub}`, { expires_at: ends, refresh_token });
  await records.consents.add({
    sub,
    client_id: 'code1',
    audience: 'https://api.acme.test',
    scopes: ['read:a'],
  });
  return { sub, username };
}

for (const [name, Client] of [
  ['5', Version5],
  ['7', Version7],
] as const) {
  describe(`auth0 ${name}`, () => {
    test('sessions and refresh tokens', async () => {
      const management = new Client(options());
      const { sub } = await somebody();
      const sessions = [];
      for await (const one of await management.users.sessions.list(sub, { take: 1 })) sessions.push(one);
      assert.deepEqual(
        sessions.map(({ user_id }) => user_id),
        [sub],
      );
      const tokens = [];
      for await (const one of await management.users.refreshToken.list(sub)) tokens.push(one);
      assert.equal(tokens[0]?.client_id, 'code1');
      const id = sessions[0]?.id ?? '';
      assert.equal((await management.sessions.get(id)).id, id);
      await management.refreshTokens.delete(tokens[0]?.id ?? '');
      await management.sessions.revoke(id);
      await assert.rejects(management.sessions.get(id), { statusCode: 404 });
      await management.users.revokeAccess(sub, {});
      await management.users.sessions.delete(sub);
      await management.users.refreshToken.delete(sub);
    });

    test('grants and device credentials', async () => {
      const management = new Client(options());
      const { sub } = await somebody();
      const devices = [];
      for await (const one of await management.deviceCredentials.list({ user_id: sub })) devices.push(one);
      assert.equal(devices[0]?.type, 'rotating_refresh_token');
      await management.deviceCredentials.delete(devices[0]?.id ?? '');
      const grants = [];
      for await (const one of await management.userGrants.list({ user_id: sub })) grants.push(one);
      assert.deepEqual(grants[0]?.scope, ['read:a']);
      await management.userGrants.delete(grants[0]?.id ?? '');
      await management.userGrants.deleteByUserId({ user_id: sub });
    });

    test('second factors', async () => {
      const management = new Client(options());
      const { sub } = await somebody();
      const methods = management.users.authenticationMethods;
      const made = await methods.create(sub, { type: 'totp', name: 'Phone', totp_secret: KEY });
      assert.equal(made.totp_secret, undefined);
      const listed = [];
      for await (const one of await methods.list(sub)) listed.push(one.name);
      assert.deepEqual(listed, ['Phone']);
      const renamed = await methods.update(sub, made.id ?? '', { name: 'Tablet' });
      assert.equal(renamed.name, 'Tablet');
      assert.equal((await methods.get(sub, made.id ?? '')).type, 'totp');
      const set = await methods.set(sub, [{ type: 'totp', totp_secret: KEY }]);
      assert.equal(set.length, 1);
      const enrolled = await management.users.enrollments.get(sub);
      assert.equal(enrolled[0]?.status, 'confirmed');
      const codes = await management.users.regenerateRecoveryCode(sub);
      assert.ok(codes.recovery_code);
      await management.users.multifactor.invalidateRememberBrowser(sub);
      await management.users.multifactor.deleteProvider(sub, 'google-authenticator');
      await methods.deleteAll(sub);
      await management.users.authenticators.deleteAll(sub);
      const ticket = await management.guardian.enrollments.createTicket({ user_id: sub });
      assert.match(ticket.ticket_url ?? '', /\/account\/factors$/);
    });

    test('locks and links', async () => {
      const management = new Client(options());
      const { sub, username } = await somebody();
      assert.deepEqual((await management.userBlocks.list(sub)).blocked_for, []);
      const { blocked_for } = await management.userBlocks.listByIdentifier({ identifier: username });
      assert.deepEqual(blocked_for, []);
      await management.userBlocks.delete(sub);
      await management.userBlocks.deleteByIdentifier({ identifier: username });
      await assert.rejects(management.anomaly.blocks.checkIp('192.0.2.1'), { statusCode: 404 });
      await management.anomaly.blocks.unblockIp('192.0.2.1');
      const password = await management.tickets.changePassword({ user_id: sub, ttl_sec: 60 });
      assert.match(password.ticket, /\/reset-password\/choose\?token=/);
      const verification = await management.tickets.verifyEmail({ user_id: sub });
      assert.match(verification.ticket, /\/verify-email\?token=/);
    });
  });
}

describe('auth0 4', () => {
  test('what support does for people', async () => {
    const management = new Version4(options());
    const { sub, username } = await somebody();
    const { data: sessions } = await management.users.getSessions({ user_id: sub });
    const id = sessions.sessions[0]?.id ?? '';
    const { data: session } = await management.sessions.get({ id });
    assert.equal(session.user_id, sub);
    await management.sessions.delete({ id });
    const { data: grants } = await management.grants.getAll({ user_id: sub });
    assert.equal(grants[0]?.clientID, 'code1');
    await management.grants.deleteByUserId({ user_id: sub });
    const { data: made } = await management.users.createAuthenticationMethod(
      { id: sub },
      { type: 'totp', totp_secret: KEY },
    );
    const { data: methods } = await management.users.getAuthenticationMethods({ id: sub });
    assert.equal(methods[0]?.id, made.id);
    await management.users.deleteAuthenticationMethods({ id: sub });
    const { data: blocks } = await management.userBlocks.getAll({ identifier: username });
    assert.deepEqual(blocks.blocked_for, []);
    await management.userBlocks.delete({ id: sub });
    const { data: ticket } = await management.tickets.changePassword({ user_id: sub });
    assert.match(ticket.ticket, /token=/);
    const { data: credentials } = await management.deviceCredentials.getAll({ user_id: sub });
    assert.deepEqual(credentials, []);
  });
});
