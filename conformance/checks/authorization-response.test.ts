import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AuthorizationAnswer,
  checkDelivery,
  checkRefusal,
  checkSuccess,
  type ExpectedAnswer,
} from './authorization-response.ts';

const EXPECTED: ExpectedAnswer = {
  issuer: 'https://as.example',
  redirect_uri: 'https://rp.example/cb?bar=foo',
  state: 's',
  response_type: 'code',
  channel: 'query',
};

function arriving(url: string, over: Partial<AuthorizationAnswer> = {}): AuthorizationAnswer {
  const parsed = new URL(url);
  const fragment = new URLSearchParams(parsed.hash.slice(1));
  const isFragment = parsed.hash.length > 1;
  return {
    url: parsed,
    channel: isFragment ? 'fragment' : 'query',
    parameters: isFragment ? fragment : parsed.searchParams,
    contentType: undefined,
    isAutomatic: false,
    ...over,
  };
}

const GOOD = 'https://rp.example/cb?bar=foo&code=c&state=s&iss=https%3A%2F%2Fas.example';

const MISDELIVERED: readonly (readonly [what: string, url: string, says: RegExp])[] = [
  ['another state', GOOD.replace('state=s', 'state=t'), /state is not/],
  ['no state', GOOD.replace('&state=s', ''), /state is not/],
  ['another iss', GOOD.replace('as.example', 'other.example'), /iss is/],
  ['the query of the redirect_uri lost', GOOD.replace('bar=foo&', ''), /query of the redirect_uri is lost/],
  ['a parameter twice', `${GOOD}&code=d`, /there twice/],
  [
    'the fragment instead of the query',
    'https://rp.example/cb?bar=foo#code=c&state=s',
    /came in the fragment/,
  ],
];

for (const [what, url, says] of MISDELIVERED) {
  test(`authorization response: ${what} is a failure (RFC 6749 §4.1.2)`, () => {
    const [finding] = checkDelivery(arriving(url), EXPECTED);
    assert.equal(finding?.level, 'failure');
    assert.match(finding?.text ?? '', says);
  });
}

test('authorization response: a code in the query beside the fragment is a failure', () => {
  const answer = arriving('https://rp.example/cb?bar=foo&code=c#code=c&state=s');
  const [finding] = checkDelivery(answer, { ...EXPECTED, channel: 'fragment' });
  assert.match(finding?.text ?? '', /code in the query/);
});

test('authorization response: a form that waits for a click, or is no form, is a failure (Form Post §2)', () => {
  const body = {
    channel: 'body',
    parameters: new URLSearchParams('state=s'),
    contentType: 'text/plain',
  } as const;
  const found = checkDelivery(arriving('https://rp.example/cb?bar=foo', body), {
    ...EXPECTED,
    channel: 'body',
  });
  assert.deepEqual(
    found.map(({ text }) => text),
    [
      'response: the form is not application/x-www-form-urlencoded',
      'response: the form does not submit itself',
    ],
  );
});

test('authorization response: what was asked for, where it was asked for, finds nothing', () => {
  assert.deepEqual(checkDelivery(arriving(GOOD), EXPECTED), []);
});

const UNFIT: readonly (readonly [what: string, response_type: string, parameters: string])[] = [
  ['no code', 'code', 'state=s'],
  ['a token nobody asked for', 'code', 'code=c&access_token=a'],
  ['no token_type', 'id_token token', 'id_token=i&access_token=a'],
  ['another token_type', 'id_token token', 'id_token=i&access_token=a&token_type=mac'],
  ['an error beside a success', 'code', 'code=c&error=server_error'],
];

for (const [what, response_type, parameters] of UNFIT) {
  test(`response to ${response_type}: ${what} is a failure`, () => {
    const found = checkSuccess(arriving(`https://rp.example/cb?${parameters}`), response_type);
    assert.deepEqual(
      found.map(({ level }) => level),
      ['failure'],
    );
  });
}

const UNREFUSED: readonly (readonly [what: string, query: string, level: string])[] = [
  ['another code', 'error=server_error', 'failure'],
  ['a code beside the error', 'error=invalid_request&code=c', 'failure'],
  ['a quotation mark in the description', 'error=invalid_request&error_description=%22', 'failure'],
  ['a line break in the description', 'error=invalid_request&error_description=a%0Ab', 'warning'],
];

for (const [what, query, level] of UNREFUSED) {
  test(`error response: ${what} is a ${level} (RFC 6749 §4.1.2.1)`, () => {
    const found = checkRefusal(arriving(`https://rp.example/cb#${query}`), ['invalid_request']);
    assert.equal(found[0]?.level, level);
  });
}

test('error response: the right code with state and iss finds nothing', () => {
  const answer = arriving(
    'https://rp.example/cb?error=invalid_request&error_description=no+nonce&state=s&iss=i',
  );
  assert.deepEqual(checkRefusal(answer, ['invalid_request']), []);
});
