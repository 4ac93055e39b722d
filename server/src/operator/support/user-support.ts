/**
 * `tacit users unlock`, `reset-factors`, `reset-password` and `sessions`: what the Management API does, by the same functions.
 */
import { randomBytes } from 'node:crypto';
import { accountName } from '../../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { tenantName } from '../../resources/tenant/tenant.ts';
import { endAccess, endSession } from '../../support/access.ts';
import { factorsOf, removeFactors, type ShownFactor } from '../../support/factors.ts';
import { type Lock, liftLocks, locksOf } from '../../support/locks.ts';
import { makeTicket } from '../../support/tickets.ts';
import { issuerOf } from '../../tenants/tenants.ts';
import { now } from '../database.ts';
import type { Ground } from '../ground.ts';
import { type AskedUser, forUser, nameOf, type UserCase } from './user-case.ts';

/** Whom something was done for. */
type About = { readonly tenant: string; readonly user: string; readonly user_id: string };

function about({ tenant, user }: UserCase): About {
  return { tenant: tenantName(tenant), user: nameOf(user), user_id: user.sub };
}

export type Unlocked = About & { readonly locks: readonly Lock[]; readonly is_blocked: boolean };

/** Lets a user try again who is locked out by guesses; with `dryRun` it is only said by which. */
export function unlockUser(
  config: Ground,
  { dryRun, ...asked }: AskedUser & { readonly dryRun: boolean },
): Promise<Result<Unlocked, string>> {
  return forUser(config, asked, async (found) => {
    const { user, at } = found;
    const locks = await locksOf({ user, identifier: undefined }, at);
    if (!dryRun) await liftLocks({ user, identifier: undefined }, at);
    return ok({ ...about(found), locks, is_blocked: user.blocked });
  });
}

export type FactorsReset = About & { readonly factors: readonly ShownFactor[]; readonly sessions: number };

/** Takes all second factors of a user away; with `dryRun` it is only said which there are. */
export function resetFactors(
  config: Ground,
  { dryRun, ...asked }: AskedUser & { readonly dryRun: boolean },
): Promise<Result<FactorsReset, string>> {
  return forUser(config, asked, async (found) => {
    const { user, at } = found;
    const factors = await factorsOf(user.sub, at);
    const ended = dryRun ? undefined : await removeFactors({ sub: user.sub }, at);
    return ok({ ...about(found), factors, sessions: ended ?? 0 });
  });
}

export type PasswordLink = About & {
  readonly link: string;
  /** Whole seconds since the epoch. */
  readonly expires_at: number;
};

const HOUR = 3_600;
const MAX_HOURS = 720;

/** Makes a link by which a user chooses a password. The old one is good until then. */
export async function makePasswordLink(
  config: Ground,
  { hours: said, verifies, ...asked }: AskedUser & { readonly hours: string; readonly verifies: boolean },
): Promise<Result<PasswordLink, string>> {
  const hours = Number(said);
  if (!Number.isInteger(hours) || hours < 1 || hours > MAX_HOURS)
    return err(`The hours must be a whole number from 1 to ${MAX_HOURS}.`);
  return forUser(config, asked, async (found) => {
    const { tenant, user, at } = found;
    if (!tenant.settings.login_methods.includes('password'))
      return err(`There are no passwords at ${tenantName(tenant)}: login_methods has no password.`);
    if (accountName(user) === undefined)
      return err(`${nameOf(user)} has no e-mail address and no user name: give them one first.`);
    const lifetime_seconds = hours * HOUR;
    const means = {
      issuer: issuerOf(tenant, config),
      random: (bytes: number) => randomBytes(bytes).toString('base64url'),
      now: now(),
    };
    const ticket = { purpose: 'reset_password', user, lifetime_seconds, proves_mailbox: verifies } as const;
    const link = await makeTicket(ticket, means, at);
    if (link === undefined)
      return err(`${nameOf(user)} is blocked: \`tacit users set ${user.sub} --blocked false\` first.`);
    return ok({ ...about(found), link, expires_at: means.now + lifetime_seconds });
  });
}

type Session = Awaited<ReturnType<UserCase['records']['support']['sessions']>>[number];

export type SessionList = About & {
  readonly sessions: readonly Session[];
  readonly refresh_tokens: number;
};

/** More than anybody looks through. */
const MOST = 100;

/** The sessions of a user, and how many applications hold refresh tokens of theirs. */
export function listSessions(config: Ground, asked: AskedUser): Promise<Result<SessionList, string>> {
  return forUser(config, asked, async (found) => {
    const { user, records } = found;
    const sessions = await records.support.sessions(user.sub, { limit: MOST });
    const tokens = await records.support.refreshTokens({ sub: user.sub }, { limit: MOST });
    return ok({ ...about(found), sessions, refresh_tokens: tokens.length });
  });
}

export type SessionsEnded = About & { readonly ended: number };

/** Ends one session of a user, or all that they could go on with. */
export function endSessions(
  config: Ground,
  { sid, ...asked }: AskedUser & { readonly sid: string | 'all' },
): Promise<Result<SessionsEnded, string>> {
  return forUser(config, asked, async (found) => {
    const { user, at } = found;
    const { sub } = user;
    if (sid === 'all') return ok({ ...about(found), ended: (await endAccess(sub, at)) ?? 0 });
    const isEnded = await endSession({ sub, sid }, at);
    return isEnded
      ? ok({ ...about(found), ended: 1 })
      : err(`${nameOf(user)} has no session ${sid}; \`tacit users sessions ${nameOf(user)}\` lists them.`);
  });
}
