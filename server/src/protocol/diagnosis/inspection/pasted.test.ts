import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAddress } from './address.ts';
import { inspectionOf } from './inspect.ts';
import { type PastedKind, remarkOfPasted } from './pasted.ts';

const OF = 'https://a.test';
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln';

/** What somebody pastes, what it is, and the finding where it cannot be judged. */
const CASES: readonly (readonly [pasted: string, kind: PastedKind, code?: string])[] = [
  [`${OF}/authorize?client_id=x`, 'request'],
  [`${OF}/authorize`, 'request'],
  [`${OF}/oauth2/authorize?x=1`, 'request'],
  [`${OF}/authorise?client_id=x&response_type=code`, 'request'],
  ['client_id=x&response_type=code', 'request'],
  ['response_type=code&grant_type=x', 'request'],
  ['state=1', 'request'],
  // A request that says so by its parameters is none that was answered.
  [`${OF}/cb?client_id=x&code=y`, 'request'],
  [`${OF}/v2/logout?client_id=x`, 'logout'],
  [`${OF}/oidc/logout`, 'logout'],
  ['', 'nothing', 'pasted_nothing'],
  ['my-app', 'nothing', 'pasted_nothing'],
  ['it does not work', 'nothing', 'pasted_nothing'],
  ['javascript:alert(1)', 'nothing', 'pasted_nothing'],
  ['?', 'nothing', 'pasted_nothing'],
  [JWT, 'token', 'pasted_token'],
  [` Bearer ${JWT} `, 'token', 'pasted_token'],
  [`${JWT}.AAAA.BBBB`, 'token', 'pasted_token'],
  [`${OF}/oauth/token`, 'token_request', 'pasted_token_request'],
  [
    `curl --request POST --url ${OF}/oauth/token --data client_id=x --data code=y`,
    'token_request',
    'pasted_token_request',
  ],
  ['curl -d grant_type=authorization_code /oauth/token', 'token_request', 'pasted_token_request'],
  ['grant_type=authorization_code&code=x&client_id=y', 'token_request', 'pasted_token_request'],
  ['https://app.test/cb?code=x&state=y', 'answer', 'pasted_answer'],
  ['https://app.test/cb#access_token=x&token_type=Bearer', 'answer', 'pasted_answer'],
  ['#id_token=x&state=y', 'answer', 'pasted_answer'],
  ['code=x&state=y', 'answer', 'pasted_answer'],
  ['https://app.test/cb?error=login_required&state=y', 'answer', 'pasted_error'],
  ['https://app.test/cb#error=consent_required', 'answer', 'pasted_error'],
  ['error=strange_thing', 'answer', 'pasted_error'],
  // More parameters than are read.
  [`https://app.test/cb?error=a${'&b=1'.repeat(100)}`, 'answer', 'pasted_answer'],
  [`${OF}/`, 'endpoint', 'pasted_endpoint'],
  [`${OF}/login?state=x`, 'endpoint', 'pasted_endpoint'],
  [`${OF}/.well-known/openid-configuration`, 'endpoint', 'pasted_endpoint'],
];

for (const [pasted, kind, code] of CASES) {
  test(`${JSON.stringify(pasted).slice(0, 80)} is ${kind}${code ? `: ${code}` : ', which is judged'}`, () => {
    const read = readAddress(pasted);
    const finding = remarkOfPasted(read);
    assert.deepEqual([read.kind, finding?.code], [kind, code]);
    if (!finding) return;
    const { next, parameters } = inspectionOf(finding);
    assert.deepEqual([next.kind, parameters, finding.verdict], ['not_judged', [], 'wrong']);
    assert.match(finding.remedy, /./);
  });
}

test('an answer with an error says what the error means; one that is none of ours is said to be none', () => {
  const sentence = (pasted: string) => remarkOfPasted(readAddress(pasted))?.sentence;
  assert.match(sentence('x?error=login_required') ?? '', /login_required: nobody was signed in/);
  assert.match(sentence('x?error=own') ?? '', /own: it is none of the errors of this server/);
});
