/**
 * Where somebody is signed in, and to which applications.
 */
import type { Exchange } from '../deps.ts';
import type { FailedSignInReason } from '../protocol/end-user/own-data.ts';
import { ACCOUNT_CLIENT_ID } from '../protocol/tenant/names.ts';
import type { Self } from './in-session.ts';

type Sessions = Awaited<ReturnType<Exchange['records']['sessions']['list']>>;
type SignIns = Awaited<ReturnType<Exchange['records']['signIns']['list']>>;

/** The sessions with the names of the applications that each is used for, as far as that is known. */
export async function namedSessions(sessions: Sessions, sign_ins: SignIns, exchange: Exchange) {
  const used = sessions.map((one) => new Set([...one.clients, ...beganAt(one, sign_ins)]));
  const client_ids = [...new Set(used.flatMap((ids) => [...ids]))].filter((id) => id !== ACCOUNT_CLIENT_ID);
  const found = await Promise.all(client_ids.map((id) => exchange.deps.clients.find(id, exchange)));
  const names = new Map(found.flatMap((client) => (client ? [[client.client_id, client.client_name]] : [])));
  return sessions.map((one, index) => ({
    ...one,
    applications: [...(used[index] ?? [])].flatMap((id) => names.get(id) ?? []),
  }));
}

/** Seconds between a session and the row of its sign-in, which are written one after the other. */
const APART = 5;

/** Where a session began: a sign-in is written beside it, and says of which application. */
function beganAt({ began_at, ip, device }: Sessions[number], sign_ins: SignIns): readonly string[] {
  if (began_at === undefined) return [];
  return sign_ins
    .filter((one) => one.ip === ip && one.device === device && Math.abs(one.at - began_at) <= APART)
    .flatMap(({ client_id }) => client_id ?? []);
}

const SIGN_INS = 20;

/** Where somebody signed in or failed to, newest first, and how often that failed since they signed in before. */
export async function listSignIns(
  { session: { user, auth_time } }: Self,
  { records }: Exchange,
): Promise<{
  readonly sign_ins: SignIns;
  readonly attempts: readonly SignInAttempt[];
  readonly failures: number;
}> {
  const sign_ins = await records.signIns.list(user.sub, SIGN_INS);
  const failed = await records.failedSignIns.list(user.sub);
  const attempts = [
    ...sign_ins.map((one): SignInAttempt => one),
    ...failed.slice(0, SIGN_INS).map(({ reason, ...attempt }) => ({ ...attempt, amr: [], failed: reason })),
  ].toSorted((a, b) => b.at - a.at);
  // The session that asks began with a sign-in: what counts is what happened since the one before.
  const previous = sign_ins.find(({ at }) => at < auth_time)?.at ?? 0;
  return { sign_ins, attempts, failures: failed.filter(({ at }) => at > previous).length };
}

type SignInAttempt = Omit<SignIns[number], 'sub'> & { readonly failed?: FailedSignInReason };
