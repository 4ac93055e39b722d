import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accepted,
  clientWith,
  judge,
  type Outcome,
  parametersOf,
  query,
  told,
} from '../../test/authorization/authorization-requests.ts';
import { parameter, parseParameters, serializeParameters } from './parameters.ts';

const GOOD = 'https%3A%2F%2Fapp.acme.test%2Fcb';
const EVIL = 'https%3A%2F%2Fevil.test%2Fcb';
const NO_URI = query({ redirect_uri: undefined });
const NO_CLIENT = query({ client_id: undefined });

const PAGES: readonly (readonly [id: string, why: string, encoded: string])[] = [
  ['PP-01', 'client_id twice with the same value', `${query()}&client_id=spa1`],
  ['PP-01', 'client_id twice with different values', `${query()}&client_id=spa2`],
  ['PP-01', 'client_id twice, the second empty', `${query()}&client_id=`],
  ['PP-01', 'client_id twice, the first empty', `client_id=&${query()}`],
  ['PP-01', 'client_id twice, the first not UTF-8', `client_id=%ff&${query()}`],
  ['PP-02', 'redirect_uri twice, identical', `${query()}&redirect_uri=${GOOD}`],
  ['PP-02', 'redirect_uri twice, good then evil', `${query()}&redirect_uri=${EVIL}`],
  ['PP-02', 'redirect_uri twice, evil then good', `redirect_uri=${EVIL}&${query()}`],
  ['PP-07', 'Redirect_Uri for redirect_uri', `${NO_URI}&Redirect_Uri=${GOOD}`],
  ['PP-07', 'CLIENT_ID for client_id', `${NO_CLIENT}&CLIENT_ID=spa1`],
  ['PP-08', 'redirect_uri again with an encoded name', `${query()}&redirect%5Furi=${EVIL}`],
  ['PP-08', 'a NUL before the name', `${NO_URI}&%00redirect_uri=${GOOD}`],
  ['PP-08', 'a space after the name', `${NO_URI}&redirect_uri%20=${GOOD}`],
  ['PP-09', '; as if it were a separator', `client_id=spa1;redirect_uri=${EVIL}&redirect_uri=${GOOD}`],
  ['PP-10', 'client_id that is not UTF-8', query({ client_id: 'spa1%ff' })],
  ['PP-10', 'redirect_uri that is not UTF-8', query({ redirect_uri: `${GOOD}%c0%af` })],
  ['PP-10', 'redirect_uri with half an escape', query({ redirect_uri: `${GOOD}%` })],
  ['PP-12', '1,000 unknown parameters', `${query()}${'&x=1'.repeat(1_000)}`],
  ['PP-21', 'a URL for a client_id', query({ client_id: 'https%3A%2F%2Fevil.test%2Fclient.json' })],
  ['PP-22', 'client_id[$ne]', `${NO_CLIENT}&client_id[$ne]=x`],
  ['PP-22', 'client_id[]', `${NO_CLIENT}&client_id[]=spa1`],
  ['PP-22', 'SQL for a client_id', query({ client_id: "'%20OR%201=1--" })],
  ['PP-22', 'a NUL before the client_id', query({ client_id: '%00spa1' })],
  ['PP-22', 'a space after the client_id', query({ client_id: 'spa1%20' })],
  ['RU-02', 'no redirect_uri', NO_URI],
  ['RU-02', 'an empty redirect_uri', query({ redirect_uri: '' })],
  ['RU-32', 'redirect_uri[]', `${NO_URI}&redirect_uri[]=${GOOD}`],
  ['RU-32', 'redirect_uri[0]', `${NO_URI}&redirect_uri[0]=${GOOD}`],
  ['RU-32', 'redirect_uri[toString]', `${NO_URI}&redirect_uri[toString]=${GOOD}`],
  ['RU-32', 'redirect_uri.href', `${NO_URI}&redirect_uri.href=${GOOD}`],
];

for (const [id, why, encoded] of PAGES) {
  test(`${id} ${why}: a page, never a redirect (RFC 6749 §3.1, §4.2.2.1)`, () => {
    assert.equal(told(judge(encoded)), 'page');
  });
}

test('RU-02 a client with two redirect URIs and none in the request: a page, not the first of them', () => {
  const client = clientWith({ redirect_uris: ['https://app.acme.test/cb', 'https://app.acme.test/other'] });
  assert.equal(told(judge(NO_URI, { client })), 'page');
});

