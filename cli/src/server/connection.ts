/**
 * The way to a server's Management API: an access token of whoever has signed in, or by client credentials (RFC 6749 §4.4), kept in
 * memory alone; and what is said where the way is barred.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { barred, ServerRefusal } from './refusals.ts';

export type Connection = {
  /** As a person calls it. */
  readonly place: string;
  /** The answer of an act of ours below `/api/v2/`; throws in a sentence where there is none. */
  readonly post: (path: string, body: object) => Promise<Told>;
  /** The answer of any operation: looked at, or asked for with JSON or a form. */
  readonly ask: (path: string, body?: object) => Promise<unknown>;
  /** A file of the server that needs no token, as it comes. */
  readonly read: (address: string) => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
};

type Told = {
  readonly answer: unknown;
  readonly secrets: readonly { readonly path: readonly (string | number)[]; readonly secret: string }[];
};

export type Credentials =
  | { readonly client_id: string; readonly client_secret: string }
  | { readonly access_token: string };

const LIMIT_MS = 120_000;

/** For what is as large as a file may be. */
const FILE_LIMIT_MS = 1_800_000;

/** Longer than this nobody waits before a terminal. */
const MAX_WAIT_SECONDS = 60;
const MAX_WAITS = 3;

/** A connection to the tenant that has an issuer. Nothing is asked before it is needed. */
export function connect(
  issuer: URL,
  credentials: Credentials,
  wait: (ms: number) => Promise<unknown> = sleep,
): Connection {
  const place = issuer.origin;
  const api = new URL('/api/v2/', issuer).href;
  const held: { token?: Promise<string> } = {};
  const token = () => {
    held.token ??=
      'access_token' in credentials
        ? Promise.resolve(credentials.access_token)
        : fetchToken(issuer, { ...credentials, audience: api });
    return held.token;
  };
  async function send(path: string, body?: object, waits = 0, isFresh = false): Promise<unknown> {
    const authorization = `Bearer ${await token()}`;
    const answer = await reach(place, api + path, sentWith(authorization, body));
    if (answer.status === 401 && !isFresh && 'client_id' in credentials) {
      // It has expired meanwhile, as while a log is followed.
      delete held.token;
      return send(path, body, waits, true);
    }
    if (answer.status === 429 && waits < MAX_WAITS) {
      await wait(Math.min(answer.retry_after, MAX_WAIT_SECONDS) * 1_000);
      return send(path, body, waits + 1, isFresh);
    }
    if (answer.status < 300 && answer.body !== undefined) return answer.body;
    throw new ServerRefusal(place, answer);
  }
  return {
    place,
    async post(path, body) {
      const told = await send(path, body);
      if (isTold(told)) return told;
      throw new ServerRefusal(place, { status: 200, body: undefined });
    },
    ask: send,
    async read(address) {
      // What another server has is fetched from nowhere.
      if (URL.parse(address)?.origin !== issuer.origin)
        throw new ServerRefusal(place, { status: 200, body: undefined });
      const answer = await fetched(place, address, { limit_ms: FILE_LIMIT_MS });
      if (answer.ok && answer.body) return answer.body;
      throw new ServerRefusal(place, { status: answer.status, body: undefined });
    },
  };
}

function sentWith(authorization: string, body: object | undefined): Sent {
  if (body === undefined) return { method: 'GET', headers: { authorization } };
  // The boundary of a form is known to whoever writes it.
  if (body instanceof FormData)
    return { method: 'POST', headers: { authorization }, body, limit_ms: FILE_LIMIT_MS };
  const headers = { authorization, 'content-type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}

async function fetchToken(
  issuer: URL,
  asked: { readonly client_id: string; readonly client_secret: string; readonly audience: string },
): Promise<string> {
  const { status, body } = await formAt(issuer, '/oauth/token', {
    grant_type: 'client_credentials',
    ...asked,
  });
  const token = Object(body)['access_token'];
  if (status !== 200 || typeof token !== 'string') throw new ServerRefusal(issuer.origin, { status, body });
  return token;
}

/** Throws in a sentence where no tenant answers at its address. */
export async function findTenant(issuer: URL): Promise<void> {
  const answer = await reach(issuer.origin, new URL('/.well-known/openid-configuration', issuer).href, {});
  const { issuer: named } = Object(answer.body);
  if (answer.status !== 200) throw new ServerRefusal(issuer.origin, answer);
  if (named !== issuer.href) throw new Error(`${issuer.origin}: ${strangerOf(named)}`);
}

function strangerOf(named: unknown): string {
  return typeof named === 'string'
    ? `the server there calls itself ${named}: name it as it does.`
    : 'what answers there is no Tacit server: correct --server.';
}

/** What an endpoint of OAuth answers. */
export function formAt(issuer: URL, path: string, said: Readonly<Record<string, string>>) {
  return reach(issuer.origin, new URL(path, issuer).href, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(said).toString(),
  });
}

type Sent = {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
  readonly limit_ms?: number;
};

async function reach(place: string, url: string, sent: Sent) {
  const answer = await fetched(place, url, sent);
  const text = await answer.text().catch((error: unknown) => barred(place, error));
  const after = Number(answer.headers.get('retry-after') ?? 1);
  return { status: answer.status, body: parsed(text), retry_after: Number.isFinite(after) ? after : 1 };
}

function fetched(place: string, url: string, { limit_ms = LIMIT_MS, ...sent }: Sent): Promise<Response> {
  const signal = AbortSignal.timeout(limit_ms);
  return fetch(url, { redirect: 'error', signal, ...sent }).catch((error: unknown) => barred(place, error));
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function isTold(body: unknown): body is Told {
  return Array.isArray(Object(body)['secrets']);
}
