/**
 * `tacit sign-out`.
 */
import { signOut } from '@tacit/server/operator';
import { complain, configured } from './output.ts';

/** Signs one user out, or everybody, and says of how much. */
export async function signOutUsers(tenant: string, user: string | undefined): Promise<number> {
  const config = await configured();
  if (!config) return 1;
  const done = await signOut(config, { tenant, user });
  if (!done.ok) {
    complain([done.error]);
    return 1;
  }
  const { tenant: name, users, sessions } = done.value;
  process.stdout.write(`Signed out of ${name}: ${count(users, 'user')}, ${count(sessions, 'session')}.\n`);
  return 0;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
