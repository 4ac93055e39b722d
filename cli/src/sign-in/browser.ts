/**
 * Signs a person in with their browser: a code with PKCE (RFC 7636), answered at an address of this machine that listens for this one
 * answer (RFC 8252 §7.3).
 */
import { spawn } from 'node:child_process';
import { hash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { managementApi } from '@tacit/server/resources';
import { formAt } from '../server/connection.ts';
import { ServerRefusal } from '../server/refusals.ts';
import { ownTerminal } from '../terminal.ts';
import type { SignedIn } from './signed-in.ts';

/** Every tenant has it, and nobody registers it. */
const CLIENT_ID = 'tacit:cli';

const PATH = '/signed-in';

/** As long as the server waits for somebody to sign in. */
const PATIENCE_MS = 600_000;

type Way = {
  /** To listen at; 0: any that is free. */
  readonly port: number;
  /** Leads the person to an address. */
  readonly open: (address: string) => void;
};

/** The token of whoever signs in; throws in a sentence where nobody does. */
export async function signInWithBrowser(issuer: URL, { port, open }: Way): Promise<SignedIn> {
  const [verifier, state] = [randomBytes(32), randomBytes(32)].map((bytes) => bytes.toString('base64url'));
  if (!verifier || !state) throw new Error('Two values are made.');
  const server = await listening(port);
  try {
    const redirect_uri = `http://127.0.0.1:${portOf(server)}${PATH}`;
    const asked = { client_id: CLIENT_ID, redirect_uri, state, code_challenge_method: 'S256' };
    const audience = new URL('/api/v2/', issuer).href;
    const address = new URL('/authorize', issuer);
    address.search = new URLSearchParams({
      ...asked,
      response_type: 'code',
      code_challenge: hash('sha256', verifier, 'base64url'),
      audience,
      // Whoever signs in gets of all of these what their roles hold.
      scope: managementApi(issuer.href, 'all')
        .scopes.map(({ value }) => value)
        .join(' '),
    }).toString();
    const answered = answerTo(server, { state, iss: issuer.href });
    open(address.href);
    const code = await answered;
    return await redeem(issuer, { code, code_verifier: verifier, redirect_uri, client_id: CLIENT_ID });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function listening(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address === 'object' && address) return address.port;
  throw new Error('A server that listens at an address has a port.');
}

type Expected = { readonly state: string; readonly iss: string };

/** The code of the one answer that is ours; what others send is refused, and ours is waited for. */
function answerTo(server: Server, expected: Expected): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('Nobody has signed in for ten minutes.')), PATIENCE_MS);
    server.once('close', () => clearTimeout(late));
    server.on('request', ({ method, url = '' }, response) => {
      const said = method === 'GET' ? readAnswer(url, expected) : undefined;
      response.writeHead(said ? 200 : 400, HEADERS);
      if (!said) return response.end('This is not what is waited for.\n');
      if (said.code === undefined) {
        response.end('You are not signed in. The terminal says why.\n');
        return reject(new Error(`You are not signed in: ${said.why}.`));
      }
      response.end('You are signed in. Go back to the terminal.\n');
      return resolve(said.code);
    });
  });
}

type Answer = { readonly code: string | undefined; readonly why: string };

/** What the server says by the browser; undefined: it is not our server that says it (RFC 9207 §2.4), or not to us. */
function readAnswer(url: string, { state, iss }: Expected): Answer | undefined {
  const { pathname, searchParams } = URL.parse(url, 'http://127.0.0.1') ?? {};
  const said = (name: string) => searchParams?.get(name) ?? undefined;
  if (pathname !== PATH || said('state') !== state || said('iss') !== iss) return undefined;
  return { code: said('code'), why: said('error_description') ?? said('error') ?? 'no reason is given' };
}

/** Nothing of the address, which holds the code, goes on from here. */
const HEADERS = {
  'content-type': 'text/plain; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'",
  connection: 'close',
};

async function redeem(issuer: URL, said: Readonly<Record<string, string>>): Promise<SignedIn> {
  const answer = await formAt(issuer, '/oauth/token', { grant_type: 'authorization_code', ...said });
  const { access_token, expires_in, scope } = Object(answer.body);
  if (answer.status !== 200 || typeof access_token !== 'string')
    throw new ServerRefusal(issuer.origin, answer);
  if (!String(scope).includes(':'))
    throw new Error(
      `${issuer.origin}: you have no role of its Management API: somebody who has one gives it to you by \`tacit admin create\`.`,
    );
  return { access_token, expires_at: Math.floor(Date.now() / 1_000) + Number(expires_in) };
}

/** What opens an address, by system; each takes it as one word, and no shell reads it. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  linux: ['xdg-open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * Opens the browser where there is one; the address is printed too, for whoever has none here. A program that `BROWSER` names goes
 * before the usual one, as editors that work on another machine set it to open a browser on this one.
 */
export function openBrowser(address: string): void {
  const { env } = ownTerminal();
  const [own = ''] = process.platform === 'win32' ? [] : (env['BROWSER'] ?? '').split(':');
  const [program, ...args] = /^[^\s%]+$/.test(own) ? [own] : (OPENERS[process.platform] ?? []);
  if (program === undefined) return;
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true, env });
  // There is none: the address was printed.
  child.on('error', () => undefined);
  child.unref();
}
