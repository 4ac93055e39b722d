/**
 * What the attacks begin with: the base request of the catalogue, who signs in, and bytes no HTTP client would send.
 */
import { connect } from 'node:net';
import { PASSWORD } from '../stack.ts';
import type { Answer, UserAgent } from '../user-agent.ts';
import { fragment } from '../user-agent.ts';

/** B0 of the catalogue. */
export const B0 = {
  response_type: 'id_token token',
  client_id: 'spa1',
  redirect_uri: 'https://app.acme.test/cb',
  scope: 'openid read:a',
  audience: 'https://api.acme.test',
  state: 'S1',
  nonce: 'N1',
} as const;

/** B0 as the third-party client sends it: consent is always asked. */
export const THIRD_PARTY = { ...B0, client_id: 'spa2', redirect_uri: 'https://third.test/cb?x=1' } as const;

export const ALICE = { username: 'alice@acme.test', password: PASSWORD } as const;
export const BOB = { username: 'bob@acme.test', password: PASSWORD } as const;

export const ALICE_SUB = 'auth0|a11ce0000000000000000001';
export const BOB_SUB = 'auth0|b0b000000000000000000002';

/** Signs in through the base request and gives the answer for the client. */
export async function signIn(
  browser: UserAgent,
  user: { readonly username: string; readonly password: string } = ALICE,
): Promise<Answer> {
  return browser.signIn(await browser.authorize({ ...B0, prompt: 'login' }), user);
}

/** What a silent request tells the client: `tokens`, or the error. */
export async function silently(
  browser: UserAgent,
  changes: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { access_token, error } = fragment(
    (await browser.authorize({ ...B0, ...changes, prompt: 'none' })).location,
  );
  return access_token === undefined ? (error ?? 'no answer') : 'tokens';
}

/** The payload of a JWT, unverified. */
export function payload(jwt: string | undefined): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(jwt?.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

/** The Content-Security-Policy header. */
export function policyOf({ headers }: Answer): string {
  return headers['content-security-policy']?.toString() ?? '';
}

/** Sends bytes as they are and gives all that comes back until the server hangs up. */
export function sendRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(bytes, 'latin1')));
    socket.setTimeout(5_000, () => socket.destroy(new Error('the server neither answered nor hung up')));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('end', () => socket.end());
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

/** The status line's code of a raw answer; `nothing` where the server hung up without one. */
export function statusOf(raw: string): string {
  return /^HTTP\/1\.1 (\d{3})/.exec(raw)?.[1] ?? 'nothing';
}
