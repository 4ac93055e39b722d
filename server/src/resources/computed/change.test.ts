import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLIENT } from '../client/client.ts';
import { USER } from '../end-user/user.ts';
import type { Values } from '../kind.ts';
import { RESOURCE_SERVER } from '../tenant/resource-server.ts';
import { SETTINGS, TENANT_SETTINGS_DEFAULTS } from '../tenant/settings.ts';
import { differences, isSame, recordMeant } from './change.ts';

const STORED: Values = recordMeant(
  CLIENT,
  { client_id: 'app', client_name: 'App', id_token_lifetime: 60, logo_uri: 'https://app.test/l.png' },
  { stored: undefined, meant: 'whole' },
).record;

test('a whole description takes the default for what it leaves out, a patch leaves it', () => {
  const said = { client_id: 'app', client_name: 'New' };
  const whole = recordMeant(CLIENT, said, { stored: STORED, meant: 'whole' });
  assert.deepEqual(
    [whole.record['client_name'], whole.record['id_token_lifetime'], whole.record['logo_uri']],
    ['New', 36_000, undefined],
  );
  const patch = recordMeant(CLIENT, said, { stored: STORED, meant: 'patch' });
  assert.deepEqual(
    [patch.record['client_name'], patch.record['id_token_lifetime'], patch.record['logo_uri']],
    ['New', 60, 'https://app.test/l.png'],
  );
});

test('null returns to the default', () => {
  const said = { client_id: 'app', id_token_lifetime: null, logo_uri: null };
  const { record } = recordMeant(CLIENT, said, { stored: STORED, meant: 'patch' });
  assert.deepEqual([record['id_token_lifetime'], 'logo_uri' in record], [36_000, false]);
});

test('of a person what is not named stays, whole or not', () => {
  const stored = { sub: 'auth0|1', email: 'a@x.test', name: 'A', blocked: true };
  const { record } = recordMeant(USER, { sub: 'auth0|1', nickname: 'a' }, { stored, meant: 'whole' });
  assert.deepEqual(record, { ...stored, nickname: 'a' });
});

test('what a record is known by cannot be changed; the same value passes', () => {
  const codes = (client_id: string) =>
    recordMeant(CLIENT, { client_id }, { stored: STORED, meant: 'patch' }).findings.map(({ code }) => code);
  assert.deepEqual([codes('other'), codes('app')], [['create_only'], []]);
});

test('a required field that is missing is named', () => {
  const { findings } = recordMeant(RESOURCE_SERVER, {}, { stored: undefined, meant: 'whole' });
  assert.deepEqual(
    findings.map(({ message }) => message),
    ['misses the field {identifier}', 'misses the field {name}'],
  );
});

test('what is implied is meant only where nothing is said', () => {
  const web = (said: Values) =>
    recordMeant(
      RESOURCE_SERVER,
      { identifier: 'a', name: 'A', ...said },
      { stored: undefined, meant: 'whole' },
    ).record['token_lifetime_for_web'];
  assert.deepEqual(
    [web({}), web({ token_lifetime: 60 }), web({ token_lifetime: 60, token_lifetime_for_web: 30 })],
    [7_200, 60, 30],
  );
  const secret = { client_id: 'app', client_secret: 's' };
  const made = recordMeant(CLIENT, secret, { stored: undefined, meant: 'whole' });
  assert.deepEqual(
    [made.record['token_endpoint_auth_method'], made.record['client_secret'], made.secrets],
    ['client_secret_basic_or_post', undefined, { client_secret: 's' }],
  );
});

test('members of a mapping are changed one by one by a patch, and all of them by a whole description', () => {
  const stored = {
    ...TENANT_SETTINGS_DEFAULTS,
    branding: { logo_url: 'https://x.test/l', primary_color: '#000000' },
  };
  const said = { branding: { primary_color: '#ffffff' } };
  const branding = (meant: 'patch' | 'whole') =>
    recordMeant(SETTINGS, said, { stored, meant }).record['branding'];
  assert.deepEqual(branding('patch'), { logo_url: 'https://x.test/l', primary_color: '#ffffff' });
  assert.deepEqual(branding('whole'), { primary_color: '#ffffff' });
});

test('what the server gives stays, whatever is said', () => {
  const stored = { ...STORED, client_secret_hash: 'h' };
  const { record } = recordMeant(
    CLIENT,
    { client_id: 'app', client_secret_hash: 'mine' },
    { stored, meant: 'whole' },
  );
  assert.equal(record['client_secret_hash'], 'h');
});

test('differences are told field by field, old and new', () => {
  assert.deepEqual(differences(CLIENT, STORED, { ...STORED, id_token_lifetime: 90, logo_uri: undefined }), [
    { field: 'id_token_lifetime', before: 60, after: 90 },
    { field: 'logo_uri', before: 'https://app.test/l.png', after: undefined },
  ]);
});

test('the order of members says nothing, that of entries does', () => {
  assert.ok(isSame({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 }));
  assert.ok(!isSame([1, 2], [2, 1]));
  assert.ok(!isSame({ a: 1 }, { a: 1, b: 2 }));
  assert.ok(!isSame({ a: 1 }, null));
});
