/**
 * The parameter `resource` (RFC 8707) from the authorization request to the last refresh.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Stack, startStack } from '../stack.ts';
import { API, BASIC, type CodeFlow, claimsOf, codeFlow, errorOf } from './code-flow.ts';

const OTHER = 'https://billing.acme.test';

describe('resource', () => {
  let stack: Stack;
  let flow: CodeFlow;
  before(async () => {
    stack = await startStack();
    flow = await codeFlow(stack);
  });
  after(() => stack.close());

  const ofApi = (token: unknown) => {
    const { aud } = claimsOf(token);
    assert.deepEqual(aud, [API, `${stack.issuer('acme')}userinfo`]);
  };

  test('RFC 8707 §2.2 another API than the granted one is invalid_target by code and by refresh token', async () => {
    const code = await flow.code({ audience: '', resource: `${API}/` });
    for (const resource of [OTHER, `${API}/mcp`, 'mcp'])
      assert.equal(errorOf(await flow.exchange(code, { resource })), 'invalid_target', resource);
    // Nothing was used up by what was refused.
    const exchanged = JSON.parse((await flow.exchange(code, { resource: `${API}/` })).body);
    ofApi(exchanged.access_token);
    const refused = await flow.refresh(exchanged.refresh_token, { resource: OTHER });
    assert.equal(errorOf(refused), 'invalid_target');
    const refreshed = JSON.parse((await flow.refresh(exchanged.refresh_token, { resource: API })).body);
    ofApi(refreshed.access_token);
  });

  test('a resource at the token endpoint alone is what was granted by audience, or refused', async () => {
    assert.equal(errorOf(await flow.exchange(await flow.code(), { resource: OTHER })), 'invalid_target');
    ofApi(JSON.parse((await flow.exchange(await flow.code(), { resource: API })).body).access_token);
    const userinfo = await flow.code({ audience: '' });
    assert.equal(errorOf(await flow.exchange(userinfo, { resource: API })), 'invalid_target');
  });

  test('client_credentials names its API by resource as by audience', async () => {
    const grant_type = 'client_credentials';
    for (const fields of [{ resource: API }, { resource: `${API}/` }, { resource: API, audience: API }]) {
      const answer = await flow.post({ grant_type, ...fields }, BASIC);
      assert.equal(claimsOf(JSON.parse(answer.body).access_token)['aud'], API);
    }
    for (const fields of [
      { resource: 'https://unknown.test' },
      { resource: 'mcp' },
      { resource: API, audience: OTHER },
    ])
      assert.equal(errorOf(await flow.post({ grant_type, ...fields }, BASIC)), 'invalid_target');
    const forbidden = await flow.post({ grant_type, resource: OTHER }, BASIC);
    assert.equal(errorOf(forbidden), 'access_denied');
  });
});
