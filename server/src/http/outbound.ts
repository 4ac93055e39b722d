/**
 * Requests that the server makes because somebody else named the address: a client's keys, its request object, its logout
 * endpoint, a tenant's mail server. Whoever can name an address must not reach with our hands what only we can reach (CWE-918): https to public
 * addresses alone, the address that was judged is the one that is connected to, no redirect is followed, nothing of ours
 * travels along, and an answer has a size and an end.
 */

import { lookup as resolve } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { asciiLowerCase, withoutOws } from '../protocol/octets.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { isPublicAddress } from './public-address.ts';

type OutboundAnswer = { readonly status: number; readonly media_type: string; readonly text: string };

type Delivered = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

export type Outbound = {
  /** Fetches a document; the error is for our log alone, because it tells what is reachable from here. */
  get(url: string): Promise<Result<OutboundAnswer, string>>;
  /** Posts a form. */
  post(url: string, form: string): Promise<Result<OutboundAnswer, string>>;
  /** Posts what somebody is to receive, with headers of their own. */
  deliver(url: string, sent: Delivered): Promise<Result<OutboundAnswer, string>>;
  /** Whether an address may be asked at all, as far as its spelling tells; a mail server as `smtp://host:port`. */
  isReachable(url: string): boolean;
  /** A connection to a mail server. `isUnsafe`: it may speak in clear. Rejects as the system names it, or because it is not public. */
  dial(host: string, port: number): Promise<{ readonly socket: Socket; readonly isUnsafe: boolean }>;
};

/** After so long there is no answer. */
export const TIMEOUT_MS = 4_000;

/** Whoever receives a hundred events may need longer, and nobody waits for them. */
const DELIVERY_TIMEOUT_MS = 15_000;
const DIAL_MS = 10_000;
const MAX_ANSWER_BYTES = 256 * 1024;
const MAX_URL = 2_048;

/** The ports that https is served at; what listens at others was not made for strangers. */
const PORTS: ReadonlySet<string> = new Set(['', '443', '8443']);

/** The ports at which mail is submitted (RFC 6409 §3.1, RFC 8314 §3.3), relayed, or both by habit. */
const MAIL_PORTS: ReadonlySet<string> = new Set(['25', '465', '587', '2525']);

/** What can be wrong with a URL by its spelling alone; what its name resolves to is judged when it is connected to. */
const MISTAKES: readonly (readonly [
  why: string,
  isMade: (url: URL, ports: ReadonlySet<string>) => boolean,
])[] = [
  ['it is not https', ({ protocol }) => protocol !== 'https:'],
  ['its port is not one that is meant for others', ({ port }, ports) => !ports.has(port)],
  ['its address is not public', (url) => isIP(hostOf(url)) !== 0 && !isPublicAddress(hostOf(url))],
  ['its host has no domain', (url) => isIP(hostOf(url)) === 0 && !/\.[a-z0-9-]+$/.test(url.hostname)],
];

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** Requests to the outside. `unsafeHosts` are `host` or `host:port` that may be private and may speak plain http. */
export function createOutbound({ unsafeHosts }: { readonly unsafeHosts: readonly string[] }): Outbound {
  const isUnsafeHost = (url: URL) => unsafeHosts.includes(url.host) || unsafeHosts.includes(url.hostname);

  function judge(
    text: string,
    ports = PORTS,
  ): Result<{ readonly url: URL; readonly unsafe: boolean }, string> {
    const url = text.length <= MAX_URL && URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) return err('it is not an http or https URL');
    if (url.username !== '' || url.password !== '') return err('it holds credentials');
    const unsafe = isUnsafeHost(url);
    const mistake = unsafe ? undefined : MISTAKES.find(([, isMade]) => isMade(url, ports));
    return mistake ? err(mistake[0]) : ok({ url, unsafe });
  }

  /** As an https address, for which a host has one spelling whatever was written (`127.1`). */
  function judgeMailServer(authority: string) {
    return judge(`https://${authority}/`, MAIL_PORTS);
  }

  function send(
    text: string,
    body: string | undefined,
    { headers, timeout_ms }: { readonly headers: RequestOptions['headers']; readonly timeout_ms: number },
  ): Promise<Result<OutboundAnswer, string>> {
    const judged = judge(text);
    if (!judged.ok) return Promise.resolve(judged);
    const { url, unsafe } = judged.value;
    const options: RequestOptions = {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      lookup: unsafe ? resolve : publicLookup,
      // No pool: a connection that was judged once is not used for somebody else's address.
      agent: false,
      signal: AbortSignal.timeout(timeout_ms),
    };
    return exchange(url, options, body);
  }

  return {
    get: (url) => send(url, undefined, { headers: COMMON, timeout_ms: TIMEOUT_MS }),
    post: (url, form) => send(url, form, { headers: headersOfForm(form), timeout_ms: TIMEOUT_MS }),
    deliver: (url, { headers, body }) =>
      send(url, body, {
        headers: { ...headers, ...withLength(body), 'user-agent': 'Tacit' },
        timeout_ms: DELIVERY_TIMEOUT_MS,
      }),
    isReachable: (url) => (url.startsWith(SMTP) ? judgeMailServer(url.slice(SMTP.length)) : judge(url)).ok,
    async dial(host, port) {
      const judged = judgeMailServer(`${isIP(host) === 6 ? `[${host}]` : host}:${port}`);
      if (!judged.ok) throw Object.assign(new Error(judged.error), { code: 'ENOTPUBLIC' });
      const { url, unsafe: isUnsafe } = judged.value;
      const lookup = isUnsafe ? resolve : publicLookup;
      const socket = connect({ host: hostOf(url), port, lookup, timeout: DIAL_MS });
      return { socket: await connected(socket), isUnsafe };
    },
  };
}

