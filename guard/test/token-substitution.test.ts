/**
 * Tokens that are genuine and meant for something else (attack catalogue, group AU).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireScope, requireUser } from '../src/protected-resource/requirement.ts';
import {
  AUDIENCE,
  assertInvalidToken,
  assertPassed,
  assertRefused,
  guardedApi,
  NOW,
  startIssuer,
} from './issuer.ts';
import { ES256, OTHER_RS256, RS256, renamed } from './signing-keys.ts';

/** What OIDC Core §2 puts into an ID token. */
const ID_TOKEN = {
  aud: 'spa1',
  client_id: undefined,
  azp: undefined,
  jti: undefined,
  scope: undefined,
  nonce: 'N1',
  at_hash: 'abc',
};

test('AU-01 an ID token is refused by its typ, and by its audience even when the typ is forged', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  assertInvalidToken(await api.call(issuer.token(ID_TOKEN, { typ: 'JWT' })));
  assertInvalidToken(await api.call(issuer.token({ ...ID_TOKEN, aud: AUDIENCE }, { typ: 'JWT' })));
  assertInvalidToken(await api.call(issuer.token(ID_TOKEN)));
  assert.deepEqual(
    api.refusals.map(({ reason }) => reason),
    ['refused_typ', 'refused_typ', 'wrong_aud'],
  );
});

test('AU-01 an ID token is refused by a guard that accepts access tokens typed like ID tokens', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer, { accept_access_tokens_typed_like_id_tokens: true });
  const dialect = { client_id: undefined, jti: undefined };
  const cases: readonly (readonly [string, Record<string, unknown>])[] = [
    ['of another client', ID_TOKEN],
    ['with this audience', { ...ID_TOKEN, aud: AUDIENCE }],
    [
      'with azp and nothing granted',
      { ...ID_TOKEN, aud: AUDIENCE, azp: 'spa1', nonce: undefined, at_hash: undefined },
    ],
    ['of a client named like the API', { ...dialect, aud: AUDIENCE, azp: AUDIENCE }],
    ['of a client among the audiences', { ...dialect, aud: [AUDIENCE, 'spa1'] }],
    ['with nonce', { ...dialect, nonce: 'N1' }],
    ['with at_hash', { ...dialect, at_hash: 'abc' }],
    ['with c_hash', { ...dialect, c_hash: 'abc' }],
    ['with auth_time', { ...dialect, auth_time: NOW }],
    ['with sid', { ...dialect, sid: 'session-1' }],
    ['a logout token', { ...dialect, events: {} }],
    ['with a jti that is no name', { ...dialect, jti: 5 }],
    ['with scope and neither client_id nor azp', { ...dialect, azp: undefined }],
  ];
  for (const [name, claims] of cases) {
    assertInvalidToken(await api.call(issuer.token(claims, { typ: 'JWT' })), name);
  }
});

test('an access token of Auth0’s own dialect passes only where it was asked for', async (t) => {
  const issuer = await startIssuer(t);
  const dialect = { client_id: undefined, jti: undefined };
  const accepting = guardedApi(issuer, { accept_access_tokens_typed_like_id_tokens: true });
  const strict = guardedApi(issuer);
  for (const claims of [dialect, { ...dialect, scope: undefined, permissions: [] }]) {
    const token = issuer.token(claims, { typ: 'JWT' });
    assertInvalidToken(await strict.call(token));
    assertPassed(await accepting.call(token));
  }
  assertPassed(await accepting.call(issuer.token()), 'at+jwt still passes');
  assertInvalidToken(await accepting.call(issuer.token({ jti: undefined })), 'at+jwt still needs jti');
});

test('AU-03 a token for another API of the same issuer is refused', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const others = [
    'https://billing.acme.test',
    `${AUDIENCE}/`,
    AUDIENCE.toUpperCase(),
    [`${AUDIENCE}.evil.test`, `${issuer.issuer}userinfo`],
    [],
    [[AUDIENCE]],
    [AUDIENCE, 5],
    { [AUDIENCE]: true },
    null,
    '',
  ];
  for (const aud of others) assertInvalidToken(await api.call(issuer.token({ aud })), JSON.stringify(aud));
});

test('a token passes whose audience is this API, alone or among others', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  for (const aud of [AUDIENCE, [AUDIENCE], [`${issuer.issuer}userinfo`, AUDIENCE]]) {
    assertPassed(await api.call(issuer.token({ aud })));
  }
});

test('AU-04 a token that another tenant issued for the same API identifier is refused', async (t) => {
  const acme = await startIssuer(t);
  const globex = await startIssuer(t);
  globex.keys = [OTHER_RS256.jwk];
  const api = guardedApi(acme);
  assertInvalidToken(await api.call(globex.token({}, {}, OTHER_RS256)));
  // Even if both tenants had one key, the issuer tells them apart.
  assertInvalidToken(await api.call(globex.token()));
  assert.deepEqual(
    api.refusals.map(({ reason }) => reason),
    ['unknown_key', 'wrong_iss'],
  );
});

