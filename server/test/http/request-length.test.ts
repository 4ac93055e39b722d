/**
 * How long an authorization request may be: what passes its first step passes every later one, sealed as it is by then and
 * with all that was done for it, and what is longer is refused before anybody has typed a password.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { MAX_SEALED_CHARACTERS } from '../../src/keys/seal.ts';
import {
  type Interaction,
  MAX_REQUEST,
  MAX_SEALED_INTERACTION,
} from '../../src/protocol/authorization/interaction.ts';
import { MAX_IDENTIFIER } from '../../src/protocol/end-user/end-user.ts';
import { ALICE, THIRD_PARTY } from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hiddenFields, query } from '../user-agent.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** The third party's request, which asks for consent, at exactly this many bytes; what pads it no server reads. */
function requestOf(size_bytes: number): string {
  const request = `${query({ ...THIRD_PARTY, prompt: 'consent' })}&padding=`;
  return request + 'x'.repeat(size_bytes - request.length);
}

describe('an authorization request', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack({ settings: { identifier_first: true } });
  });
  after(() => stack.close());

  /** Everything between the request and its answer: an address that is not known, one that is, a password, consent. */
  async function walk(first: Answer, browser = stack.browser()): Promise<Answer> {
    const asked = await browser.follow(first);
    const longest = 'a'.repeat(MAX_IDENTIFIER);
    const identify = { ...hiddenFields(asked.body), username: longest, action: 'identify' };
    const identified = await browser.follow(await browser.post('/login', identify));
    assert.ok(identified.body.includes(longest.slice(0, 254)), identified.body.slice(-1_500));
    const consent = await browser.signIn(identified, ALICE);
    assert.match(consent.body, /action="\/consent"/, consent.body.slice(0, 500));
    return browser.consent(consent, 'accept');
  }

  for (const size of [7_000, 7_199, 7_200, 7_201, 8_192, 9_000, MAX_REQUEST - 1, MAX_REQUEST]) {
    test(`of ${size} bytes passes login and consent as well`, async () => {
      const browser = stack.browser();
      const answered = await walk(await browser.send(`/authorize?${requestOf(size)}`), browser);
      assert.ok(fragment(answered.location)['access_token'], answered.body);
    });
  }

  for (const size of [MAX_REQUEST + 1, MAX_REQUEST + 500, 12_000, 16_384, 24_000]) {
    test(`of ${size} bytes is refused at its first step, in words`, async () => {
      const body = requestOf(size);
      const answers = [
        await stack.browser().send(`/authorize?${body}`),
        await stack.browser().send('/authorize', { method: 'POST', headers: FORM, body }),
      ];
      for (const answer of answers) {
        assert.deepEqual([answer.status, answer.location], [414, '']);
        assert.match(answer.body, /the request is too long: 10000 bytes at most/);
      }
    });
  }

  test('is counted in bytes, as the address of the next step spells them', async () => {
    const short = `${requestOf(7_000)}${'\u00e9'.repeat(400)}`;
    const browser = stack.browser();
    const first = await browser.send('/authorize', { method: 'POST', headers: FORM, body: short });
    assert.ok(fragment((await walk(first, browser)).location)['access_token']);
    const long = `${requestOf(7_000)}${'\u00e9'.repeat(600)}`;
    const answer = await stack.browser().send('/authorize', { method: 'POST', headers: FORM, body: long });
    assert.equal(answer.status, 414);
  });

  test('that comes by another door is not longer either', async () => {
    const body = requestOf(MAX_REQUEST + 500);
    const path = `/passwordless/verify_redirect?${body}&email=a%40acme.test&verification_code=123456`;
    const browser = stack.browser();
    assert.equal((await browser.follow(await browser.send(path))).status, 414);
  });
});

test('an interaction with everything at its longest still opens', () => {
  const sub = `auth0|${'x'.repeat(249)}`;
  const id = 'i'.repeat(22);
  const longest: Required<Interaction> = {
    id,
    began_at: 9_999_999_999,
    browser: 'b'.repeat(43),
    parameters: 'p'.repeat(MAX_REQUEST),
    kept: 'k'.repeat(43),
    login: id,
    account: id,
    consent: id,
    refused: true,
    shown: 'd'.repeat(43),
    stale: true,
    anew: 'elsewhere',
    follows: id,
    proved: {
      sub,
      epoch: 2_147_483_647,
      amr: ['pwd', 'otp', 'hwk', 'swk', 'user', 'mfa'],
      at: 9_999_999_999,
    },
    // Three bytes each, as the longest of one UTF-16 unit.
    identifier: '\u6f22'.repeat(MAX_IDENTIFIER),
    mailed: 'email_code',
    typed: '\0'.repeat(16),
  };
  const bytes = Buffer.byteLength(JSON.stringify(longest));
  const sealed = Math.ceil((bytes * 4) / 3) + 128;
  assert.ok(sealed <= MAX_SEALED_INTERACTION, `${sealed} of ${MAX_SEALED_INTERACTION}`);
  assert.ok(MAX_SEALED_INTERACTION <= MAX_SEALED_CHARACTERS);
});
