import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientWith } from '../../../test/authorization/authorization-requests.ts';
import type { Client } from '../../resources/client/client.ts';
import { consentDigest, consentSubject, isCovered } from './consent.ts';
import { hasAgreed } from './interaction.ts';

const SEEN: Partial<Client> = {
  client_name: 'Appointments',
  is_first_party: false,
  redirect_uris: ['https://a.test/cb', 'https://b.test/cb'],
  logo_uri: 'https://a.test/logo.png',
  policy_uri: 'https://a.test/policy',
  tos_uri: 'https://a.test/tos',
};

const seen = clientWith(SEEN);
const SCOPES = ['openid', 'read:a'];
const covers = (changes: Partial<Client>) =>
  isCovered(consentSubject(clientWith({ ...SEEN, ...changes })), consentSubject(seen));

const ASKED_AGAIN: Readonly<Record<string, Partial<Client>>> = {
  'another name': { client_name: 'Appointments!' },
  'another picture': { logo_uri: 'https://a.test/other.png' },
  'another policy': { policy_uri: 'https://a.test/other' },
  'other terms': { tos_uri: 'https://a.test/other' },
  'another warning': { is_first_party: true },
  'a host more': { redirect_uris: [...(SEEN.redirect_uris ?? []), 'https://evil.test/cb'] },
  'another host': { redirect_uris: ['https://evil.test/cb'] },
  'another port': { redirect_uris: ['https://a.test:8443/cb'] },
  'another scheme of a host': { redirect_uris: ['http://a.test/cb'] },
  'a private-use scheme': { redirect_uris: ['https://a.test/cb', 'com.evil:/cb'] },
};

for (const [what, changes] of Object.entries(ASKED_AGAIN)) {
  test(`a consent does not cover ${what} (OIDC Core §3.1.2.4)`, () => {
    assert.equal(covers(changes), false);
    assert.notEqual(consentDigest(clientWith({ ...SEEN, ...changes }), SCOPES), consentDigest(seen, SCOPES));
  });
}

const COVERED: Readonly<Record<string, Partial<Client>>> = {
  'the same client': {},
  'another path of its hosts': { redirect_uris: ['https://b.test/2', 'https://a.test/1?x=1'] },
  'a host less': { redirect_uris: ['https://b.test/cb'] },
  'what nobody sees': {
    client_uri: 'https://a.test/home',
    id_token_lifetime: 7,
    web_origins: ['https://a.test'],
  },
};

for (const [what, changes] of Object.entries(COVERED)) {
  test(`a consent covers ${what}`, () => assert.equal(covers(changes), true));
}

test('what was agreed to in an interaction is the client whose page was shown there, by the session that was asked', () => {
  const interaction = { id: 'I1', began_at: 1, browser: 'B', parameters: '', consent: 'S1' };
  const agreed = (
    record: object | undefined,
    changes: Partial<Client> = {},
    scope: readonly string[] = SCOPES,
  ) =>
    hasAgreed(
      { client: clientWith({ ...SEEN, ...changes }), scope, claims: { id_token: [], userinfo: [] } },
      { sid: 'S1' },
      record && { ...interaction, ...record },
    );
  const shown = consentDigest(seen, SCOPES);
  assert.equal(agreed(undefined), false);
  assert.equal(agreed({ consent: 'S2', shown }), false);
  assert.equal(agreed({ shown }), true);
  assert.equal(agreed({ shown }, { client_name: 'Other' }), false);
  assert.equal(agreed({ shown }, {}, [...SCOPES, 'delete:a']), false);
  // As an older version seals it.
  assert.equal(agreed({}), true);
});
