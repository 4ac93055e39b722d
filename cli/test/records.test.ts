/**
 * Every kind through its commands, from making one to deleting it: a loop over the table, so that a new kind comes with its test.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandVerbs, isOfTenant, KINDS, type KindName, keyArguments } from '@tacit/server/resources';
import { operatorHere, saysTheSame } from './operator.ts';

type Sample = {
  /** What has to be there first. */
  readonly before?: readonly (readonly string[])[];
  readonly key: readonly string[];
  readonly create: readonly string[];
  /** What changes which field to what, where there is something to change. */
  readonly set?: readonly string[];
  readonly field: string;
  readonly is: unknown;
};

const CLIENT = ['clients', 'create', 'shop', '--name', 'Shop'];
const PERSON = ['users', 'create', 'alice', '--email', 'alice@example.com'];
const ROLE = ['roles', 'create', 'rol_editor', '--name', 'Editor'];
const API = ['apis', 'create', 'urn:orders', '--name', 'Orders', '--scopes', 'read:orders', 'write:orders'];

const SAMPLES: Readonly<Partial<Record<KindName, Sample>>> = {
  tenant: {
    key: ['other.eu'],
    create: ['--domain', 'other.example'],
    set: ['--domain', 'login.other.example'],
    field: 'domain',
    is: 'login.other.example',
  },
  client: {
    key: ['shop'],
    create: ['--name', 'Shop', '--callbacks', 'https://a.example/cb', 'https://b.example/cb'],
    set: ['--jwt_configuration.alg', 'ES256'],
    field: 'jwt_configuration',
    is: { alg: 'ES256', lifetime_in_seconds: 36_000 },
  },
  resource_server: {
    key: ['urn:orders'],
    create: ['--name', 'Orders', '--scopes', 'read:orders'],
    set: ['--token_lifetime', '600', '--token_lifetime_for_web', '60'],
    field: 'token_lifetime',
    is: 600,
  },
  client_grant: {
    before: [CLIENT, API],
    key: ['shop', 'urn:orders'],
    create: ['--scope', 'read:orders'],
    set: ['--add-scope', 'write:orders'],
    field: 'scope',
    is: ['read:orders', 'write:orders'],
  },
  user: {
    key: ['alice'],
    create: ['--email', 'Alice@example.com', '--name', 'Alice'],
    set: ['--blocked', 'true'],
    field: 'blocked',
    is: true,
  },
  role: {
    key: ['rol_editor'],
    create: ['--name', 'Editor'],
    set: ['--description', 'Edits.'],
    field: 'description',
    is: 'Edits.',
  },
  role_member: {
    before: [PERSON, ROLE],
    key: ['alice', 'rol_editor'],
    create: [],
    field: 'role_id',
    is: 'rol_editor',
  },
  user_permission: {
    before: [PERSON, API],
    key: ['alice', 'urn:orders', 'read:orders'],
    create: [],
    field: 'permission_name',
    is: 'read:orders',
  },
  log_stream: {
    key: ['lst_elk'],
    create: ['--name', 'Elk', '--type', 'http', '--sink.httpEndpoint', 'https://logs.example/in'],
    set: ['--status', 'paused'],
    field: 'status',
    is: 'paused',
  },
  rollout: {
    key: ['api_authorization', 'eu'],
    create: ['--stage', 'off'],
    set: ['--stage', 'percent', '--percent', '25'],
    field: 'percent',
    is: 25,
  },
};

for (const kind of Object.values(KINDS).filter(({ verbs }) => verbs.includes('create'))) {
  test(`${kind.command}: create, show, set, list with a filter, delete`, async (t) => {
    const sample = SAMPLES[kind.name];
    assert.ok(sample, `say in SAMPLES how one of ${kind.command} is made`);
    const { tacit } = await operatorHere(t);
    const run = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await tacit(args);
      assert.deepEqual([code, stderr], [0, ''], args.join(' '));
      return stdout;
    };
    await run('tenants', 'create', 'acme.us');
    for (const command of sample.before ?? []) await run(...command);
    const one = [kind.command, 'show', ...sample.key];

    const planned = await run(kind.command, 'create', ...sample.key, ...sample.create, '--dry-run');
    assert.match(planned, /^Would create .*; nothing was written\.\n/);
    assert.equal((await tacit(one)).code, 1);
    assert.match(await run(kind.command, 'create', ...sample.key, ...sample.create), /^Created /);
    const made = JSON.parse(await run(...one, '--json'));

    const { set } = sample;
    if (set) {
      const plan = await run(kind.command, 'set', ...sample.key, ...set, '--dry-run');
      assert.match(plan, / -> /);
      assert.deepEqual(JSON.parse(await run(...one, '--json')), made);
      assert.match(await run(kind.command, 'set', ...sample.key, ...set), /^Changed .* -> /s);
      assert.match(
        await run(
          kind.command,
          'set',
          ...sample.key,
          ...set.filter((word) => word !== '--add-scope' && word !== 'write:orders'),
        ),
        /^Nothing to do: /,
      );
    }
    const changed = JSON.parse(await run(...one, '--json'));
    assert.deepEqual(changed[sample.field], sample.is);
    if (set) assert.ok(changed.version > made.version);

    const text = typeof sample.is === 'object' ? undefined : `${sample.field}=${sample.is}`;
    const filter = text ?? `${keyArguments(kind)[0]}=${sample.key[0]}`;
    const listed = JSON.parse(await run(kind.command, 'list', '--filter', filter, '--json'));
    assert.deepEqual(listed, [changed]);
    assert.equal(isOfTenant(kind), changed.tenant === 'acme.us');
    assert.deepEqual(JSON.parse(await run(kind.command, '--json', '--filter', filter)), listed);

    assert.match(await run(kind.command, 'delete', ...sample.key, '--dry-run'), /^Would delete /);
    assert.match(await run(kind.command, 'delete', ...sample.key, '--yes'), /^Deleted /);
    if (!commandVerbs(kind).includes('purge')) assert.equal((await tacit(one)).code, 1);
  });
}

