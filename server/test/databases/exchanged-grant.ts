/**
 * A grant whose code was exchanged, with what was given for it: for tests of grants and of refresh tokens.
 */
import assert from 'node:assert/strict';
import type { Grant } from '../../src/protocol/tokens/grant.ts';
import { NOW, type TestDatabase } from './databases.ts';

const ALICE = { sub: 'auth0|a11ce0000000000000000001', epoch: 0, blocked: false, claims: {} } as const;
export const GRANT: Grant = {
  grant_id: 'g1',
  client_id: 'spa1',
  redirect_uri: 'https://app.acme.test/cb',
  code_challenge: 'CC',
  nonce: 'N1',
  scope: ['openid', 'offline_access'],
  audience: 'https://api.acme.test',
  sub: ALICE.sub,
  sid: 'SID',
  auth_time: NOW - 5,
  amr: ['pwd'],
};
/** With the refresh token `r1`. */
export const REDEMPTION = {
  expires_at: NOW + 1_000,
  refresh_token: { token_hash: 'r1', expires_at: NOW + 500 },
};

/** A user with the session in which the grant begins. */
export async function signIn({ users, sessions }: TestDatabase['acme']): Promise<void> {
  await users.save(ALICE);
  const ends = { expires_at: NOW + 9_000, idle_seconds: 9_000 };
  await sessions.begin({
    id_hash: 'h',
    sid: 'SID',
    sub: ALICE.sub,
    epoch: 0,
    auth_time: NOW,
    amr: [],
    ...ends,
  });
}

/** A grant whose code was exchanged, with one refresh token and one opaque access token. */
export async function begin({ acme }: TestDatabase): Promise<void> {
  await signIn(acme);
  await acme.grants.begin({ ...GRANT, epoch: 0 }, NOW + 60);
  assert.equal(await acme.grants.redeem('g1', REDEMPTION), 'redeemed');
  const token = { sub: ALICE.sub, epoch: 0, client_id: 'spa1', scope: 'openid', expires_at: NOW + 500 };
  await acme.accessTokens.save({ ...token, token_hash: 'a1', grant_id: 'g1' });
  await acme.accessTokens.save({ ...token, token_hash: 'a2' });
}

/** Nothing that was given for it is left, and all else is. */
export async function assertEnded({ acme, rows }: TestDatabase): Promise<void> {
  assert.equal(await acme.grants.find('g1'), undefined);
  assert.equal(await acme.grants.isLive('g1'), false);
  assert.equal(await acme.accessTokens.find('a1'), undefined);
  assert.notEqual(await acme.accessTokens.find('a2'), undefined);
  assert.deepEqual(await rows('select * from refresh_tokens'), []);
}
