import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiWith, clientWith, requestWith } from '../../test/authorization-requests.ts';
import { grantLifetime, grantOf } from './grant.ts';

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

test('grant: it lives as long as what was given for it', () => {
  const client = clientWith({ refresh_token_lifetime: 5_000 });
  assert.equal(grantLifetime(['openid'], { client, resource_server: undefined }), 86_400);
  assert.equal(grantLifetime(['openid'], { client, resource_server: apiWith({ token_lifetime: 60 }) }), 60);
  assert.equal(grantLifetime(['offline_access'], { client, resource_server: apiWith() }), 5_000);
});