test('the first tenant of a laptop is at localhost; of another one it is said how programs find it', async (t) => {
  const place = await operatorHere(t);
  const { tacit } = place;
  await saysTheSame(place, ['tenants', 'create', 'acme.us', '--dry-run']);
  const first = await tacit(['tenants', 'create', 'acme.us']);
  assert.match(first.stdout, /^Created tenant acme\.us\.\n.*^ {2}domain: localhost$/ms);
  assert.equal(first.stderr, '');
  const second = await tacit(['tenants', 'create', 'clinic.eu']);
  const remark =
    'Browsers find http://clinic.eu.localhost:4000/ by themselves; for other programs /etc/hosts needs the line: 127.0.0.1 clinic.eu.localhost\n';
  assert.deepEqual([second.code, second.stderr], [0, remark]);
  assert.doesNotMatch(second.stdout, /domain/);
  assert.equal((await tacit(['tenants', 'show', 'clinic'])).stderr, remark);
  assert.equal((await tacit(['tenants', 'list'])).stderr, remark);
  assert.equal((await tacit(['tenants', 'list', '--json'])).stderr, '');
});

test('a tenant is suspended, served again and moved; the one by which the others are administered stays', async (t) => {
  const { tacit } = await operatorHere(t);
  await tacit(['tenants', 'create', 'acme.us']);
  await tacit(['users', 'create', '--email', 'alice@example.com']);
  const suspended = await tacit(['tenants', 'set', 'acme', '--suspended', 'true']);
  assert.equal(suspended.stdout, 'Changed tenant acme.us.\n  suspended: false -> true\n');
  assert.match((await tacit(['tenants', 'show', 'acme'])).stdout, /^suspended +true/m);
  assert.equal((await tacit(['users', 'show', 'alice@example.com'])).code, 0);
  assert.equal((await tacit(['tenants', 'set', 'acme', '--unset', 'suspended'])).code, 0);
  for (const [to, says] of [
    [['--name', 'x'], /--name: must be lower-case letters/],
    [['--region', 'EU'], /--region: must be/],
  ] as const) {
    const { code, stderr } = await tacit(['tenants', 'move', 'acme', ...to, '--yes']);
    assert.equal(code, 1);
    assert.match(stderr, says);
  }
  const own = { TACIT_OPERATOR_TENANT: 'acme.us' };
  for (const args of [
    ['move', 'acme', '--region', 'eu', '--yes'],
    ['set', 'acme', '--suspended', 'true'],
    ['delete', 'acme', '--yes'],
  ])
    assert.match((await tacit(['tenants', ...args], own)).stderr, /TACIT_OPERATOR_TENANT/);
  const moved = await tacit(['tenants', 'move', 'acme', '--name', 'health', '--region', 'eu', '--yes']);
  assert.equal(moved.stdout, 'Changed tenant acme.us.\n  name: acme -> health\n  region: us -> eu\n');
  assert.equal((await tacit(['users', 'show', 'alice@example.com', '--tenant', 'health.eu'])).code, 0);
  assert.equal((await tacit(['tenants', 'create', 'acme.us'])).code, 0);
  const taken = await tacit(['tenants', 'move', 'health', '--name', 'acme', '--region', 'us', '--yes']);
  assert.match(taken.stderr, /acme\.us is there already/);
});

