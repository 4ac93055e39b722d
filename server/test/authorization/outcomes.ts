/**
 * The two outcomes that the attack catalogue writes in short: a refusal that only the End-User sees, and a refusal that
 * travels to the registered redirect URI. All their parts are asserted here, so that a case cannot forget one.
 */
import assert from 'node:assert/strict';
import type { Stack } from '../stack.ts';
import type { Answer } from '../user-agent.ts';

type PageExpectation = {
  /** 400 unless said otherwise. */
  readonly status?: number;
  /** The tenant whose audit log has the row; `acme` unless said otherwise. */
  readonly tenant?: string;
  /** What was sent, for the message of a failure. */
  readonly sent?: string;
};

/** EP: an error page of ours that leads nowhere, gives nothing, and left one row in the audit log. */
export async function assertErrorPage(
  answer: Answer,
  stack: Stack,
  { status = 400, tenant = 'acme', sent = '' }: PageExpectation = {},
): Promise<void> {
  const { headers, body } = answer;
  assert.equal(answer.status, status, `${sent} -> ${answer.location}`);
  assert.equal(headers['content-type'], 'text/html; charset=utf-8', sent);
  assert.equal(headers.location, undefined, sent);
  assert.equal(headers['refresh'], undefined, sent);
  assert.doesNotMatch(body, /http-equiv/i, sent);
  assertNothingGiven(answer, sent);
  assertLeadsNowhere(body, sent);
  assert.match(
    String(headers['content-security-policy']),
    /default-src 'none'.*frame-ancestors 'none'/,
    sent,
  );
  assert.match(body, /id="error-code"/, sent);

  const shown = /<code id="error-request">([A-Za-z0-9_-]+)<\/code>/.exec(body)?.[1];
  assert.equal(shown, headers['x-request-id'], sent);
  const rows = (await stack.storage.tenant(`t-${tenant}`).audit.list(1_000)).filter(
    ({ request_id }) => request_id === shown,
  );
  assert.deepEqual(
    rows.map(({ type }) => type),
    ['request_refused'],
    sent,
  );
  assert.notEqual(rows[0]?.detail ?? '', '', sent);
}

type RedirectExpectation = {
  readonly error: string;
  /** As registered: its query must come back untouched. */
  readonly redirect_uri: string;
  /** undefined: not echoed. */
  readonly state: string | undefined;
  readonly iss: string;
  /** `query` where nothing that was asked for is a token. */
  readonly mode?: 'fragment' | 'query';
  readonly sent?: string;
};

/** ER: a 303 to the registered redirect URI that holds the error, the state, the issuer and nothing else. */
export function assertErrorRedirect(answer: Answer, expected: RedirectExpectation): void {
  const { redirect_uri, error, state, iss, mode = 'fragment', sent = '' } = expected;
  assert.equal(answer.status, 303, `${sent} -> ${answer.body.slice(0, 200)}`);
  const begin =
    mode === 'fragment' ? `${redirect_uri}#` : `${redirect_uri}${redirect_uri.includes('?') ? '&' : '?'}`;
  assert.equal(answer.location.slice(0, begin.length), begin, sent);
  const [sent_on = '', ...rest] = answer.location.slice(begin.length).split('#');
  // A query is followed by an empty fragment, so that no browser puts that of the request there (RFC 9110 §10.2.2).
  assert.deepEqual(rest, mode === 'query' ? [''] : [], sent);
  const parameters = [...new URLSearchParams(sent_on)];
  const { error_description = '', ...named } = Object.fromEntries(parameters);
  assert.deepEqual(named, { error, ...(state === undefined ? {} : { state }), iss }, sent);
  assert.equal(parameters.length, Object.keys(named).length + 1, sent);
  // RFC 6749 §5.2: the characters an error_description may hold.
  assert.match(error_description, /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/, sent);
  assertNothingGiven(answer, sent);
  assert.equal(answer.body, '', sent);
}

/** No token anywhere, no session cookie, and nothing a cache may keep. */
function assertNothingGiven({ headers, body }: Answer, sent: string): void {
  const everything = `${JSON.stringify(headers)}\n${body}`;
  assert.doesNotMatch(everything, /access_token|"id_token|[?&#]id_token=|eyJ[A-Za-z0-9_-]+\.eyJ/, sent);
  assert.doesNotMatch(String(headers['set-cookie'] ?? ''), /tacit_(session|silent)/, sent);
  assert.equal(headers['cache-control'], 'no-store', sent);
  assert.equal(headers.etag, undefined, sent);
}

/** No markup of the page names an address, but for a path of ours; and no markup came from outside. */
function assertLeadsNowhere(body: string, sent: string): void {
  for (const [, address = ''] of body.matchAll(/(?:href|src|action|content)\s*=\s*"([^"]*)"/gi)) {
    assert.doesNotMatch(address, /:|^\/\/|\\/, `${sent} -> ${address}`);
  }
  assert.doesNotMatch(body, /<script|<img|<iframe|\son[a-z]+\s*=/i, sent);
}
