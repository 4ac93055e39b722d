import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  auth0TypeOf,
  EVENT_NAMES,
  EVENT_TYPES,
  eventSentence,
  isRefusal,
  typesNamed,
} from './event-types.ts';
import { REASON_CODES, reasonNamed } from './reasons.ts';

test('every event has Auth0’s name, or the reason why it has none', () => {
  for (const [type, row] of Object.entries(EVENT_TYPES)) {
    assert.equal('auth0' in row, !('none' in row), type);
    assert.ok(row.sentence, type);
  }
});

test('what Auth0 tells apart is told by the reason, then by the grant_type, then not at all', () => {
  const cases: readonly (readonly [Parameters<typeof auth0TypeOf>[0], string | undefined])[] = [
    [{ type: 'login' }, 's'],
    [{ type: 'login_failed', reason: 'wrong_password' }, 'fp'],
    [{ type: 'login_failed', reason: 'unknown_user' }, 'fu'],
    [{ type: 'login_failed', reason: 'blocked' }, 'f'],
    [{ type: 'login_failed', reason: 'locked_account' }, 'limit_wc'],
    [{ type: 'login_failed', reason: 'locked_address' }, 'limit_mu'],
    [{ type: 'tokens_issued', variant: 'authorization_code' }, 'seacft'],
    [{ type: 'tokens_issued', variant: 'silent' }, 'ssa'],
    [{ type: 'tokens_issued' }, undefined],
    [{ type: 'token_refused', reason: 'grant_refused', variant: 'refresh_token' }, 'fertft'],
    [{ type: 'token_refused', variant: 'constructor' }, undefined],
    [{ type: 'link_refused', reason: 'link_ended', variant: 'verify_email' }, 'fv'],
    [{ type: 'of_a_newer_version', reason: 'wrong_password' }, undefined],
  ];
  for (const [event, name] of cases) assert.equal(auth0TypeOf(event), name, JSON.stringify(event));
});

test('a search by a name finds rows by both names, and rows from before there was Auth0’s', () => {
  assert.deepEqual(typesNamed('fp'), [{ type: 'login_failed', auth0_type: 'fp' }]);
  assert.deepEqual(typesNamed('s'), [
    { type: 'login', auth0_type: 's' },
    { type: 'login', auth0_type: undefined },
  ]);
  assert.deepEqual(typesNamed('logout'), [
    { type: 'logout', auth0_type: undefined },
    { type: 'logout', auth0_type: 'slo' },
  ]);
  assert.deepEqual(typesNamed('consent_given'), [{ type: 'consent_given', auth0_type: undefined }]);
  assert.deepEqual(typesNamed('constructor'), []);
  for (const name of EVENT_NAMES) assert.ok(typesNamed(name).length > 0, name);
});

test('a row of a newer version is told by its own words', () => {
  assert.equal(eventSentence('of_a_newer_version'), 'of_a_newer_version');
  assert.equal(eventSentence('login'), 'signed in');
  assert.deepEqual([isRefusal('login_failed'), isRefusal('login'), isRefusal('x')], [true, false, false]);
  assert.equal(reasonNamed('of_a_newer_version'), undefined);
  assert.equal(reasonNamed(undefined), undefined);
  assert.equal(reasonNamed('blocked')?.command, 'tacit users unblock {user} --tenant {tenant}');
});

test('every reason is a sentence without its full stop, with what helps', () => {
  for (const code of REASON_CODES) {
    const row = reasonNamed(code);
    assert.match(row?.sentence ?? '', /[^.]$/, code);
    assert.match(row?.remedy ?? '', /[^.]$/, code);
  }
});
