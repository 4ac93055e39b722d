import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLIENT_DEFAULTS } from '../../resources/client/client.ts';
import { APP_TYPES, SIGNING_ALGS } from './client.ts';

test('RT-01 client: implicit is off until its grant_types name it (RFC 9700 §2.1.2)', () => {
  assert.deepEqual(CLIENT_DEFAULTS.grant_types, ['authorization_code']);
});

test('client: nothing is allowed that was not asked for, and the letter of OIDC holds', () => {
  const { redirect_uris, web_origins, allowed_origins, allowed_logout_urls } = CLIENT_DEFAULTS;
  assert.deepEqual([redirect_uris, web_origins, allowed_origins, allowed_logout_urls], [[], [], [], []]);
  assert.equal(CLIENT_DEFAULTS.oidc_conformant, true);
});

test('RU-25 client: native, which may vary a port, is a choice and never the default (RFC 8252 §7.3)', () => {
  assert.equal(CLIENT_DEFAULTS.app_type, 'spa');
  assert.ok(APP_TYPES.includes('native'));
});

test('JW-02 client: every algorithm is asymmetric, and RS256 is the default (RFC 8725 §3.1)', () => {
  assert.deepEqual(
    SIGNING_ALGS.filter((alg) => alg.startsWith('HS') || alg.toLowerCase() === 'none'),
    [],
  );
  assert.equal(CLIENT_DEFAULTS.id_token_signed_response_alg, 'RS256');
});
