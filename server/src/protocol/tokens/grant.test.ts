import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiWith, clientWith, requestWith } from '../../../test/authorization/authorization-requests.ts';
import { grantOf, livingScope } from './grant.ts';

const SESSION = {
  sid: 'SID',
  user: { sub: 'auth0|a1', epoch: 0, blocked: false, claims: {} },
  auth_time: 1,
  amr: ['pwd'],
} as const;

const FROM_SESSION = { sub: 'auth0|a1', epoch: 0, sid: 'SID', auth_time: 1, amr: ['pwd'] };

test('grant: what was not asked for is not kept', () => {
  const request = requestWith({ nonce: undefined, resource_server: undefined, scope: ['openid'] });
  assert.deepEqual(grantOf(request, SESSION), {
    client_id: 'spa1',
    redirect_uri: 'https://app.acme.test/cb',
    scope: ['openid'],
    ...FROM_SESSION,
  });
});

test('grant: claims and contexts that were asked for go with it (OIDC Core §5.5)', () => {
  const claims = { id_token: ['email'], userinfo: ['name'] } as const;
  const grant = grantOf(requestWith({ claims, acr_values: ['1'] }), SESSION);
  assert.deepEqual([grant.claims, grant.acr_values], [claims, ['1']]);
});

test('grant: all that the token endpoint needs of the request', () => {
  assert.deepEqual(grantOf(requestWith({ code_challenge: 'CC' }), SESSION), {
    client_id: 'spa1',
    redirect_uri: 'https://app.acme.test/cb',
    code_challenge: 'CC',
    nonce: 'N1',
    scope: ['openid', 'read:a'],
    audience: 'https://api.acme.test',
    ...FROM_SESSION,
  });
});

const WITH_REFRESH = clientWith({ grant_types: ['authorization_code', 'refresh_token'] });

const LIVING: readonly (readonly [
  granted: readonly string[],
  scope: readonly string[] | undefined,
  why: string,
])[] = [
  [['openid', 'read:a'], ['openid', 'read:a'], 'what is there stays'],
  [['openid', 'gone'], ['openid'], 'a scope that was taken out of the API goes'],
  [['gone', 'offline_access'], undefined, 'of the scopes none is left'],
  [['gone'], undefined, 'of the one scope nothing is left'],
  [['offline_access'], ['offline_access'], 'no scope was ever asked for'],
  [[], [], 'nothing was asked for'],
];

for (const [granted, scope, why] of LIVING) {
  test(`grant: [${granted.join(' ')}] today: ${why}`, () => {
    const api = apiWith({ scopes: [{ value: 'read:a' }] });
    assert.deepEqual(livingScope(granted, { client: WITH_REFRESH, api }), scope);
  });
}

test('grant: refresh tokens end with the grant_type of the client and the word of the API', () => {
  const granted = ['openid', 'offline_access'];
  const api = apiWith();
  assert.deepEqual(livingScope(granted, { client: clientWith(), api }), ['openid']);
  const off = apiWith({ allow_offline_access: false });
  assert.deepEqual(livingScope(granted, { client: WITH_REFRESH, api: off }), ['openid']);
  assert.deepEqual(livingScope(granted, { client: WITH_REFRESH, api: undefined }), granted);
});
