/**
 * The claims of the ID token: each rule of OIDC Core §3.2.2.11 broken alone, then what is accepted.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TacitErrorCode } from '../src/errors.ts';
import {
  answer,
  atHash,
  CLIENT_ID,
  ISSUER,
  type Json,
  redirect,
  rsa,
  signToken,
} from './authorization-server.ts';
import { assertTokenRefused } from './bent-token.ts';
import { NOW } from './page.ts';
import { assertRefused, signIn, visit } from './visit.ts';

suite('claims, each bent alone (OIDC Core §3.1.3.7)', () => {
  const later = NOW + 100;
  const cases: readonly { name: string; claims: Json; code?: TacitErrorCode }[] = [
    { name: 'SD-05 iss of another issuer', claims: { iss: 'https://globex.auth.test/' } },
    { name: 'SD-05 iss without its slash', claims: { iss: 'https://acme.auth.test' } },
    { name: 'SD-05 no iss', claims: { iss: undefined } },
    { name: 'SD-05 iss in a list', claims: { iss: [ISSUER] } },
    { name: 'SD-05 aud of another client', claims: { aud: 'spa2' } },
    { name: 'SD-05 aud that begins like ours', claims: { aud: `${CLIENT_ID}x` } },
    { name: 'SD-05 no aud', claims: { aud: undefined } },
    { name: 'SD-05 an empty aud', claims: { aud: [] } },
    { name: 'SD-05 aud with a member that is no text', claims: { aud: [CLIENT_ID, 7], azp: CLIENT_ID } },
    { name: 'SD-05 several aud without azp', claims: { aud: [CLIENT_ID, 'spa2'] } },
    { name: 'SD-05 several aud, azp of another', claims: { aud: [CLIENT_ID, 'spa2'], azp: 'spa2' } },
    { name: 'SD-05 one aud, azp of another', claims: { azp: 'spa2' } },
    { name: 'SD-05 no sub', claims: { sub: undefined } },
    { name: 'SD-05 an empty sub', claims: { sub: '' } },
    { name: 'SD-05 sub that is a number', claims: { sub: 7 } },
    { name: 'ST-04 another nonce', claims: { nonce: 'other' } },
    { name: 'ST-04 no nonce', claims: { nonce: undefined } },
    { name: 'ST-04 an empty nonce', claims: { nonce: '' } },
    { name: 'SD-05 no at_hash', claims: { at_hash: undefined } },
    { name: 'SD-05 an empty at_hash', claims: { at_hash: '' } },
    { name: 'SD-05 at_hash in a list', claims: { at_hash: [atHash('access-token-of-alice', 'RS256')] } },
    {
      name: 'SD-05 at_hash by the hash of Ed25519',
      claims: { at_hash: atHash('access-token-of-alice', 'EdDSA') },
    },
    { name: 'SD-05 the whole hash', claims: { at_hash: `${atHash('access-token-of-alice', 'RS256')}AA` } },
    { name: 'SD-05 no exp', claims: { exp: undefined } },
    { name: 'JW-14 exp of text', claims: { exp: '9999999999' } },
    { name: 'JW-14 exp 9e15', claims: { exp: 9e15 } },
    { name: 'JW-14 exp -1', claims: { exp: -1 }, code: 'id_token_expired' },
    { name: 'JW-14 exp 1.5', claims: { exp: 1.5 }, code: 'id_token_expired' },
    { name: 'JW-14 exp true', claims: { exp: true } },
    { name: 'JW-14 exp null', claims: { exp: null } },
    { name: 'JW-14 exp in a list', claims: { exp: [later] } },
    { name: 'JW-14 exp in milliseconds', claims: { exp: later * 1000 } },
    { name: 'JW-14 exp a leeway ago', claims: { exp: NOW - 60 }, code: 'id_token_expired' },
    { name: 'JW-14 nbf beyond the leeway', claims: { nbf: NOW + 61 }, code: 'clock_skew' },
    { name: 'JW-14 nbf of text', claims: { nbf: String(NOW) } },
    { name: 'JW-14 nbf null', claims: { nbf: null } },
    { name: 'JW-14 iat beyond the leeway', claims: { iat: NOW + 61 }, code: 'clock_skew' },
    {
      name: 'JW-14 iat beyond the leeway beside an nbf within it',
      claims: { iat: NOW + 61, nbf: NOW },
      code: 'clock_skew',
    },
    { name: 'JW-14 iat before the request', claims: { iat: NOW - 61 }, code: 'clock_skew' },
    { name: 'JW-14 no iat', claims: { iat: undefined } },
    { name: 'JW-14 iat of text', claims: { iat: String(NOW) } },
  ];
  for (const { name, claims, code = 'invalid_id_token' } of cases) {
    test(`${name} is refused`, async () => {
      const at = visit();
      await assertRefused(at, signIn(at, { claims }), code);
    });
  }

  test('JW-14 exp 1e400, Infinity to JavaScript, is refused', async () => {
    await assertTokenRefused((header, claims) =>
      signToken(header, JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e400'), rsa),
    );
  });

  test('JW-14 text that is not UTF-8 is refused though signed', async () => {
    const error = await assertTokenRefused((header, claims) =>
      signToken(header, Buffer.from(JSON.stringify({ ...claims, name: 'ÿ' }), 'latin1'), rsa),
    );
    assert.match(error.message, /: encoding$/);
  });

  test('ST-04 the nonce in a list is refused', async () => {
    await assertTokenRefused((header, claims) =>
      signToken(header, { ...claims, nonce: [claims['nonce']] }, rsa),
    );
  });

  test('ST-04 the ID token of an earlier answer, whose nonce is used up, is refused', async () => {
    const at = visit();
    const earlier = await answer(await at.authorize());
    await at.comeBack(redirect(earlier));
    await at.tacit.logout();
    const next = await answer(await at.authorize());
    const replayed = redirect({ ...next, id_token: earlier['id_token'] ?? '' });
    await assertRefused(at, at.comeBack(replayed), 'invalid_id_token');
  });

  test('ST-14 an access token of another client or user in a good response is refused by at_hash', async () => {
    for (const access_token of [
      'token-of-alice-at-another-client',
      'token-of-bob',
      'access-token-of-alicf',
    ]) {
      const at = visit();
      const error = await assertRefused(at, signIn(at, { response: { access_token } }), 'invalid_id_token');
      assert.match(error.message, /: at_hash$/);
    }
  });

  for (const { name, claims } of [
    { name: 'aud in a list of one', claims: { aud: [CLIENT_ID] } },
    { name: 'several aud and azp of ours', claims: { aud: ['spa2', CLIENT_ID], azp: CLIENT_ID } },
    { name: 'exp within the leeway', claims: { exp: NOW - 59 } },
    { name: 'nbf at the edge of the leeway', claims: { nbf: NOW + 60 } },
    { name: 'iat at the later edge of the leeway', claims: { iat: NOW + 60 } },
    { name: 'iat at the earlier edge of the leeway', claims: { iat: NOW - 60 } },
    { name: 'claims named like members of Object', claims: { constructor: 'x', toString: 'y' } },
  ]) {
    test(`${name} is accepted`, async () => {
      assert.equal((await signIn(visit(), { claims }))?.claims.sub, 'auth0|alice');
    });
  }
});

suite('the clock of the device', () => {
  for (const { name, off } of [
    { name: 'ten minutes slow', off: 600 },
    { name: 'ten minutes fast', off: -600 },
    { name: 'a day slow', off: 86_400 },
    { name: 'a day fast', off: -86_400 },
    { name: 'more than the leeway slow', off: 61 },
    { name: 'more than the leeway fast', off: -61 },
  ]) {
    test(`SD-13 a clock that is ${name} is told so`, async () => {
      const at = visit();
      await assertRefused(at, signIn(at, { now: NOW + off }), 'clock_skew');
    });
  }

  test('SD-13 an ID token that expired on the way is not accepted by a right clock', async () => {
    const at = visit();
    const request = await at.authorize();
    at.page.advance(500);
    const late = await answer(request, { now: NOW, claims: { exp: NOW + 300 } });
    await assertRefused(at, at.comeBack(redirect(late)), 'id_token_expired');
  });

  for (const off of [60, -60]) {
    test(`SD-13 a clock ${off} s off is within the leeway`, async () => {
      assert.ok(await signIn(visit(), { now: NOW + off }));
    });
  }

  test('SD-13 a smaller leeway is kept to', async () => {
    const at = visit({ leeway: 5 });
    await assertRefused(at, signIn(at, { now: NOW + 6 }), 'clock_skew');
    assert.ok(await signIn(visit({ leeway: 5 }), { now: NOW + 5 }));
  });
});

suite('max_age (OIDC Core §3.1.2.1)', () => {
  async function askedWith(max_age: number, auth_time: unknown) {
    const at = visit();
    const request = await at.authorize({ max_age });
    const back = redirect(await answer(request, { claims: { auth_time } }));
    return { at, arrival: at.comeBack(back) };
  }

  for (const auth_time of [undefined, NOW - 361, String(NOW), null]) {
    test(`a sign-in with auth_time ${auth_time} is refused when max_age=300 was asked`, async () => {
      const { at, arrival } = await askedWith(300, auth_time);
      const error = await assertRefused(at, arrival, 'invalid_id_token');
      assert.match(error.message, /: auth_time$/);
    });
  }

  test('JW-14 auth_time 1e400, later than any time, is refused when max_age was asked', async () => {
    const at = visit();
    const parameters = await answer(await at.authorize({ max_age: 300 }));
    const [header = '', payload = ''] = (parameters['id_token'] ?? '')
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString());
    const id_token = await signToken(header, payload.replace('{', '{"auth_time":1e400,'), rsa);
    await assertRefused(at, at.comeBack(redirect({ ...parameters, id_token })), 'invalid_id_token');
  });

  test('max_age=0 is asked for and held to', async () => {
    const { at, arrival } = await askedWith(0, NOW - 61);
    await assertRefused(at, arrival, 'invalid_id_token');
  });

  test('a sign-in just recent enough is accepted', async () => {
    const { arrival } = await askedWith(300, NOW - 360);
    assert.ok(await arrival);
  });
});