const SMTP = 'smtp://';

function connected(socket: Socket): Promise<Socket> {
  return new Promise((settle, reject) => {
    socket.once('error', reject);
    socket.once('timeout', () =>
      socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })),
    );
    socket.once('connect', () => {
      // Between here and whoever speaks SMTP on it an error has no other listener.
      socket.on('error', () => undefined);
      socket.setTimeout(0);
      socket.removeAllListeners('timeout');
      settle(socket);
    });
  });
}

const COMMON = { 'user-agent': 'Tacit', accept: 'application/json, application/jwt, */*;q=0.1' } as const;

function headersOfForm(form: string): Readonly<Record<string, string>> {
  return { ...COMMON, 'content-type': 'application/x-www-form-urlencoded', ...withLength(form) };
}

function withLength(body: string): Readonly<Record<string, string>> {
  return { 'content-length': String(Buffer.byteLength(body)) };
}

function exchange(
  url: URL,
  options: RequestOptions,
  body: string | undefined,
): Promise<Result<OutboundAnswer, string>> {
  return new Promise((settle) => {
    const fail = (error: Error) => settle(err(error.message));
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (response) => {
      readAnswer(response).then(settle, fail);
    });
    request.once('error', fail);
    request.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<Result<OutboundAnswer, string>> {
  const status = response.statusCode ?? 0;
  // Nothing was asked to be compressed, so nothing has to be inflated.
  if ((response.headers['content-encoding'] ?? 'identity') !== 'identity') {
    response.destroy();
    return err('the answer is compressed');
  }
  const chunks: Buffer[] = [];
  let size_bytes = 0;
  for await (const chunk of response) {
    size_bytes += chunk.length;
    if (size_bytes > MAX_ANSWER_BYTES) {
      response.destroy();
      return err('the answer is too large');
    }
    chunks.push(chunk);
  }
  const [type = ''] = (response.headers['content-type'] ?? '').split(';', 1);
  const media_type = asciiLowerCase(withoutOws(type));
  return ok({ status, media_type, text: Buffer.concat(chunks).toString('utf8') });
}

/** Resolves a name for the connection itself, so that no second answer can differ from the one that was judged. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    // All of them: a name with one private address is a name that somebody is trying.
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
      const error = new Error('the host has an address that is not public');
      return callback(Object.assign(error, { code: 'ENOTPUBLIC' }), '', 0);
    }
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};
