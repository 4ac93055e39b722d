/**
 * `tacit login` and `tacit logout`: a person at a server far away, in the place of an application's secret.
 */
import { complain, say } from '../output.ts';
import { findTenant, formAt } from '../server/connection.ts';
import { serverOfEnvironment } from '../server/issuer.ts';
import { openBrowser, signInWithBrowser } from './browser.ts';
import { forgetSignedIn, keepSignedIn, type SignedIn, signedInFile } from './signed-in.ts';

export type LoginOptions = { readonly browser: boolean; readonly port: string };

/** Signs in; the exit code. */
export async function login({ browser, port }: LoginOptions, open = openBrowser): Promise<number> {
  const issuer = serverOfEnvironment();
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    complain([`--port: ${JSON.stringify(port)} is no port.`]);
    return 1;
  }
  if (!issuer) return 1;
  const { expires_at } = await signIn(issuer, { port: Number(port), open: browser ? open : undefined });
  say([`You are signed in at ${issuer.origin} until ${timeOf(expires_at)} (${signedInFile()}).`]);
  return 0;
}

type Choice = {
  readonly port: number;
  /** Absent: whoever reads the address opens it. */
  readonly open: ((address: string) => void) | undefined;
};

/** Leads somebody to the server with their browser, and keeps what they are given. */
export async function signIn(issuer: URL, { port, open }: Choice): Promise<SignedIn> {
  // A browser that opens nothing says less than a sentence, and would be waited for.
  await findTenant(issuer);
  const signedIn = await signInWithBrowser(issuer, {
    port,
    open(address) {
      complain([open ? 'Your browser opens; if it does not, open' : 'Open', address]);
      open?.(address);
    },
  });
  await keepSignedIn(issuer, signedIn);
  return signedIn;
}

/** Ends the token at the server and forgets it here; the exit code. */
export async function logout(): Promise<number> {
  const issuer = serverOfEnvironment();
  if (!issuer) return 1;
  const forgotten = await forgetSignedIn(issuer);
  if (!forgotten) {
    say([`Nobody was signed in at ${issuer.origin}.`]);
    return 0;
  }
  const { status } = await formAt(issuer, '/oauth/revoke', {
    client_id: 'tacit:cli',
    token: forgotten.access_token,
  });
  if (status !== 200) {
    complain([
      `You are signed out here, and ${issuer.origin} did not end the token (${status}): it is good until ${timeOf(forgotten.expires_at)}.`,
    ]);
    return 1;
  }
  say([`You are signed out at ${issuer.origin}.`]);
  return 0;
}

function timeOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
