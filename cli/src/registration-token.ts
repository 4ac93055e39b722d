/**
 * `tacit registration-token`.
 */
import { makeInitialAccessToken } from '@tacit/server/operator';
import { complain, configured } from './output.ts';

/** Makes a token and prints it, alone on stdout, so that it can be piped. */
export async function printRegistrationToken(tenant: string, hours: string): Promise<number> {
  const config = await configured();
  if (!config) return 1;
  const made = await makeInitialAccessToken(config, { tenant, hours: Number(hours) });
  if (!made.ok) {
    complain([made.error]);
    return 1;
  }
  process.stdout.write(`${made.value.token.reveal()}\n`);
  return 0;
}
