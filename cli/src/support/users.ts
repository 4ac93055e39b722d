/**
 * What the commands of support do, and say.
 */
import type { SessionList, Unlocked } from '@tacit/server/operator';
import { isAgreed } from '../agreement.ts';
import { findOperator } from '../operator.ts';
import { complain, printJson, printTable, say } from '../output.ts';
import { ownTerminal } from '../terminal.ts';

export type UserOptions = {
  readonly tenant?: string;
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
};

/** Forgets what was counted of a user, and says what locked them out. */
export async function unlock(
  user: string,
  { tenant, json = false, dryRun = false }: UserOptions,
): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const done = await operator.unlockUser({ tenant, user, dryRun });
  if (!done.ok) return refuse(done.error);
  if (json) printJson({ ...done.value, locks: done.value.locks.map(lockOf) });
  else say(unlockLines(done.value, dryRun));
  return 0;
}

type Lock = Unlocked['locks'][number];

function lockOf({ budget, place, until }: Lock) {
  return { budget, ...(place === undefined ? {} : { address: place }), until: timeOf(until) };
}

function unlockLines({ user, tenant, locks, is_blocked }: Unlocked, dryRun: boolean): readonly string[] {
  const lines = locks.map(
    ({ budget, place, until }) =>
      `- ${budget}${place === undefined ? '' : ` at ${place}`}, until ${timeOf(until)}`,
  );
  const blocked = is_blocked
    ? [`${user} is blocked by somebody: \`tacit users set\` with --blocked false ends that.`]
    : [];
  if (lines.length === 0) return [`Nothing locks ${user} of ${tenant} out.`, ...blocked];
  const first = dryRun
    ? `${user} of ${tenant} is locked out:`
    : `Unlocked ${user} of ${tenant}, who was locked out:`;
  return [first, ...lines, ...blocked];
}

/** Takes second factors away after somebody has agreed. */
export async function reset(user: string, options: UserOptions): Promise<number> {
  const { tenant, json = false, yes = false, dryRun = false } = options;
  const operator = await findOperator();
  if (!operator) return 1;
  const plan = await operator.resetFactors({ tenant, user, dryRun: true });
  if (!plan.ok) return refuse(plan.error);
  const { factors, user: name, tenant: at } = plan.value;
  const lines = factors.map(
    ({ kind, name: called, created_at }) => `- ${kind} ${called}, since ${timeOf(created_at)}`,
  );
  if (dryRun || factors.length === 0) {
    if (json) printJson(plan.value);
    else
      say(
        lines.length === 0 ? [`${name} of ${at} has no second factor.`] : [`${name} of ${at} has:`, ...lines],
      );
    return 0;
  }
  const question = {
    lines: [`This takes away of ${name} of ${at}, with the recovery codes, and signs them out:`, ...lines],
    word: name,
    purpose: 'to take them away',
  };
  if (!yes && !(await isAgreed(question))) return refuse('Nothing was changed.');
  const done = await operator.resetFactors({ tenant, user, dryRun: false });
  if (!done.ok) return refuse(done.error);
  if (json) printJson(done.value);
  else
    say([
      `Took ${count(factors.length, 'second factor')} of ${name} of ${at} away and ended ${count(done.value.sessions, 'session')}.`,
      'They sign in with what is left and can enrol again.',
    ]);
  return 0;
}

export type LinkOptions = UserOptions & { readonly hours: string; readonly verify?: boolean };

/** Prints a link, alone on stdout, so that it can be piped. */
export async function makeLink(
  user: string,
  { tenant, json = false, hours, verify = false }: LinkOptions,
): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const made = await operator.makePasswordLink({ tenant, user, hours, verifies: verify });
  if (!made.ok) return refuse(made.error);
  const { link, expires_at, ...whom } = made.value;
  if (json) {
    printJson({ ...whom, link, expires_at: timeOf(expires_at) });
    return 0;
  }
  ownTerminal().stdout.write(`${link}\n`);
  complain([
    `Whoever has this link chooses the password of ${whom.user}: once, until ${timeOf(expires_at)}.`,
  ]);
  return 0;
}

export type SessionOptions = UserOptions & { readonly end?: string };

/** Lists sessions, or ends them after somebody has agreed. */
export async function sessions(user: string, options: SessionOptions): Promise<number> {
  const { tenant, json = false, yes = false, end } = options;
  const operator = await findOperator();
  if (!operator) return 1;
  const listed = await operator.listSessions({ tenant, user });
  if (!listed.ok) return refuse(listed.error);
  if (end === undefined) {
    printSessions(listed.value, json);
    return 0;
  }
  const { user: name, tenant: at } = listed.value;
  const what =
    end === 'all' ? endOfAll(listed.value) : `the session ${end} and the refresh tokens given in it`;
  const question = { lines: [`This ends for ${name} of ${at}: ${what}.`], word: name, purpose: 'to end it' };
  if (!yes && !(await isAgreed(question))) return refuse('Nothing was changed.');
  const done = await operator.endSessions({ tenant, user, sid: end });
  if (!done.ok) return refuse(done.error);
  if (json) printJson(done.value);
  else say([`Ended ${count(done.value.ended, 'session')} of ${name} of ${at}.`]);
  return 0;
}

function endOfAll({ sessions: all, refresh_tokens }: SessionList): string {
  return `${count(all.length, 'session')}, ${count(refresh_tokens, 'refresh token')}, remembered devices and logins that are half done`;
}

function printSessions({ sessions: all, refresh_tokens, ...whom }: SessionList, json: boolean): void {
  const rows = all.map(({ sid, began_at, last_used_at, ip, device, clients }) => ({
    id: sid,
    began_at: began_at === undefined ? '' : timeOf(began_at),
    last_used_at: timeOf(last_used_at),
    address: ip,
    device,
    clients,
  }));
  if (json) {
    printJson({ ...whom, sessions: rows, refresh_tokens });
    return;
  }
  if (rows.length > 0)
    printTable(
      ['id', 'last used', 'address', 'device'],
      rows.map(({ id, last_used_at, address, device }) => [id, last_used_at, address, device]),
    );
  else say([`${whom.user} of ${whom.tenant} is signed in nowhere.`]);
  say([`Applications hold ${count(refresh_tokens, 'refresh token')}.`]);
}

function timeOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function refuse(line: string): number {
  complain([line]);
  return 1;
}
