import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiWith, clientWith } from '../../../test/authorization/authorization-requests.ts';
import { RESPONSE_TYPES } from '../authorization/response-type.ts';
import { accessTokenLifetime, answerLifetimes, grantLifetime } from './lifetimes.ts';

const API = apiWith({ token_lifetime: 600, token_lifetime_for_web: 300 });
const NO_API = undefined;

test('an access token lasts as its API says for the way it takes, and without an API as opaque ones do', () => {
  assert.equal(accessTokenLifetime({ resource_server: API }, 'browser'), 300);
  assert.equal(accessTokenLifetime({ resource_server: API }, 'token endpoint'), 600);
  assert.equal(accessTokenLifetime({ resource_server: NO_API }, 'browser'), 7_200);
  assert.equal(accessTokenLifetime({ resource_server: NO_API }, 'token endpoint'), 86_400);
});

test('a grant lives as long as what was given for it', () => {
  const client = clientWith({ refresh_token_lifetime: 5_000 });
  const offline = { scope: ['offline_access'], resource_server: API };
  assert.equal(grantLifetime({ scope: ['openid'], client, resource_server: NO_API }), 86_400);
  assert.equal(grantLifetime({ scope: ['openid'], client, resource_server: API }), 600);
  assert.equal(grantLifetime({ ...offline, client }), 5_000);
  const endless = clientWith({ infinite_refresh_token_lifetime: true, idle_refresh_token_lifetime: 60 });
  assert.equal(grantLifetime({ ...offline, client: endless }), 60, 'moved by use');
});

const LASTING: readonly (readonly [response_type: string, access: number | undefined])[] = [
  ['none', undefined],
  ['id_token', undefined],
  ['token', 300],
  ['id_token token', 300],
  ['code', 600],
  ['code id_token', 600],
  ['code token', 600],
  ['code id_token token', 600],
];

for (const [name, access] of LASTING) {
  const response_type = RESPONSE_TYPES.get(name);
  assert.ok(response_type);
  test(`response_type=${name} gives access for ${access} seconds, renewed where a code is given with offline_access`, () => {
    const client = clientWith({ refresh_token_lifetime: 5_000 });
    const answer = { client, resource_server: API, response_type };
    const once = answerLifetimes({ ...answer, scope: ['openid'] });
    const offline = answerLifetimes({ ...answer, scope: ['openid', 'offline_access'] });
    assert.deepEqual(once, access === undefined ? undefined : { access });
    assert.deepEqual(offline, response_type.code ? { access, renewal: 5_000 } : once);
    const endless = clientWith({ refresh_token_expiration_type: 'non-expiring' });
    const unlimited = answerLifetimes({ ...answer, client: endless, scope: ['offline_access'] });
    assert.deepEqual(unlimited, response_type.code ? { access, renewal: 'unlimited' } : once);
  });
}
