/**
 * What proves a user and what begins with it, as storage is told of it: for tests of the credential epoch.
 */

import { NOW, type TestDatabase } from './databases.ts';
import type { WritableTenant } from './writable.ts';

/** The one user of a test. */
export const SUB = 'auth0|a11ce0000000000000000001';
export const EMAIL = 'alice@acme.test';
const ENDS = { expires_at: NOW + 9_000, idle_seconds: 9_000 };

/** A session that begins under an epoch. */
export const session = (id: string, epoch: number) =>
  ({ id_hash: id, sid: id, sub: SUB, epoch, auth_time: NOW, amr: ['pwd'], ...ENDS }) as const;

/** A grant that begins in a session. */
export const grant = (id: string, epoch: number, sid = 'SID') => ({
  ...{ grant_id: id, client_id: 'spa1', redirect_uri: 'https://app.acme.test/cb' },
  ...{ scope: ['openid', 'offline_access'], sub: SUB, epoch, sid, auth_time: NOW, amr: ['pwd'] },
});

/** A link of a reset mail. */
export const link = (token_hash: string, epoch: number) =>
  ({
    token_hash,
    purpose: 'reset_password',
    sub: SUB,
    epoch,
    email: EMAIL,
    data: {},
    expires_at: NOW + 99,
  }) as const;

/** The mail that a link travels in. */
export const mail = (mail_id: string) => ({ mail_id, sealed: 'sealed', expires_at: NOW + 99 });

/** An authenticator app. */
export const app = (authenticator_id: string, epoch: number) =>
  ({ authenticator_id, sub: SUB, epoch, kind: 'otp', name: 'App', document: {}, counter: 0 }) as const;

/** Saves the user, with the password `old`. */
export async function makeUser({ users }: WritableTenant): Promise<void> {
  await users.save({ sub: SUB, blocked: false, claims: { email: EMAIL, email_verified: true } }, 'old');
}

/** A new password by the link of a mail, as its owner chooses it. */
export function reset(records: WritableTenant, password_hash: string, by = 'link') {
  const change = { sub: SUB, password_hash, history: 0, notice: undefined };
  return records.users.changePassword({ ...change, by: { link: by } });
}

/** A new password in a session of an epoch. */
export function change(records: WritableTenant, password_hash: string, epoch: number, sid = 'SID') {
  const by = { session: { sid, id_hash: 'next', epoch } };
  return records.users.changePassword({
    sub: SUB,
    password_hash,
    history: 0,
    notice: undefined,
    by,
  });
}

/** How many rows there are of what begins: sessions, grants, refresh tokens, access tokens, authenticators. */
export async function left({ rows }: TestDatabase): Promise<readonly number[]> {
  const counted = [];
  for (const table of ['sessions', 'grants', 'refresh_tokens', 'access_tokens', 'authenticators']) {
    counted.push(Number((await rows(`select count(*) as n from ${table}`))[0]?.['n']));
  }
  return counted;
}
