/**
 * `tacit sign-out`.
 */
import { isAgreed } from './agreement.ts';
import { findOperator } from './operator.ts';
import { complain } from './output.ts';
import { ownTerminal } from './terminal.ts';

export type SignOutOptions = {
  readonly everybody?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
};

/** Signs one user out, or everybody, after it was said of how much and somebody has agreed. */
export async function signOutUsers(
  tenant: string,
  user: string | undefined,
  { yes = false, dryRun = false }: SignOutOptions,
): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const asked = { tenant, ...(user === undefined ? {} : { user }) };
  const plan = await operator.signOut({ ...asked, dryRun: true });
  if (!plan.ok) return refuse(plan.error);
  const { tenant: name, users, sessions } = plan.value;
  if (dryRun) {
    ownTerminal().stdout.write(
      `Would sign out of ${name}: ${counts(users, sessions)}; nothing was written.\n`,
    );
    return 0;
  }
  const question = {
    lines: [
      `This signs out of ${name}: ${counts(users, sessions)}, with refresh tokens and remembered devices.`,
    ],
    word: user ?? name,
    purpose: 'to sign out',
  };
  if (!yes && !(await isAgreed(question))) return refuse('Nothing was changed.');
  const done = await operator.signOut({ ...asked, dryRun: false });
  if (!done.ok) return refuse(done.error);
  ownTerminal().stdout.write(`Signed out of ${name}: ${counts(done.value.users, done.value.sessions)}.\n`);
  return 0;
}

function counts(users: number, sessions: number): string {
  return `${count(users, 'user')}, ${count(sessions, 'session')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function refuse(line: string): number {
  complain([line]);
  return 1;
}
