import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  apiWith,
  clientWith,
  ISSUER,
  judge,
  NOW,
  registeredUri,
  requestWith,
  settingsWith,
} from '../../test/authorization/authorization-requests.ts';
import { errorParameters, successParameters } from './authorization/authorization-response.ts';
import { decide, type Facts } from './authorization/interaction.ts';
import { PROMPTS, type Prompt } from './authorization/prompt.ts';
import { deliver } from './authorization/response-mode.ts';
import { matchRedirectUri } from './client/redirect-uri.ts';
import { registrableRedirectUri } from './client/registrable-uri.ts';
import { errorStatus, oauthError } from './oauth-error.ts';
import { parseParameters, serializeParameters } from './parameters.ts';
import { Secret } from './secret.ts';

const RUNS = { numRuns: 2_000 };

/** Any text a request can carry: whole code points, for half a surrogate pair has no UTF-8. */
const text = fc.string({ unit: 'binary', maxLength: 40 });

const CLIENTS = [
  clientWith(),
  clientWith({ oidc_conformant: false }),
  clientWith({ redirect_uris: ['https://third.test/cb?x=1', 'https://app.acme.test/cb'] }),
  clientWith({ grant_types: [] }),
];

/** Names and values that come near a valid request, so that every rule is reached, beside anything at all. */
const name = fc.oneof(
  fc.constantFrom('client_id', 'redirect_uri', 'response_type', 'response_mode', 'state', 'scope', 'nonce'),
  fc.constantFrom('audience', 'prompt', 'max_age', 'request', 'id_token_hint', '__proto__', 'constructor'),
  text,
);
const value = fc.oneof(
  fc.constantFrom('spa1', 'https://app.acme.test/cb', 'https://evil.test/cb', 'https://third.test/cb?x=1'),
  fc.constantFrom('id_token token', 'token', 'code', 'query', 'form_post', 'web_message', 'fragment', 'none'),
  fc.constantFrom('okta_post_message'),
  fc.constantFrom('openid', 'openid read:a', 'https://api.acme.test', 'login consent', '0', '__proto__'),
  text,
);
const encodedPair = fc
  .tuple(name, value, fc.boolean())
  .map(
    ([key, content, broken]) =>
      `${encodeURIComponent(key)}=${encodeURIComponent(content)}${broken ? '%' : ''}`,
  );
const readablePair = fc
  .tuple(name, value)
  .map(([key, content]) => `${encodeURIComponent(key)}=${encodeURIComponent(content)}`);

const BASE = [
  'client_id=spa1',
  'redirect_uri=https%3A%2F%2Fapp.acme.test%2Fcb',
  'response_type=id_token%20token',
  'scope=openid',
  'nonce=N1',
];

/** A request: some of what a good one has, changed and mixed with anything. */
const request = fc
  .tuple(
    fc.subarray(BASE, { minLength: 2 }),
    fc.array(fc.oneof({ weight: 4, arbitrary: readablePair }, encodedPair, text), { maxLength: 6 }),
  )
  .chain(([base, more]) => fc.shuffledSubarray([...base, ...more], { minLength: base.length + more.length }))
  .map((pairs) => pairs.join('&'));

const client = fc.constantFrom(...CLIENTS);

test('PP-10 parseParameters never throws, whatever it is given (RFC 6749 Appendix B)', () => {
  const anything = fc.oneof(
    text,
    fc.string({ unit: fc.constantFrom('%', '&', '=', '+', 'f', 'é', '\ud800', '0') }),
  );
  fc.assert(
    fc.property(anything, (encoded) => {
      parseParameters(encoded);
    }),
    RUNS,
  );
});

test('parameters: what is written is read back, each once (RFC 6749 Appendix B)', () => {
  const pairs = fc.uniqueArray(fc.tuple(fc.string({ unit: 'binary', minLength: 1 }), text), {
    selector: ([key]) => key,
    maxLength: 20,
  });
  fc.assert(
    fc.property(pairs, (written) => {
      const read = parseParameters(serializeParameters(written));
      assert.ok(read.ok);
      assert.deepEqual(
        [...read.value.values],
        written.filter(([, content]) => content !== ''),
      );
      assert.equal(read.value.repeated.size + read.value.malformed.size, 0);
    }),
    RUNS,
  );
});

