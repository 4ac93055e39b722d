import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOPS, lastRun, type RunFacts, statesOf } from './hops.ts';

const was = (name: string, isRefused = false) => ({ name, isRefused });

const NONE: RunFacts = { request: new URLSearchParams(), callback: [], answer: [], claims: [] };

/** The hops that are not open, in a word. */
function drawn(flow: keyof typeof HOPS, ...seen: readonly ReturnType<typeof was>[]): string {
  const states = statesOf(HOPS[flow], seen);
  return HOPS[flow]
    .flatMap(({ says }, place) => (states[place] === 'open' ? [] : `${says} ${states[place]}`))
    .join();
}

test('it has come as far as was seen; what was refused and then done is done', () => {
  assert.equal(drawn('code'), '');
  assert.equal(drawn('code', was('request_refused', true)), 'leads done,asks refused');
  assert.match(drawn('code', was('login_failed', true)), /page done,proves refused$/);
  assert.match(drawn('code', was('login_failed', true), was('login')), /page done,proves done$/);
  assert.match(
    drawn('code', was('login'), was('consent_refused', true)),
    /proves done,consent done,agrees refused$/,
  );
});

test('a code is not redeemed because it was issued, and a page that nobody was shown is not done', () => {
  const issued = drawn('code', was('login'), was('answered'));
  assert.match(issued, /page done,proves done,consent missing,agrees missing,code done$/);
  assert.match(drawn('code', was('answered')), /page missing,proves missing,/);
  assert.match(drawn('code', was('answered'), was('code_exchanged')), /hands done,redeems done,tokens done$/);
  assert.match(drawn('implicit', was('answered'), was('claims_came')), /reads done,looks done,claims done$/);
  assert.match(drawn('code', was('callback_came'), was('error_came', true)), /code done,hands done$/);
});

test('every hop goes on from where the one before has come to, or from the application', () => {
  for (const hops of Object.values(HOPS))
    for (const [place, { from }] of hops.entries())
      assert.ok(place === 0 || from === hops[place - 1]?.to || from === 'application');
});

test('each hop carries what it has: the request, the names of what will come, then what came', () => {
  const carried = (says: string, facts: Partial<RunFacts>) =>
    HOPS.code.find((hop) => hop.says === says)?.carries({ ...NONE, ...facts });
  const request = new URLSearchParams({ client_id: 'x', scope: 'openid', code_challenge: 'c' });
  assert.deepEqual(carried('asks', { request }), [...request]);
  assert.deepEqual(carried('consent', { request }), [['scope', 'openid']]);
  assert.deepEqual(carried('hands', { request }), [['code'], ['iss'], ['state']]);
  const callback = [['code', 'abc']] as const;
  assert.deepEqual(carried('hands', { callback }), [['code', 'abc']]);
  assert.deepEqual(carried('redeems', { request, callback }), [
    ['grant_type', 'authorization_code'],
    ['client_id', 'x'],
    ['code', 'abc'],
    ['code_verifier'],
  ]);
  assert.deepEqual(carried('looks', { answer: [['access_token', 'at']] }), [['Authorization', 'at']]);
});

test('of the log the newest run counts, and what is issued to others meanwhile does not', () => {
  const logged = (event: string, type: string, journey?: string) => ({
    type,
    details: { event, ...(journey === undefined ? {} : { journey }) },
  });
  const events = [
    logged('tokens_issued', 'seacft'),
    logged('tokens_issued', 'sertft'),
    logged('tokens_issued', 'tokens_issued', 'j2'),
    logged('login', 's', 'j2'),
    logged('login_failed', 'fp', 'j1'),
  ];
  assert.deepEqual(
    lastRun(events).map(({ name }) => name),
    ['code_exchanged', 'answered', 'login'],
  );
});
