/**
 * Claims outside their range (attack catalogue, group JW).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInvalidToken, assertPassed, guardedApi, NOW, startIssuer } from './issuer.ts';
import { RS256, signText } from './signing-keys.ts';

test('JW-14 a time that is no finite number, or outside its window, is refused (RFC 7519 §4.1.4)', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const header = JSON.stringify({ alg: 'RS256', typ: 'at+jwt', kid: RS256.kid });
  const texts = [
    '"9999999999"',
    '1e400',
    '-1e400',
    '9e15',
    '-1',
    '1.5',
    'true',
    'null',
    `[${NOW + 60}]`,
    '{}',
    '""',
  ];
  texts.push(String((NOW + 60) * 1000), String(NOW - 6), String(NOW - 5));
  const withText = (name: string, text: string) =>
    JSON.stringify(issuer.claims({ [name]: 'HERE' })).replace('"HERE"', text);
  for (const text of texts) {
    assertInvalidToken(await api.call(signText(header, withText('exp', text), RS256)), `exp ${text}`);
  }
  assertInvalidToken(await api.call(issuer.token({ iat: NOW - 1, exp: NOW - 2 })), 'exp before iat');
  assert.equal(api.refusals.at(-1)?.reason, 'invalid_times');
  for (const name of ['nbf', 'iat']) {
    for (const text of [
      `"${NOW}"`,
      '1e400',
      'true',
      'null',
      '[]',
      String(NOW + 6),
      String(NOW * 1000),
      '-1',
    ]) {
      assertInvalidToken(await api.call(signText(header, withText(name, text), RS256)), `${name} ${text}`);
    }
  }
});

test('JW-14 the leeway holds on both edges, and can be set up to a minute', async (t) => {
  const issuer = await startIssuer(t);
  const strict = guardedApi(issuer, { leeway: 0 });
  const usual = guardedApi(issuer);
  const wide = guardedApi(issuer, { leeway: 60 });
  assertInvalidToken(await strict.call(issuer.token({ exp: NOW })));
  assertPassed(await strict.call(issuer.token({ exp: NOW + 1 })));
  assertInvalidToken(await usual.call(issuer.token({ exp: NOW - 5 })));
  assertPassed(await usual.call(issuer.token({ exp: NOW - 4 })));
  assertPassed(await usual.call(issuer.token({ nbf: NOW + 5, iat: NOW + 5 })));
  assertInvalidToken(await wide.call(issuer.token({ iat: NOW - 100, exp: NOW - 60 })));
  assertPassed(await wide.call(issuer.token({ iat: NOW - 100, exp: NOW - 59 })));
  assertPassed(await wide.call(issuer.token({ nbf: NOW + 60 })));
  assertInvalidToken(await wide.call(issuer.token({ nbf: NOW + 61 })));
});

test('JW-16 names are compared code point by code point, and hidden characters are refused', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer, { audience: 'caf\u00e9' });
  const aud = 'caf\u00e9';
  for (const hidden of [
    '\u0000',
    '\u001f',
    '\u007f',
    '\u0085',
    '\u200b',
    '\u200f',
    '\u202e',
    '\ufeff',
    '\ud800',
  ]) {
    const label = JSON.stringify(hidden);
    assertInvalidToken(await api.call(issuer.token({ aud, sub: `alice${hidden}` })), `sub ${label}`);
    assertInvalidToken(await api.call(issuer.token({ aud: `${aud}${hidden}` })), `aud ${label}`);
    assertInvalidToken(await api.call(issuer.token({ aud: [aud, `x${hidden}`] })), `second aud ${label}`);
    assertInvalidToken(
      await api.call(issuer.token({ aud, iss: `${issuer.issuer}${hidden}` })),
      `iss ${label}`,
    );
    assertInvalidToken(
      await api.call(issuer.token({ aud, client_id: hidden, azp: hidden })),
      `client_id ${label}`,
    );
    assertInvalidToken(await api.call(issuer.token({ aud, jti: `t${hidden}` })), `jti ${label}`);
  }
  assertInvalidToken(await api.call(issuer.token({ aud: aud.normalize('NFD') })));
  assertPassed(await api.call(issuer.token({ aud })));
});
