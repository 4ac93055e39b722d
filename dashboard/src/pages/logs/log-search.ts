/**
 * What of the log is shown, as its address says it, and the query that the Management API is asked with.
 */
import type { Api, Said } from '../../api/client.ts';
import { asked } from '../../api/queries.ts';

export type LogSearch = {
  /** One of the sorts below, or a name of an event, Auth0's or ours. */
  readonly type?: string;
  readonly user?: string;
  readonly client?: string;
  readonly ip?: string;
  readonly reference?: string;
  /** Terms as the API has them, beside the others. */
  readonly q?: string;
  readonly since?: LogSpan;
  /** The event before which the page begins. */
  readonly before?: string;
  /** Looks on while it is written. */
  readonly live?: true;
};

/** Seconds. */
export const SPANS = { hour: 3_600, day: 86_400, week: 604_800 } as const;

type LogSpan = keyof typeof SPANS;

/** Sorts of events that somebody looks for together. */
export const SORTS = {
  signIns: ['login', 'logout'],
  failed: ['login_failed', 'second_factor_failed', 'link_refused'],
  refused: ['authorization_refused', 'request_refused', 'consent_refused'],
  tokens: ['tokens_issued', 'token_revoked'],
  tokenRefused: ['token_refused', 'code_replayed', 'refresh_token_reused'],
  accounts: [
    'signed_up',
    'email_verified',
    'email_changed',
    'password_changed',
    'password_reset',
    'account_deleted',
  ],
  factors: ['second_factor_added', 'second_factor_removed', 'recovery_codes_renewed'],
  changes: ['configuration_changed', 'client_registered', 'signing_key_rotated', 'signing_key_revoked'],
  api: ['management_refused', 'my_account_refused'],
  mails: ['mail_sent', 'mail_refused'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type LogSort = keyof typeof SORTS;

export function isLogSort(name: string): name is LogSort {
  return Object.hasOwn(SORTS, name);
}

const TEXTS = ['type', 'user', 'client', 'ip', 'reference', 'q', 'before'] as const;

export function readLogSearch(search: Readonly<Record<string, unknown>>): LogSearch {
  const texts = TEXTS.flatMap((name) => {
    const value = search[name];
    // A number in an address is a number by then.
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && text !== '' ? [[name, text] as const] : [];
  });
  const { since, live } = search;
  return {
    ...Object.fromEntries(texts),
    ...(isSpan(since) ? { since } : {}),
    ...(live === true ? { live: true } : {}),
  };
}

function isSpan(value: unknown): value is LogSpan {
  return typeof value === 'string' && Object.hasOwn(SPANS, value);
}

export const PER_PAGE = 50;

/** Auth0's `q`; undefined: everything. What is typed stands in quotes, so that it is one value and no term of its own. */
export function logQuery(search: LogSearch, now_ms: number): string | undefined {
  const { type, user, client, ip, reference, q, since } = search;
  const terms = [
    type === undefined ? undefined : `type:(${isLogSort(type) ? SORTS[type].join(' OR ') : quoted(type)})`,
    user === undefined ? undefined : `${user.includes('@') ? 'user_name' : 'user_id'}:${quoted(user)}`,
    client === undefined ? undefined : `client_id:${quoted(client)}`,
    ip === undefined ? undefined : `ip:${quoted(ip)}`,
    reference === undefined ? undefined : `details.request_id:${quoted(reference)}`,
    since === undefined ? undefined : `date:[${secondBefore(now_ms, SPANS[since])} TO *]`,
    q,
  ].filter((term) => term !== undefined);
  return terms.length === 0 ? undefined : terms.join(' AND ');
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

/** To the minute, so that a page and its loader ask the same. */
function secondBefore(now_ms: number, seconds: number): string {
  const minute_ms = 60_000;
  return new Date(Math.floor(now_ms / minute_ms) * minute_ms - seconds * 1_000).toISOString();
}

/** The question that the page and its loader ask. */
export function logsQuestion(api: Api, search: LogSearch) {
  const query: Said['query'] = {
    q: logQuery(search, Date.now()),
    before: search.before,
    // One more tells whether there is another page.
    per_page: PER_PAGE + 1,
  };
  return asked(api, 'logs_list', { query });
}