/** An outcome and the state its answer carries. */
function stateOf(outcome: Outcome): string | undefined {
  if (outcome.kind === 'page') return undefined;
  return outcome.kind === 'refused' ? outcome.target.state : outcome.request.target.state;
}

const REPEATABLE = [
  'state',
  'nonce',
  'scope',
  'response_type',
  'response_mode',
  'prompt',
  'max_age',
  'audience',
  'login_hint',
  'id_token_hint',
  'acr_values',
  'claims',
];

for (const name of REPEATABLE) {
  const id = name === 'audience' ? 'PP-04' : 'PP-03';
  test(`${id} ${name} twice is invalid_request in the fragment (RFC 6749 §3.1)`, () => {
    const once = query({ [name]: name === 'response_type' ? 'token' : 'a' });
    for (const second of ['a', 'b', '']) {
      assert.equal(told(judge(`${once}&${name}=${second}`)), 'fragment: invalid_request', second);
    }
  });
}

test('PP-03 a state that came twice is not echoed, whichever copy one would choose (RFC 6749 §3.1)', () => {
  assert.equal(stateOf(judge(`${query()}&state=S2`)), undefined);
});

for (const broken of ['%ff', '%c0%af', '%u0061', '%', '%zz', 'a%e2%82', '%ed%a0%80']) {
  for (const name of ['state', 'scope', 'login_hint', 'nonce']) {
    test(`PP-10 ${name}=${broken} is invalid_request and not echoed with U+FFFD (RFC 6749 Appendix B)`, () => {
      const outcome = judge(query({ [name]: broken }));
      assert.equal(told(outcome), 'fragment: invalid_request');
      assert.equal(stateOf(outcome), name === 'state' ? undefined : 'S1');
    });
  }
}

test('PP-11 empty values count as omitted, so the nonce is missing (RFC 6749 §3.1)', () => {
  const outcome = judge(query({ state: '', nonce: '', prompt: '' }));
  assert.equal(told(outcome), 'fragment: invalid_request');
  assert.equal(stateOf(outcome), undefined);
});

test('PP-12 unknown parameters are ignored, once or twice, broken or with markup in them (RFC 6749 §3.1)', () => {
  const unknown = 'a=%3Cscript%3E&a=2&%3Cscript%3E=1&b=%ff&%ff=c&=d&__proto__=e&constructor=f&toString';
  const outcome = judge(`${query()}&${unknown}`);
  assert.equal(told(outcome), 'accepted');
  assert.equal(JSON.stringify(accepted(outcome)).includes('script'), false);
});

test('PP-12 100 parameters are read, the 101st refuses them all', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => `p${index}=1`).join('&');
  assert.equal(parseParameters(hundred).ok, true);
  assert.deepEqual(parseParameters(`${hundred}&`), { ok: false, error: 'more than 100 parameters' });
});

const READ: readonly (readonly [why: string, encoded: string, value: string | undefined])[] = [
  ['a plus is a space', 'x=a+b', 'a b'],
  ['an encoded plus is a plus', 'x=a%2Bb', 'a+b'],
  ['what follows the second = belongs to the value', 'x=a=b=', 'a=b='],
  ['; is data', 'x=a;y=b', 'a;y=b'],
  ['a name without = is omitted', 'x', undefined],
  ['an encoded name is the name', '%78=a', 'a'],
  ['a byte order mark stays', 'x=%EF%BB%BFa', '\ufeffa'],
  ['escapes are undone once', 'x=%2541', '%41'],
];

for (const [why, encoded, value] of READ) {
  test(`parameters: ${why} (RFC 6749 Appendix B)`, () => {
    assert.equal(parameter(parametersOf(encoded), 'x'), value);
  });
}

test('parameters: what is written is read back, every character of it (RFC 6749 Appendix B)', () => {
  const every = `${String.fromCharCode(...Array.from({ length: 0x100 }, (_, code) => code))}🔑`;
  const encoded = serializeParameters([['st&te=', every]]);
  assert.match(encoded, /^[A-Za-z0-9\-_.!~*'()%=]+$/);
  assert.equal(parameter(parametersOf(encoded), 'st&te='), every);
});
