/**
 * What was pasted that may be no request to sign in: an answer, a token, a request to another endpoint. Of what cannot be judged is
 * said what it is, and what to paste instead (RFC 6749 §3.1, §3.2, §4.1.2).
 */
import { asciiLowerCase } from '../../octets.ts';
import { quotedName } from '../unknown-name.ts';
import { answerErrorOf } from './answer-errors.ts';
import { type Finding, remark } from './finding.ts';
import { sentIn } from './places.ts';
import type { RemarkCode } from './remarks.ts';

/** What it is; a request and a logout are judged. */
export type PastedKind = 'request' | 'logout' | Unjudged;

type Unjudged = 'nothing' | 'token' | 'token_request' | 'answer' | 'endpoint';

type Parts = {
  readonly query: string;
  readonly path: string | undefined;
  readonly fragment: string | undefined;
};

type Seen = Parts & {
  readonly pasted: string;
  /** Of the query. */
  readonly names: ReadonlySet<string>;
  /** Of the query and of the fragment, where an answer may stand. */
  readonly answered: ReadonlySet<string>;
};

const LOGOUT_PATHS: ReadonlySet<string> = new Set(['/v2/logout', '/oidc/logout']);

/** A signed token, or an encrypted one (RFC 7515 §7.1, RFC 7516 §7.1). */
const TOKEN = /^\s*(?:Bearer\s+)?eyJ[\w-]*\.[\w-]*\.[\w-]*(?:\.[\w-]*\.[\w-]*)?\s*$/i;

const ANSWERS: readonly string[] = ['code', 'error', 'access_token', 'id_token', 'response'];

const has = (names: ReadonlySet<string>, ...some: readonly string[]) => some.some((name) => names.has(name));

/** What it is by, the first that holds. */
const KINDS: readonly (readonly [kind: PastedKind, isSo: (seen: Seen) => boolean])[] = [
  ['token', ({ pasted }) => TOKEN.test(pasted)],
  ['token_request', ({ path, pasted }) => (path || pasted).includes('/oauth/token')],
  ['logout', ({ path = '' }) => LOGOUT_PATHS.has(asciiLowerCase(path))],
  ['token_request', ({ path, names }) => path === undefined && isOfTokenEndpoint(names)],
  ['request', ({ path = '' }) => /(?:^|\/)authorize\/?$/i.test(path)],
  ['answer', ({ names, answered }) => has(answered, ...ANSWERS) && !has(names, 'client_id', 'response_type')],
  ['request', ({ names }) => has(names, 'client_id', 'response_type', 'redirect_uri')],
  ['endpoint', ({ path = '' }) => path !== ''],
  ['request', ({ names }) => names.size > 0],
];

function isOfTokenEndpoint(names: ReadonlySet<string>): boolean {
  return names.has('grant_type') && !names.has('response_type');
}

/** What was pasted, by the parts of the address in it. */
export function pastedKind(parts: Parts, pasted: string): PastedKind {
  const names = namesIn(parts.query);
  const seen = { ...parts, pasted, names, answered: new Set([...names, ...namesIn(parts.fragment ?? '')]) };
  return KINDS.find(([, isSo]) => isSo(seen))?.[0] ?? 'nothing';
}

function namesIn(query: string): ReadonlySet<string> {
  return new Set(sentIn(query).map(({ name }) => name));
}

const CODES: Readonly<Record<Unjudged, RemarkCode>> = {
  nothing: 'pasted_nothing',
  token: 'pasted_token',
  token_request: 'pasted_token_request',
  answer: 'pasted_answer',
  endpoint: 'pasted_endpoint',
};

/** What is said of what cannot be judged; undefined: it can. */
export function remarkOfPasted(read: Parts & { readonly kind: PastedKind }): Finding | undefined {
  const { kind, path } = read;
  if (kind === 'request' || kind === 'logout') return undefined;
  if (kind === 'answer') return answerErrorOf(read) ?? remark('pasted_answer');
  if (kind !== 'endpoint') return remark(CODES[kind]);
  return remark('pasted_endpoint', {
    sentence: `${quotedName(String(path))} is no endpoint that an application asks to sign somebody in`,
  });
}