test('a tenant that was deleted is restored, and is gone once it is purged', async (t) => {
  const { tacit } = await operatorHere(t);
  await tacit(['tenants', 'create', 'acme.us']);
  await tacit(['users', 'create', '--email', 'alice@example.com']);
  const early = await tacit(['tenants', 'purge', 'acme', '--yes']);
  assert.deepEqual([early.code, early.stderr], [1, 'tenant acme: is not deleted\nNothing was changed.\n']);
  const deleted = await tacit(['tenants', 'delete', 'acme', '--yes']);
  assert.match(deleted.stdout, /with it: 1 user\n.*`tacit tenants restore acme\.us` brings it back/s);
  assert.match((await tacit(['users', 'list', '--tenant', 'acme'])).stdout, /alice@example\.com/);
  assert.equal((await tacit(['users', 'create', '--tenant', 'acme', '--email', 'b@example.com'])).code, 1);
  assert.equal((await tacit(['tenants', 'restore', 'acme'])).code, 0);
  assert.equal((await tacit(['users', 'show', 'alice@example.com'])).code, 0);
  await tacit(['tenants', 'delete', 'acme', '--yes']);
  assert.match((await tacit(['tenants', 'purge', 'acme', '--yes'])).stdout, /^Destroyed tenant acme\.us\.\n/);
  assert.match((await tacit(['tenants'])).stderr, /^There are no tenants in /);
});

test('settings are shown and set; only what is not as usual is shown, and unsafe is marked', async (t) => {
  const { tacit } = await operatorHere(t);
  await tacit(['tenants', 'create', 'acme.us']);
  const set = await tacit([
    'settings',
    'set',
    '--unsafe_sign_up_at_once',
    'true',
    '--branding',
    '{"primary_color":"#336699"}',
  ]);
  assert.equal(set.code, 0, set.stderr);
  await tacit([
    'settings',
    'set',
    '--branding',
    '{"logo_url":"https://acme.example/l.svg"}',
    '--session_lifetime',
    '24',
  ]);
  await tacit(['settings', 'set', '--unset', 'session_lifetime']);
  const shown = (await tacit(['settings'])).stdout;
  assert.match(shown, /^unsafe_sign_up_at_once +true +UNSAFE$/m);
  assert.doesNotMatch(shown, /session_lifetime/);
  assert.match((await tacit(['settings', 'show', '--all'])).stdout, /^session_lifetime +168 +default$/m);
  const { branding } = JSON.parse((await tacit(['settings', '--json'])).stdout);
  assert.deepEqual(branding, { primary_color: '#336699', logo_url: 'https://acme.example/l.svg' });
});

test('a list says how its next page is got, also from one tenant to the next', async (t) => {
  const { tacit } = await operatorHere(t);
  for (const tenant of ['acme.eu', 'acme.us']) {
    await tacit(['tenants', 'create', tenant]);
    for (const name of ['one', 'two']) {
      const made = await tacit(['clients', 'create', name, '--name', name, '--tenant', tenant]);
      assert.equal(made.code, 0, made.stderr);
    }
  }
  const seen: string[] = [];
  let next = ['clients', 'list', '--limit', '1', '--json'];
  while (next.length > 0) {
    const page = await tacit(next);
    seen.push(
      ...JSON.parse(page.stdout).map(
        (one: { tenant: string; client_id: string }) => `${one.tenant} ${one.client_id}`,
      ),
    );
    next = page.stderr === '' ? [] : page.stderr.trim().replace('There are more: tacit ', '').split(' ');
  }
  assert.deepEqual(seen, ['acme.eu one', 'acme.eu two', 'acme.us one', 'acme.us two']);
});

test('entries are put into lists and taken out, and a list is emptied', async (t) => {
  const { tacit } = await operatorHere(t);
  await tacit(['tenants', 'create', 'acme.us']);
  await tacit(API);
  const set = (...flags: readonly string[]) => tacit(['apis', 'set', 'urn:orders', ...flags]);
  await set(
    '--add-scopes',
    '{"value":"admin","description":"All of it"}',
    'read:orders',
    '--remove-scopes',
    'write:orders',
  );
  const scopes = async () =>
    JSON.parse((await tacit(['apis', 'show', 'urn:orders', '--json'])).stdout).scopes;
  assert.deepEqual(await scopes(), [{ value: 'read:orders' }, { value: 'admin', description: 'All of it' }]);
  const gone = await set('--remove-scopes', 'write:orders');
  assert.deepEqual([gone.code, gone.stderr], [1, '--remove-scopes[0]: is not there\nNothing was changed.\n']);
  await set('--scopes', '[]');
  assert.deepEqual(await scopes(), []);
});

test('names that would steer a terminal are neutralised', async (t) => {
  const { tacit } = await operatorHere(t);
  await tacit(['tenants', 'create', 'acme.us']);
  const made = await tacit(['clients', 'create', 'shop', '--name', 'a\u202Eb']);
  const outputs = [made, await tacit(['clients']), await tacit(['clients', 'show', 'shop'])];
  for (const { stdout } of outputs) {
    assert.match(stdout, /a\uFFFDb/);
    assert.doesNotMatch(stdout, /\u202E/);
  }
});
