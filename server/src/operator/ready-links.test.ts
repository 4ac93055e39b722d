/**
 * Each link has to work as it stands: a server that has the file answers it with its login page.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { pino } from 'pino';
import { startOperator } from '../../test/operator/operator.ts';
import { freePort } from '../../test/ports.ts';
import { serve } from '../main.ts';
import { applyFile } from './apply.ts';

const CLIENTS: readonly (readonly [client_id: string, fields: string, response_type: string])[] = [
  ['code', 'grant_types: [authorization_code, refresh_token]', 'code'],
  ['usual', '', 'code'],
  ['confidential', 'app_type: regular_web, client_secret: 0123456789abcdef0123456789abcdef', 'code'],
  ['article', 'grant_types: [implicit], oidc_conformant: false', 'id_token token'],
  ['implicit', 'grant_types: [implicit]', 'id_token token'],
  ['id_token', 'grant_types: [implicit], response_types: [id_token]', 'id_token'],
  ['hybrid', 'grant_types: [authorization_code, implicit], response_types: [code id_token]', 'code id_token'],
  ['hybrid-token', 'grant_types: [authorization_code, implicit], response_types: [code token]', 'code token'],
  ['third', 'is_first_party: false', 'code'],
  ['native', 'app_type: native, callbacks: ["com.example.app:/cb"]', 'code'],
];

/** Nothing to sign in with, a token that a tenant may forbid, nowhere to go afterwards. */
const UNLINKED = [
  '{ name: Token, client_id: token, grant_types: [implicit], response_types: [token], callbacks: ["https://a.example/cb"] }',
  '{ name: Machine, client_id: machine, grant_types: [client_credentials], client_secret: 0123456789abcdef0123456789abcdef, callbacks: ["https://a.example/cb"] }',
  '{ name: Nowhere, client_id: nowhere }',
];

const API =
  'resourceServers: [{ name: Api, identifier: "urn:api", scopes: [{ value: read }, { value: write }] }]';

function fileOf(policy: string, api: string): string {
  const clients = CLIENTS.map(
    ([client_id, fields]) =>
      `{ name: ${client_id}, client_id: ${client_id}, ${fields.includes('callbacks') ? '' : 'callbacks: ["http://localhost:5173/cb?a=1+1"], '}${fields} }`,
  );
  const lines = [
    `settings: { policy: ${policy} }`,
    'clients:',
    ...[...clients, ...UNLINKED].map((one) => `  - ${one}`),
    api,
  ];
  return [
    'tenants:',
    '  - name: dev',
    '    region: us',
    '    domain: localhost',
    ...lines.map((line) => `    ${line}`),
  ].join('\n');
}

for (const [policy, api] of [
  ['compatible', API],
  ['compatible', ''],
  ['oidc', API],
] as const) {
  test(`every ready link shows the login page, policy ${policy}, ${api === '' ? 'without' : 'with'} an API`, async (t) => {
    const port = await freePort();
    const { config, database } = await startOperator(t, { TACIT_PORT: String(port) });
    const file = `${database}.yaml`;
    await writeFile(file, fileOf(policy, api));
    const planned = await applyFile({ file, config, env: {}, dryRun: true });
    const applied = await applyFile({ file, config, env: {}, dryRun: false });
    const server = await serve({ config, log: pino({ level: 'silent' }) });
    t.after(() => server.close());
    for (const steps of [planned, applied]) {
      assert.ok(steps.ok);
      const leading = steps.value.filter(({ address }) => address !== undefined);
      assert.equal(leading.find(({ kind }) => kind === 'tenant')?.address, `http://localhost:${port}/`);
      const linked = leading.filter(({ kind }) => kind !== 'tenant');
      assert.deepEqual(
        linked.map(({ kind, name }) => `${kind} ${name}`).toSorted(),
        CLIENTS.map(([client_id]) => `client ${client_id}`).toSorted(),
      );
      for (const { name, address = '' } of linked) {
        const { searchParams } = new URL(address);
        assert.equal(
          searchParams.get('response_type'),
          CLIENTS.find(([client_id]) => client_id === name)?.[2],
        );
        assert.equal(searchParams.get('audience'), api === '' ? null : 'urn:api');
        assert.equal(searchParams.get('scope'), `openid profile email${api === '' ? '' : ' read write'}`);
        assert.equal(await destination(address), '200 /login', `${name}: ${address}`);
      }
    }
  });
}

/** As a browser opens it: the cookie of the first answer goes to the next page. */
async function destination(address: string): Promise<string> {
  const first = await fetch(address, { redirect: 'manual' });
  const location = first.headers.get('location');
  if (location === null) return `${first.status} ${await first.text()}`;
  const url = new URL(location, address);
  const cookie = first.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ');
  return `${(await fetch(url, { headers: { cookie } })).status} ${url.pathname}`;
}