test('RU-33 no request throws, and none is answered at a URI that is not byte-equal to a registered one (RFC 9700 §2.1)', () => {
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(request, client, (encoded, registered) => {
      const outcome = judge(encoded, { client: registered, apis: [apiWith()], settings: settingsWith() });
      outcomes.set(outcome.kind, (outcomes.get(outcome.kind) ?? 0) + 1);
      if (outcome.kind === 'page') return;
      const target = outcome.kind === 'refused' ? outcome.target : outcome.request.target;
      assert.ok(registered.redirect_uris.includes(target.redirect_uri));
      const tokens = { access_token: { value: new Secret('AT'), expires_in: 1 }, id_token: new Secret('IT') };
      const parameters =
        outcome.kind === 'refused'
          ? errorParameters(outcome.error, target, ISSUER)
          : successParameters(outcome.request, tokens, ISSUER);
      const delivery = deliver(target, parameters);
      if (delivery.kind === 'redirect') assert.ok(delivery.location.startsWith(target.redirect_uri));
      if (outcome.kind !== 'accepted') return;
      const { access_token, id_token } = outcome.request.response_type;
      if (access_token || id_token) assert.notEqual(target.response_mode, 'query');
    }),
    RUNS,
  );
  assert.deepEqual([...outcomes.keys()].sort(), ['accepted', 'page', 'refused']);
});

test('RU-07 a client that is not native matches a redirect_uri when it is byte-equal and only then (RFC 9700 §2.1)', () => {
  const near = fc
    .tuple(fc.constantFrom(...CLIENTS.flatMap(({ redirect_uris }) => redirect_uris)), fc.nat(30), text)
    .map(([uri, at, inserted]) => `${uri.slice(0, at)}${inserted}${uri.slice(at)}`);
  fc.assert(
    fc.property(fc.oneof(near, text, fc.webUrl()), client, (requested, registered) => {
      const expected = registered.redirect_uris.includes(requested) ? requested : undefined;
      assert.equal(matchRedirectUri(requested, registered), expected);
    }),
    RUNS,
  );
});

test('RU-16 what can be registered can be parsed, has no fragment and is its own spelling (RFC 6749 §3.1.2)', () => {
  const near = fc
    .tuple(
      fc.constantFrom(
        'https://app.acme.test',
        'http://localhost:3000',
        'com.example.app:/',
        'com.example.app://',
      ),
      fc.string({ unit: fc.constantFrom(...'/:?#[]@.%&=aA0-\\ é*443') }),
    )
    .map(([beginning, end]) => beginning + end);
  fc.assert(
    fc.property(near, fc.constantFrom('spa', 'native'), (uri, app_type) => {
      if (!registrableRedirectUri(uri, { app_type }).ok) return;
      const url = new URL(uri);
      assert.equal(url.hash, '');
      assert.equal(url.username + url.password, '');
      assert.equal(matchRedirectUri(uri, { app_type, redirect_uris: [uri] }), uri);
      assert.ok(['https:', 'http:', 'com.example.app:'].includes(url.protocol));
      if (url.protocol === 'http:') assert.equal(url.hostname, 'localhost');
    }),
    RUNS,
  );
});

test('PP-14 whatever the state, the fragment has one access_token, one state, and the state is exact (RFC 6749 §4.2.2)', () => {
  const injections = fc.constantFrom(
    'x&access_token=EVIL&scope=admin#y',
    '#state=b',
    'a&state=b',
    '%26state=b',
    '+',
  );
  fc.assert(
    fc.property(
      fc.oneof(text, injections),
      fc.constantFrom('https://app.acme.test/cb', 'https://t.test/?x=1'),
      (state, uri) => {
        const target = { redirect_uri: registeredUri(uri), response_mode: 'fragment', state } as const;
        const tokens = {
          access_token: { value: new Secret('AT'), expires_in: 900 },
          id_token: new Secret('IT'),
        };
        const delivery = deliver(target, successParameters(requestWith({ target }), tokens, ISSUER));
        assert.ok(delivery.kind === 'redirect');
        const [before, fragment, ...rest] = delivery.location.split('#');
        assert.deepEqual([before, rest], [uri, []]);
        const read = new URLSearchParams(fragment);
        assert.deepEqual(read.getAll('access_token'), ['AT']);
        assert.deepEqual(read.getAll('state'), [state]);
        assert.deepEqual(
          [...read.keys()],
          ['access_token', 'expires_in', 'token_type', 'id_token', 'state', 'iss'],
        );
      },
    ),
    RUNS,
  );
});

