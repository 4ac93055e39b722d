/**
 * Ending what somebody is signed in by. Clients that listen in the background are told by whoever delivers logout tokens next (OIDC
 * Back-Channel Logout §2.5): a server wakes that up at once.
 */
import { eventOf, type SupportCase } from './support-case.ts';

/** Ends one session with what was given in it; false: there is none any more. */
export async function endSession(
  { sub, sid, keepsGrants = false }: SessionEnd,
  at: SupportCase,
): Promise<boolean> {
  const event = eventOf(at, 'session_ended_by_operator', { sub, detail: sid });
  return (await at.records.support.endSession({ sub, sid, keepsGrants }, event)) !== undefined;
}

type SessionEnd = { readonly sub: string; readonly sid: string; readonly keepsGrants?: boolean };

/** Ends all that a user could go on with: how many sessions; undefined: there is no such user. */
export function endAccess(sub: string, at: SupportCase): Promise<number | undefined> {
  return at.records.support.endAccess(sub, eventOf(at, 'signed_out_by_operator', { sub }));
}

/** Ends all sessions of a user, and leaves applications what they hold. */
export function endSessions(sub: string, at: SupportCase): Promise<number | undefined> {
  return at.records.support.endSessions(sub, eventOf(at, 'sessions_ended_by_operator', { sub }));
}

/** Ends families of refresh tokens by their names; how many there were. */
export async function endRefreshTokens(
  { sub, ids }: { readonly sub?: string | undefined; readonly ids: readonly string[] },
  at: SupportCase,
): Promise<number> {
  const event = eventOf(at, 'refresh_tokens_ended_by_operator', { sub, detail: ids.join(' ') });
  return (await at.records.support.endGrants(ids, event)) ?? 0;
}

type TokensOf = Parameters<SupportCase['records']['support']['endGrantsOf']>[0];

/** Ends what a user's applications hold: of one, at one API, or all. False: there is no such user. */
export async function endRefreshTokensOf(which: TokensOf, at: SupportCase): Promise<boolean> {
  const { sub, client_id = 'all clients', audience = 'all APIs' } = which;
  const event = eventOf(at, 'refresh_tokens_ended_by_operator', {
    sub,
    detail: `${client_id}, ${audience}`,
  });
  return (await at.records.support.endGrantsOf(which, event)) ?? false;
}

/** Takes back all that a user agreed to. False: there is no such user. */
export async function withdrawConsents(sub: string, at: SupportCase): Promise<boolean> {
  const event = eventOf(at, 'consents_withdrawn_by_operator', { sub });
  return (await at.records.support.endConsents(sub, event)) ?? false;
}
