import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted, judge, query, told } from '../../../test/authorization/authorization-requests.ts';

const STATES: readonly (readonly [why: string, state: string])[] = [
  ['one character', 'x'],
  ['512 characters', 'x'.repeat(512)],
  ['2,048 characters', 'x'.repeat(2_048)],
  ['every printable character', String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index))],
  ['characters with a meaning in a fragment', '&#%+=?;'],
  ['an emoji', '🔑'],
  ['line breaks and a NUL', 'a\r\nb\0'],
];

for (const [why, state] of STATES) {
  test(`ST-01 a state of ${why} is kept exactly (RFC 6749 §4.2.2)`, () => {
    const outcome = judge(query({ state: encodeURIComponent(state) }));
    assert.equal(accepted(outcome).target.state, state);
  });
}

/** Refusals of every kind that has an address; their states come back (issue 17: a long one did not). */
const REFUSALS: readonly (readonly [why: string, changes: Parameters<typeof query>[0], error: string])[] = [
  ['no response_type', { response_type: undefined }, 'query: invalid_request'],
  ['an unknown response_type', { response_type: 'x' }, 'query: unsupported_response_type'],
  ['a response_type that is too long', { response_type: 'x'.repeat(65) }, 'query: invalid_request'],
  ['a scope that is too long', { scope: 'x'.repeat(8_193) }, 'fragment: invalid_scope'],
  ['a scope that cannot be read', { scope: '%22' }, 'fragment: invalid_scope'],
  ['a nonce that is too long', { nonce: 'x'.repeat(2_049) }, 'fragment: invalid_request'],
  ['a login_hint that is too long', { login_hint: 'x'.repeat(513) }, 'fragment: invalid_request'],
  ['claims that are too long', { claims: 'x'.repeat(8_193) }, 'fragment: invalid_request'],
  ['an unknown prompt', { prompt: 'x' }, 'fragment: invalid_request'],
  ['an unknown API', { audience: 'x' }, 'fragment: access_denied'],
  ['an organization', { organization: 'org_1' }, 'fragment: invalid_request'],
  ['an unknown connection', { connection: 'x' }, 'fragment: invalid_request'],
];

for (const [why, changes, error] of REFUSALS) {
  test(`ST-01 a state however long goes back where a request is refused for ${why} (RFC 6749 §4.1.2.1)`, () => {
    for (const [, state] of [...STATES, ['9,000 characters', 'y'.repeat(9_000)] as const]) {
      const outcome = judge(query({ ...changes, state: encodeURIComponent(state) }));
      assert.equal(told(outcome), error);
      assert.equal(outcome.kind === 'refused' && outcome.target.state, state);
    }
  });
}

test('ST-03 a state that came twice or cannot be read is none (RFC 6749 §3.1)', () => {
  for (const encoded of [`${query()}&state=S1`, query({ state: '%FF' }), query({ state: '%' })]) {
    const outcome = judge(encoded);
    assert.equal(told(outcome), 'fragment: invalid_request');
    assert.equal(outcome.kind === 'refused' && outcome.target.state, undefined);
  }
});