test('PP-10 an error_description has only characters of RFC 6749 §5.2, whatever it quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (quoted) => {
      const error = oauthError('invalid_request', quoted);
      assert.match(error.error_description, /^[\x20-\x21\x23-\x5b\x5d-\x7e]{0,300}$/);
    }),
    RUNS,
  );
  fc.assert(
    fc.property(request, client, (encoded, registered) => {
      const outcome = judge(encoded, { client: registered });
      if (outcome.kind === 'accepted') return;
      assert.match(outcome.error.error_description, /^[\x20-\x21\x23-\x5b\x5d-\x7e]{1,300}$/);
      assert.ok(errorStatus(outcome.error.error) < 500);
    }),
    RUNS,
  );
});

const sid = fc.option(fc.constantFrom('SID', 'OTHER'), { nil: undefined });
const facts: fc.Arbitrary<Facts> = fc.record({
  interaction: fc.option(
    fc
      .record({ login: sid, account: sid, consent: sid, refused: fc.boolean() })
      .map(({ login, account, consent, refused }) => ({
        id: 'I1',
        began_at: NOW,
        browser: 'B',
        parameters: '',
        ...(login === undefined ? {} : { login }),
        ...(account === undefined ? {} : { account }),
        ...(consent === undefined ? {} : { consent }),
        ...(refused ? { refused } : {}),
      })),
    { nil: undefined },
  ),
  known_as: fc.constantFrom('auth0|a1', 'pairwise', undefined),
  session: fc.option(
    fc
      .record({ blocked: fc.boolean(), age: fc.integer({ min: -10, max: 10_000 }) })
      .map(({ blocked, age }) => ({
        sid: 'SID',
        user: { sub: 'auth0|a1', epoch: 0, blocked, claims: {} },
        auth_time: NOW - age,
        amr: ['pwd'],
      })),
    { nil: undefined },
  ),
  consented: fc.option(fc.subarray(['openid', 'read:a']), { nil: undefined }),
  hinted: fc.constantFrom<Facts['hinted']>(undefined, 'invalid', { sub: 'auth0|a1' }, { sub: 'auth0|b2' }),
});
const prompts = fc.oneof(
  fc.constant<readonly Prompt[]>(['none']),
  fc.subarray(PROMPTS.filter((prompt) => prompt !== 'none')),
);

test('SE-13 tokens only for a live End-User who proved and agreed to what was asked; a silent request shows no page (OIDC Core §3.1.2)', () => {
  const maxAge = fc.option(fc.nat(10_000), { nil: undefined });
  const app_type = fc.constantFrom('spa', 'native');
  fc.assert(
    fc.property(facts, prompts, maxAge, app_type, (known, asked, max_age, kind) => {
      const prompt = new Set(asked);
      const judged = requestWith({ prompt, max_age, client: clientWith({ app_type: kind }) });
      const made = decide(judged, known, { now: NOW, settings: settingsWith() });
      if (prompt.has('none')) assert.ok(made.kind === 'refuse' || made.kind === 'issue');
      if (made.kind !== 'issue') return;
      const { session, interaction, hinted, consented } = known;
      assert.ok(session && !session.user.blocked && made.session === session);
      assert.ok(!interaction?.refused && hinted !== 'invalid');
      if (hinted) assert.equal(hinted.sub, session.user.sub);
      const justSignedIn = interaction?.login === 'SID';
      if (prompt.has('login') || max_age === 0) assert.ok(justSignedIn);
      if (max_age !== undefined) assert.ok(justSignedIn || NOW - session.auth_time <= max_age);
      if (prompt.has('select_account')) assert.ok(justSignedIn || interaction?.account === 'SID');
      const justAgreed = interaction?.consent === 'SID';
      if (prompt.has('consent') || kind === 'native') assert.ok(justAgreed);
      assert.ok(justAgreed || judged.scope.every((value) => consented?.includes(value)));
    }),
    RUNS,
  );
});
