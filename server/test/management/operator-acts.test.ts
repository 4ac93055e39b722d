/**
 * Every act of the operator's tool over the API, by a token of each built-in role and by one that has the scope alone that opens it:
 * who may not is told which scopes are lacking, and nothing has changed. And none tells or changes anything of another tenant.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { OPERATIONS } from '../../src/management/operations.ts';
import { TENANT_ROLES, type TenantRole, tenantRoles } from '../../src/resources/end-user/tenant-roles.ts';
import { managementApi } from '../../src/resources/tenant/management-api.ts';
import { type Api, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

const ACTS = OPERATIONS.filter(({ path }) => path.startsWith('/operator/'));

/** `alone`: a token that holds nothing but what opens the act. */
type Holder = TenantRole | 'alone';

type Row = { readonly body: object; readonly may: readonly Holder[] };

const ALICE = 'alice@acme.test';
const DRY = { dryRun: true };

const LOOK: readonly Holder[] = ['owner', 'admin', 'viewer', 'alone'];
const LOOK_OR_HELP: readonly Holder[] = [...LOOK, 'support'];
const HELP: readonly Holder[] = ['owner', 'admin', 'support', 'alone'];
const ADMINISTER: readonly Holder[] = ['owner', 'admin', 'alone'];

const list = { filter: [], after: [], limit: 5 };
const write = { add: {}, remove: {}, prefix: '', ...DRY };

function looks(command: string, key: readonly string[], may: readonly Holder[]) {
  return {
    [`${command}/list`]: { body: list, may },
    [`${command}/show`]: { body: { key }, may },
  };
}

function changes(
  command: string,
  { key, document }: { readonly key: readonly string[]; readonly document: object },
  may: readonly Holder[],
) {
  return {
    [`${command}/create`]: { body: { ...write, key, document }, may },
    [`${command}/set`]: { body: { ...write, key, document }, may },
  };
}

const remove = (key: readonly string[], may: readonly Holder[]) => ({ body: { key, ...DRY }, may });

const without = (holders: readonly Holder[], one: Holder) => holders.filter((holder) => holder !== one);