test('AU-05 a token signed with another tenant’s key is refused, under its own kid and under a copied one', async (t) => {
  const acme = await startIssuer(t);
  const globex = await startIssuer(t);
  globex.keys = [OTHER_RS256.jwk];
  const api = guardedApi(acme);
  // A guard of globex in the same process knows globex's keys; acme's must not learn them.
  assertPassed(await guardedApi(globex).call(globex.token({}, {}, OTHER_RS256)));
  assertInvalidToken(await api.call(acme.token({}, {}, OTHER_RS256)));
  assertInvalidToken(await api.call(acme.token({}, {}, renamed(OTHER_RS256, RS256.kid))));
  assert.deepEqual(
    api.refusals.map(({ reason }) => reason),
    ['unknown_key', 'bad_signature'],
  );
});

for (const name of ['iss', 'aud', 'exp', 'iat', 'sub', 'jti']) {
  test(`AU-11 a token without ${name} is refused (RFC 9068 §2.2)`, async (t) => {
    const issuer = await startIssuer(t);
    assertInvalidToken(await guardedApi(issuer).call(issuer.token({ [name]: undefined })));
  });
}

test('AU-11 a token without client_id and azp is refused, and one whose two disagree', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  assertInvalidToken(await api.call(issuer.token({ client_id: undefined, azp: undefined })));
  assertInvalidToken(await api.call(issuer.token({ azp: 'spa2' })));
  assertPassed(await api.call(issuer.token({ azp: undefined })));
  assertPassed(await api.call(issuer.token({ client_id: undefined })));
});

test('AU-12 an iss that is not byte-equal is refused (RFC 8725 §3.8)', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const { host } = new URL(issuer.issuer);
  const variants = [
    `http://${host}`,
    `https://${host}/`,
    `http://${host.toUpperCase()}/`,
    'http://localhost/',
    'http://localhost:443/',
    `http://alice@${host}/`,
    `http://localhost.evil.test/`,
    `${issuer.issuer}?`,
    `${issuer.issuer}#`,
    `${issuer.issuer} `,
    [issuer.issuer],
    { iss: issuer.issuer },
    null,
  ];
  for (const iss of variants) assertInvalidToken(await api.call(issuer.token({ iss })), JSON.stringify(iss));
  assert.ok(api.refusals.every(({ reason }) => reason === 'wrong_iss'));
});

test('AU-21 a machine’s token is told from a user’s, and a route for users refuses it with 403', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const machines = [
    { sub: 'm2m1@clients', client_id: 'm2m1', azp: 'm2m1', gty: 'client-credentials' },
    { sub: 'm2m1@clients' },
    { gty: 'client-credentials' },
    { gty: ['client-credentials'] },
    { sub: 'spa1' },
  ];
  for (const claims of machines) {
    const token = issuer.token(claims);
    const passed = await api.call(token);
    assertPassed(passed);
    assert.equal(JSON.parse(passed.text).subject_kind, 'machine');
    assertRefused(await api.call(token, requireUser()), { status: 403, error: 'insufficient_scope' });
  }
  const user = await api.call(issuer.token(), requireUser());
  assertPassed(user);
  assert.equal(JSON.parse(user.text).subject_kind, 'user');
});

test('AU-26 a sub that names nobody is refused', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  for (const sub of ['', null, 0, ' ', 'alice\u0000admin', ['auth0|alice'], {}, true, '\u3000', '\u200b']) {
    assertInvalidToken(await api.call(issuer.token({ sub })), JSON.stringify(sub));
  }
});

test('a token without a scope that the route requires is refused with 403 (RFC 6750 §3.1)', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  for (const scope of ['openid', 'read', 'read:ab', 'READ:A', undefined, '']) {
    const answer = await api.call(issuer.token({ scope }), requireScope('read:a'));
    assertRefused(answer, { status: 403, error: 'insufficient_scope' });
    assert.match(answer.challenge ?? '', /, scope="read:a"$/);
  }
  assertRefused(await api.call(issuer.token(), requireScope('openid', 'write:a')), {
    status: 403,
    error: 'insufficient_scope',
  });
  for (const scope of [['read:a'], 'read:a  openid', 'read:a\topenid', 5, null]) {
    assertInvalidToken(await api.call(issuer.token({ scope }), requireScope('read:a')));
  }
  const both = await api.call(issuer.token(), requireScope('read:a'), requireScope('write:a'), requireUser());
  assertRefused(both, { status: 403, error: 'insufficient_scope' });
  assert.match(both.challenge ?? '', /, scope="read:a write:a"$/);
  assertPassed(await api.call(issuer.token(), requireScope('read:a')));
  assertPassed(await api.call(issuer.token({}, {}, ES256), requireScope('read:a', 'openid')));
});
