/**
 * Requests that the server makes because somebody else named the address: a client's keys, its request object, its logout
 * endpoint. Whoever can name an address must not reach with our hands what only we can reach (CWE-918): https to public
 * addresses alone, the address that was judged is the one that is connected to, no redirect is followed, nothing of ours
 * travels along, and an answer has a size and an end.
 */

import { lookup as resolve } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { asciiLowerCase, withoutOws } from '../protocol/octets.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { isPublicAddress } from './public-address.ts';

type OutboundAnswer = { readonly status: number; readonly media_type: string; readonly text: string };

export type Outbound = {
  /** Fetches a document; the error is for our log alone, because it tells what is reachable from here. */
  get(url: string): Promise<Result<OutboundAnswer, string>>;
  /** Posts a form. */
  post(url: string, form: string): Promise<Result<OutboundAnswer, string>>;
  /** Whether an address may be asked at all, as far as its spelling tells. */
  isReachable(url: string): boolean;
};

/** After so long there is no answer. */
export const TIMEOUT_MS = 4_000;
const MAX_ANSWER_BYTES = 256 * 1024;
const MAX_URL = 2_048;

/** The ports that https is served at; what listens at others was not made for strangers. */
const PORTS: ReadonlySet<string> = new Set(['', '443', '8443']);

/** What can be wrong with a URL by its spelling alone; what its name resolves to is judged when it is connected to. */
const MISTAKES: readonly (readonly [why: string, isMade: (url: URL) => boolean])[] = [
  ['it is not https', ({ protocol }) => protocol !== 'https:'],
  ['its port is not one of https', ({ port }) => !PORTS.has(port)],
  ['its address is not public', (url) => isIP(hostOf(url)) !== 0 && !isPublicAddress(hostOf(url))],
  ['its host has no domain', (url) => isIP(hostOf(url)) === 0 && !/\.[a-z0-9-]+$/.test(url.hostname)],
];

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** Requests to the outside. `unsafeHosts` are `host` or `host:port` that may be private and may speak plain http. */
export function createOutbound({ unsafeHosts }: { readonly unsafeHosts: readonly string[] }): Outbound {
  const isUnsafeHost = (url: URL) => unsafeHosts.includes(url.host) || unsafeHosts.includes(url.hostname);

  function judge(text: string): Result<{ readonly url: URL; readonly unsafe: boolean }, string> {
    const url = text.length <= MAX_URL && URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) return err('it is not an http or https URL');
    if (url.username !== '' || url.password !== '') return err('it holds credentials');
    const unsafe = isUnsafeHost(url);
    const mistake = unsafe ? undefined : MISTAKES.find(([, isMade]) => isMade(url));
    return mistake ? err(mistake[0]) : ok({ url, unsafe });
  }

  function send(text: string, form: string | undefined): Promise<Result<OutboundAnswer, string>> {
    const judged = judge(text);
    if (!judged.ok) return Promise.resolve(judged);
    const { url, unsafe } = judged.value;
    const options: RequestOptions = {
      method: form === undefined ? 'GET' : 'POST',
      headers: headersOf(form),
      lookup: unsafe ? resolve : publicLookup,
      // No pool: a connection that was judged once is not used for somebody else's address.
      agent: false,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    };
    return exchange(url, options, form);
  }

  return {
    get: (url) => send(url, undefined),
    post: (url, form) => send(url, form),
    isReachable: (url) => judge(url).ok,
  };
}

function headersOf(form: string | undefined): Readonly<Record<string, string>> {
  const common = { 'user-agent': 'Tacit', accept: 'application/json, application/jwt, */*;q=0.1' };
  if (form === undefined) return common;
  return {
    ...common,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(form)),
  };
}

function exchange(
  url: URL,
  options: RequestOptions,
  form: string | undefined,
): Promise<Result<OutboundAnswer, string>> {
  return new Promise((settle) => {
    const fail = (error: Error) => settle(err(error.message));
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (response) => {
      readAnswer(response).then(settle, fail);
    });
    request.once('error', fail);
    request.end(form);
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
      return callback(new Error('the host has an address that is not public'), '', 0);
    }
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};