/** What is done with each, and who may. */
const ROWS: Readonly<Record<string, Row>> = {
  ...looks('tenants', ['acme'], LOOK),
  ...changes('tenants', { key: ['acme'], document: {} }, []),
  'tenants/remove': remove(['acme'], []),
  // All settings are looked at, and mails and pages are among them.
  'settings/show': { body: { key: [] }, may: ['owner', 'admin', 'viewer'] },
  'settings/set': { body: { ...write, key: [], document: { session_lifetime: 9 } }, may: ADMINISTER },
  ...looks('clients', ['spa1'], without(LOOK, 'alone')),
  ...changes('clients', { key: ['spa1'], document: { name: 'X' } }, ['owner', 'admin']),
  'clients/remove': remove(['spa1'], ['owner', 'admin']),
  ...looks('apis', ['https://api.acme.test'], LOOK),
  ...changes('apis', { key: ['https://api.acme.test'], document: { name: 'X' } }, ADMINISTER),
  'apis/remove': remove(['https://api.acme.test'], ADMINISTER),
  ...looks('client-grants', ['spa1', 'https://api.acme.test'], LOOK),
  ...changes(
    'client-grants',
    { key: ['spa1', 'https://api.acme.test'], document: { scope: [] } },
    ADMINISTER,
  ),
  'client-grants/remove': remove(['spa1', 'https://api.acme.test'], ADMINISTER),
  ...looks('users', [ALICE], LOOK_OR_HELP),
  'users/create': {
    body: { ...write, key: ['new@acme.test'], document: { name: 'X' } },
    may: ADMINISTER,
  },
  'users/set': { body: { ...write, key: [ALICE], document: { name: 'X' } }, may: HELP },
  'users/remove': remove([ALICE], ADMINISTER),
  ...looks('roles', ['tacit:viewer'], LOOK_OR_HELP),
  ...changes('roles', { key: ['rol_x'], document: { name: 'X' } }, ['owner']),
  'roles/remove': remove(['rol_x'], ['owner']),
  ...looks('role-members', [ALICE, 'tacit:viewer'], LOOK_OR_HELP),
  'role-members/create': {
    body: { ...write, key: [ALICE, 'tacit:viewer'], document: {} },
    may: ['owner'],
  },
  'role-members/remove': remove([ALICE, 'tacit:viewer'], ['owner']),
  ...looks('user-permissions', [ALICE, 'https://api.acme.test', 'read:a'], LOOK_OR_HELP),
  'user-permissions/create': {
    body: { ...write, key: [ALICE, 'https://api.acme.test', 'read:a'], document: {} },
    may: ['owner'],
  },
  'user-permissions/remove': remove([ALICE, 'https://api.acme.test', 'read:a'], ['owner']),
  ...looks('log-streams', ['lst_x'], LOOK),
  ...changes('log-streams', { key: ['lst_x'], document: { name: 'X' } }, ADMINISTER),
  'log-streams/remove': remove(['lst_x'], ADMINISTER),
  ...looks('grants', [ALICE, 'spa1', 'https://api.acme.test'], LOOK_OR_HELP),
  'grants/remove': remove([ALICE, 'spa1', 'https://api.acme.test'], HELP),
  ...looks('keys', ['kid'], LOOK),
  // How far features are is for those who operate the server.
  ...looks('rollouts', ['api_authorization', 'us'], []),
  ...changes('rollouts', { key: ['api_authorization', 'us'], document: { stage: 'off' } }, []),
  'rollouts/remove': remove(['api_authorization', 'us'], []),
  rollouts: { body: {}, may: [] },
  'rollouts/change': { body: { feature: 'api_authorization', region: 'us', stage: 'off' }, may: [] },
  'users/unlock': { body: { user: ALICE, ...DRY }, may: HELP },
  'users/reset-factors': { body: { user: ALICE, ...DRY }, may: HELP },
  'users/reset-password': { body: { user: ALICE, hours: 'x', verifies: false }, may: HELP },
  'users/sessions': { body: { user: ALICE }, may: LOOK_OR_HELP },
  'users/end-sessions': { body: { user: ALICE, sid: 'none' }, may: without(HELP, 'alone') },
  'users/export': { body: { user: ALICE }, may: without(LOOK, 'alone') },
  'sign-out': { body: { tenant: 'acme', user: ALICE, ...DRY }, may: without(HELP, 'alone') },
  'administrators/create': { body: { email: ALICE, all: false, role: 'king' }, may: ['owner'] },
  audit: { body: { limit: 1 }, may: LOOK_OR_HELP },
  advise: { body: {}, may: LOOK_OR_HELP },
  inspect: { body: { address: 'response_type=token' }, may: LOOK_OR_HELP },
  'why/user': { body: { tenant: 'acme', user: ALICE, limit: 1 }, may: without(LOOK_OR_HELP, 'alone') },
  'why/request': { body: { reference: 'nothing' }, may: without(LOOK_OR_HELP, 'alone') },
  apply: { body: { text: 'tenants: []', ...DRY }, may: ['owner'] },
  export: { body: { defaults: 'leave_out' }, may: without(LOOK, 'alone') },
  // Whatever there is, it tells.
  test: {
    body: {
      text: 'policies: [{ name: a, about: clients, must: { name: x } }, { name: b, about: tenants, must: { name: xyz } }]',
    },
    may: without(LOOK, 'alone'),
  },
  'mail/test': { body: { to: 'nobody' }, may: ['owner', 'alone'] },
  'keys/rotate': { body: { alg: 'nothing' }, may: ['owner', 'alone'] },
  'keys/revoke': { body: { kid: 'nothing' }, may: ['owner', 'alone'] },
  'registration-tokens/create': { body: { tenant: 'acme', hours: 'x' }, may: ADMINISTER },
  'registration-tokens/list': { body: { tenant: 'acme' }, may: LOOK },
  'registration-tokens/delete': { body: { tenant: 'acme', id: 'nothing', ...DRY }, may: ADMINISTER },
};

const nameOf = (path: string) => path.slice('/operator/'.length);

test('every act is in the table', () => {
  assert.deepEqual(ACTS.map(({ path }) => nameOf(path)).sort(), Object.keys(ROWS).sort());
});

