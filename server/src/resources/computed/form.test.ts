import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KINDS } from '../index.ts';
import type { KindName, Values } from '../kind.ts';
import { mistakesIn } from './form.ts';

function said(kind: KindName, document: Values, stored?: Values): readonly string[] {
  return mistakesIn(KINDS[kind], { document, stored }).map(
    ({ path, message }) => `${path.join('.')} ${message}`,
  );
}

test('a form hears of a callback what the desk would say, in the names and places that it has', () => {
  const client = { client_id: 'a', name: 'A', app_type: 'spa', callbacks: [] };
  assert.deepEqual(said('client', { callbacks: ['https://a.test/cb', 'https://a.test/#x'] }, client), [
    'callbacks.1 has a fragment (RFC 6749 §3.1.2)',
  ]);
  assert.deepEqual(said('client', { callbacks: ['https://a.test/cb'] }, client), []);
});

test('a shape is judged at its field, and what is unreadable is said once', () => {
  const stored = { client_id: 'a' };
  assert.deepEqual(said('client', { jwt_configuration: { lifetime_in_seconds: -1 } }, stored), [
    'jwt_configuration.lifetime_in_seconds must be a whole number from 1 to 2592000',
  ]);
});

test('what depends on another field is judged with what is stored of it', () => {
  const stored = { identifier: 'a', name: 'A', token_lifetime: 60, token_lifetime_for_web: 60 };
  assert.deepEqual(said('resource_server', { token_lifetime: 30 }, stored), [
    'token_lifetime_for_web is longer than token_lifetime',
  ]);
});

test('of a record that is to be made, what is missing is said; what only the database knows is not', () => {
  assert.deepEqual(said('role', { id: 'rol_1' }), [' misses the field name']);
  const permissions = [{ resource_server_identifier: 'nowhere', permission_name: 'x' }];
  assert.deepEqual(said('role', { id: 'rol_1', name: 'a', permissions }), []);
});

test('a secret that is stored is told nobody: that it is missing is said of a record that is to be made, and of no other', () => {
  const stored = { id: 'lst_1', name: 'SIEM', type: 'datadog', sink: { datadogRegion: 'eu' } };
  assert.deepEqual(said('log_stream', stored), ['sink.datadogApiKey is missing: type datadog needs it']);
  assert.deepEqual(said('log_stream', { name: 'X' }, stored), []);
  assert.deepEqual(said('log_stream', { sink: { datadogRegion: null } }, stored), [
    'sink.datadogRegion is missing: type datadog needs it',
  ]);
});
