/**
 * Policies, tested over a `tacit.yaml` with something of everything.
 */
import assert from 'node:assert/strict';
import { readConfig } from '../../src/config.ts';
import type { Counterexample } from '../../src/operator/policies/counterexample.ts';
import { testPoliciesOnFile } from '../../src/operator/policies/on-file.ts';

export const API = 'https://api.example.com';

export const FILE = `tenants:
  - name: acme
    region: us
    settings: { session_lifetime: 24, idle_session_lifetime: 8 }
    resourceServers:
      - identifier: ${API}
        name: Orders
        scopes: [{ value: "read:orders" }, { value: "admin:orders" }]
        skip_consent_for_verifiable_first_party_clients: true
      - { identifier: urn:billing, name: Billing, scopes: [{ value: "admin:bills" }], enforce_policies: true }
    clients:
      - client_id: shop
        name: Shop
        callbacks: ["http://localhost:3000/cb", "https://shop.example.com/cb"]
        grant_types: [authorization_code, refresh_token]
        second_factor: always
        refresh_token: { policies: [{ audience: urn:billing, scope: ["admin:bills"] }] }
      - client_id: pages
        name: Pages
        callbacks: ["https://pages.example.com/cb"]
        grant_types: [implicit]
        response_types: ["id_token token"]
        default_acr_values: ["http://schemas.openid.net/pape/policies/2007/06/multi-factor"]
      - { client_id: job, name: Job, grant_types: [client_credentials], token_endpoint_auth_method: client_secret_post }
    clientGrants:
      - { client_id: job, audience: ${API}, scope: ["admin:orders"] }
    roles:
      - { name: Clerk, permissions: [{ resource_server_identifier: urn:billing, permission_name: "admin:bills" }] }
    users:
      - { email: alice@example.com, roles: [Clerk], app_metadata: { plan: pro } }
      - { email: bob@example.com, blocked: true }
`;

const read = readConfig({});
assert.ok(read.ok);
export const config = read.value;

export async function tested(policies: readonly object[], file = FILE) {
  const asked = {
    policies: 'policies.yaml',
    text: JSON.stringify({ policies: policies.map((one) => ({ name: 'n', ...one })) }),
    env: {},
  };
  const report = await testPoliciesOnFile(config, { file: '-', env: {}, stdin: piped(file) }, asked);
  assert.ok(report.ok, JSON.stringify(report));
  assert.equal(
    report.value.holds,
    report.value.policies.every(({ outcome }) => outcome === 'holds'),
  );
  return report.value.policies;
}

export async function* piped(text: string) {
  yield Buffer.from(text);
}

export const short = ({ key, field, value, says, helps }: Counterexample) =>
  [key.join(' '), field, value, says, helps].filter((one) => one !== undefined);