/** All that a tenant has, and the log without what was refused and looked at. */
async function stateOf(tenant: string): Promise<readonly unknown[]> {
  const exported = await api.call('POST', '/operator/export', { defaults: 'write' }, { tenant });
  assert.equal(exported.status, 200, JSON.stringify(exported.body));
  const types = ['configuration_changed', 'user_changed', 'password_ticket_made', 'signing_key_rotated'];
  const rows = await api.stack.storage.tenant(`t-${tenant}`).audit.list(500);
  return [exported.body, rows.filter(({ type }) => types.includes(type))];
}

test('MG-03 MG-11 each act is done for whoever may, and refused with what is lacking for all others', async () => {
  const before = await stateOf('acme');
  const roles = tenantRoles(managementApi(api.stack.issuer('acme'), 'tenant'));
  const tokens = new Map<Holder, string>();
  for (const [index, role] of TENANT_ROLES.entries()) {
    const scopes = roles[index]?.permissions.map(({ permission_name }) => permission_name) ?? [];
    tokens.set(role, await api.token(scopes as Parameters<Api['token']>[0]));
  }
  const alone = new Map<string, string>();
  for (const { path, scopes } of ACTS) {
    const [opens = 'read:users'] = scopes;
    const name = nameOf(path);
    const { body, may } = ROWS[name] ?? { body: {}, may: [] };
    // What opens it is for nobody of a tenant.
    const isOfOperators = opens.endsWith(':tenants');
    if (!isOfOperators && !alone.has(opens)) alone.set(opens, await api.token([opens]));
    for (const holder of [...TENANT_ROLES, 'alone'] as const) {
      if (holder === 'alone' && isOfOperators) continue;
      const token = holder === 'alone' ? alone.get(opens) : tokens.get(holder);
      const answer = await api.callAs(token, 'POST', path, body);
      const said = `${name} by ${holder}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`;
      assert.equal(answer.status, may.includes(holder) ? 200 : 403, said);
      if (answer.status === 403) assert.match(answer.body.message, /(create|read|update|delete):\w+/, said);
    }
  }
  assert.deepEqual(await stateOf('acme'), before);
});

test('each setting wants the scope of its own: of mails, of pages, of factors', async () => {
  for (const [said, scope] of [
    [{ document: { mail_from: 'x@acme.test' } }, 'update:email_provider'],
    [{ document: { 'branding.logo_url': 'https://a.test/x.png' } }, 'update:branding'],
    [{ document: { second_factors: ['otp'] } }, 'update:guardian_factors'],
    [{ document: { second_factor: 'always' } }, 'update:mfa_policies'],
    [{ add: { mail_templates: [{}] } }, 'update:email_templates'],
    [{ remove: { connections: [{}] } }, 'update:connections'],
    [{ document: { breached_passwords_url: 'https://a.test' } }, 'update:attack_protection'],
    [{ document: { identifier_first: true } }, 'update:prompts'],
  ] as const) {
    const body = { ...write, key: [], document: {}, ...said };
    const path = '/operator/settings/set';
    const lacking = await api.callAs(await api.token(['update:tenant_settings']), 'POST', path, body);
    assert.equal(lacking.status, 403, scope);
    assert.ok(lacking.body.message.endsWith(`: ${scope}`), lacking.body.message);
    const both = await api.token(['update:tenant_settings', scope as 'update:branding']);
    assert.equal((await api.callAs(both, 'POST', path, body)).status, 200, scope);
  }
});

/** What only globex has. */
const OF_ANOTHER = /carol|spaG|t-globex/;

test('MG-03 an act that names another tenant finds none, tells nothing of it and changes nothing', async () => {
  const before = await stateOf('globex');
  const token = await api.token();
  for (const { path } of ACTS) {
    const { body } = ROWS[nameOf(path)] ?? { body: {} };
    for (const tenant of ['globex', 'globex.us']) {
      const answer = await api.callAs(token, 'POST', path, { ...body, tenant });
      const said = JSON.stringify(answer.body);
      assert.ok([200, 400, 403].includes(answer.status), `${path}: ${answer.status} ${said}`);
      assert.doesNotMatch(said, OF_ANOTHER, path);
    }
    const own = await api.callAs(token, 'POST', path, body);
    assert.doesNotMatch(JSON.stringify(own.body), OF_ANOTHER, path);
    const there = await api.callAs(token, 'POST', path, body, { tenant: 'globex' });
    assert.equal(there.status, 401, path);
  }
  assert.deepEqual(await stateOf('globex'), before);
});
