/**
 * Somebody was not signed in: written down for the operator, and for the one whose account was tried.
 */
import type { Exchange } from '../deps.ts';
import type { Interaction } from '../protocol/authorization/interaction.ts';
import type { OwnReason } from '../protocol/diagnosis/reasons.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import type { FailedSignInReason } from '../protocol/end-user/own-data.ts';
import { journeyOf } from '../walk/journey.ts';
import { recordRefused } from '../walk/sign-in-refused.ts';

/** What was judged and found wrong; the user is undefined where there is no such account. */
export type Tried = {
  readonly user: Pick<EndUser, 'sub'> | undefined;
  readonly reason: FailedSignInReason;
};

type FailedLogin = {
  readonly client_id: string;
  /** Why, for the operator: the page says the same for most of them. */
  readonly reason: OwnReason;
  readonly detail: string;
  /** Absent: the form was an application's own. */
  readonly interaction?: Pick<Interaction, 'id' | 'follows'>;
  /** Whose account it was about; undefined: there is none, or nobody looked. */
  readonly user?: Pick<EndUser, 'sub'> | undefined;
  /** Absent: nothing was judged, as over a budget. */
  readonly tried?: Tried | undefined;
};

/** Writes down a login that failed. The same is done whether or not there is such an account. */
export async function recordFailedLogin(
  { client_id, reason, detail, interaction, tried, user = tried?.user }: FailedLogin,
  exchange: Exchange,
): Promise<void> {
  const journey = interaction && journeyOf(interaction);
  const refused = { type: 'login_failed', reason, client_id, sub: user?.sub, detail, journey } as const;
  // Side by side, so that they wait for the disk together.
  await Promise.all([recordRefused(refused, exchange), tried && recordTried(tried, client_id, exchange)]);
}

/** Writes an attempt down for the one whose account it was at. */
export function recordTried({ user, reason }: Tried, client_id: string, exchange: Exchange): Promise<void> {
  const { records, request_id, address, request } = exchange;
  const device = request.headers.get('user-agent') ?? '';
  return records.failedSignIns.add(user?.sub, { request_id, reason, ip: address, device, client_id });
}
