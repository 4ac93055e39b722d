/**
 * Every method of support once, each with something to do: part of every-storage-method.ts.
 */

import { beginSession, epochOf } from '../login/epochs.ts';
import { NOW } from './databases.ts';
import type { WritableTenant } from './writable.ts';

const LATER = NOW + 1_000;
const EVENT = { type: 'signed_out_by_operator', request_id: 'support' } as const;

/** In an order in which each finds what it needs. */
export async function callSupport(records: WritableTenant, sub: string): Promise<void> {
  const { support } = records;
  await callAccess(records, sub);
  await callFactors(records, sub);
  const counter = { budget: 'account-at-address', account: 'somebody', place: '192.0.2.1' } as const;
  await records.loginAttempts.reserve([{ key: 'guess', window_seconds: 60, counter }]);
  for (const which of [{ keys: ['guess'] }, { accounts: ['somebody'] }]) {
    await support.counters(which);
    await support.liftCounters(which, EVENT);
  }
  const ticket = { purpose: 'reset_password', token_hash: 'ticket', sub, email: 'alice@acme.test' } as const;
  const epoch = await epochOf(records, sub);
  await support.issueTicket({ ...ticket, epoch, data: {}, expires_at: LATER }, EVENT);
}

async function callAccess(records: WritableTenant, sub: string): Promise<void> {
  const { support, grants, sessions } = records;
  const begin = async (id: string) => {
    await beginSession(records, sub, id);
    await sessions.addClient({ sid: id, client_id: 'spa1', expires_at: LATER });
    const client = { client_id: 'spa1', redirect_uri: 'https://app.test/cb', scope: ['openid'] };
    const login = { sub, sid: id, epoch: await epochOf(records, sub), auth_time: NOW, amr: ['pwd'] };
    await grants.begin({ ...client, ...login, grant_id: id }, LATER);
    const refresh_token = { token_hash: `token of ${id}`, expires_at: LATER };
    await grants.redeem(id, { expires_at: LATER, refresh_token });
  };
  await begin('of support');
  await support.session('of support');
  await support.sessions(sub, { limit: 10 });
  await support.refreshToken('of support');
  for (const client_id of [undefined, 'spa1']) await support.refreshTokens({ sub, client_id }, { limit: 10 });
  const filters = [{ sub }, { client_id: 'spa1' }, { audience: 'urn:api' }, { sub, client_id: 'spa1' }];
  for (const filter of filters) {
    await support.consents(filter, { offset: 0, limit: 10 });
    await support.countConsents(filter);
  }
  const endings = [
    () => support.endSession({ sub, sid: 'ends 0', keepsGrants: false }, EVENT),
    () => support.endSessions(sub, EVENT),
    () => support.endAccess(sub, EVENT),
    () => support.endGrants(['ends 3'], EVENT),
    () => support.endGrantsOf({ sub }, EVENT),
    () => support.endConsents(sub, EVENT),
  ];
  for (const [index, end] of endings.entries()) {
    await begin(`ends ${index}`);
    await end();
  }
}

async function callFactors(records: WritableTenant, sub: string): Promise<void> {
  const { support } = records;
  const factor = { sub, kind: 'otp', name: 'phone', document: {}, counter: 0 } as const;
  for (const id of ['one of support', 'two of support'])
    await support.addFactor({ ...factor, authenticator_id: id }, EVENT);
  await support.renameFactor({ sub, authenticator_id: 'one of support', name: 'tablet' }, EVENT);
  await support.replaceRecoveryCodes(sub, ['of support'], EVENT);
  await support.forgetDevices(sub, EVENT);
  await support.removeFactors(sub, { authenticator_ids: ['one of support'] }, EVENT);
  await support.removeFactors(sub, { instead: [{ ...factor, authenticator_id: 'three' }] }, EVENT);
  await support.removeFactors(sub, {}, EVENT);
}
