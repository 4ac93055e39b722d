import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clientWith,
  judge,
  query,
  settingsWith,
  told,
} from '../../../test/authorization/authorization-requests.ts';

const RESOURCES: readonly (readonly [changes: Readonly<Record<string, string | undefined>>, told: string])[] =
  [
    [{ audience: undefined, resource: 'not-a-uri' }, 'fragment: invalid_target'],
    [{ audience: undefined, resource: 'https://api.acme.test#x' }, 'fragment: invalid_target'],
    [{ audience: undefined, resource: 'https://evil.test' }, 'fragment: invalid_target'],
    [{ resource: 'https://billing.acme.test' }, 'fragment: invalid_target'],
    [{ audience: 'https://evil.test' }, 'fragment: access_denied'],
    [{ audience: undefined, resource: 'https://api.acme.test//' }, 'fragment: invalid_target'],
    [{ audience: undefined, resource: 'https://API.acme.test' }, 'fragment: invalid_target'],
    [{ audience: undefined, resource: 'https://api.acme.test/mcp' }, 'fragment: invalid_target'],
    [{ audience: 'https://api.acme.test/' }, 'fragment: access_denied'],
    [{ audience: undefined, resource: 'https://api.acme.test/' }, 'accepted'],
    [{ resource: 'https://api.acme.test/' }, 'accepted'],
    [{ resource: 'https://api.acme.test' }, 'accepted'],
    [{ audience: undefined, resource: 'https://api.acme.test' }, 'accepted'],
  ];

for (const [changes, expected] of RESOURCES) {
  test(`PP-04 AU-08 ${JSON.stringify(changes)} is answered ${expected} (RFC 8707 §2)`, () => {
    const encoded = Object.fromEntries(
      Object.entries(changes).map(([name, value]) => [name, value && encodeURIComponent(value)]),
    );
    const outcome = judge(query(encoded));
    assert.equal(told(outcome), expected);
    const audience = outcome.kind === 'accepted' ? outcome.request.resource_server?.identifier : undefined;
    assert.equal(audience, expected === 'accepted' ? 'https://api.acme.test' : undefined);
  });
}

test('AU-08 by the policy oidc an unknown audience is invalid_target, and token alone is forbidden', () => {
  const settings = settingsWith({ policy: 'oidc' });
  const asked = query({ audience: 'https://evil.test' });
  assert.equal(told(judge(asked, { settings })), 'fragment: invalid_target');
  const client = clientWith({ oidc_conformant: false });
  const token = query({ response_type: 'token' });
  assert.equal(told(judge(token, { client, settings })), 'fragment: unauthorized_client');
  assert.equal(told(judge(token, { client })), 'accepted');
});
