/**
 * What the commands of records refuse, and with which words.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { operatorHere, read, saysTheSame, TACIT } from './operator.ts';

async function oneClient(t: TestContext) {
  const opened = await operatorHere(t);
  const { tacit } = opened;
  await tacit(['tenants', 'create', 'acme.us']);
  const made = await tacit([
    'clients',
    'create',
    'shop',
    '--name',
    'Shop',
    '--callbacks',
    'https://a.example/cb',
  ]);
  assert.equal(made.code, 0, made.stderr);
  return { ...opened, shown: async () => (await tacit(['clients', 'show', 'shop', '--json'])).stdout };
}

test('wrong usage names the nearest command, verb and flag and exits 2', async (t) => {
  const place = await operatorHere(t);
  const { tacit } = place;
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['client'], /unknown command 'client'\n\(Did you mean clients\?\)/],
    [['clients', 'sett', 'shop'], /unknown command 'sett'\n\(Did you mean set\?\)/],
    [['clients', 'show'], /missing required argument 'client_id'/],
    [
      ['clients', 'set', 'shop', '--callback', 'x'],
      /unknown option '--callback'\n\(Did you mean --callbacks\?\)/,
    ],
    [['clients', 'show', 'shop', 'other'], /too many arguments/],
    [['grants', 'create'], /unknown command 'create'/],
    [['completion', 'tcsh'], /Allowed choices are bash, zsh, fish/],
  ];
  for (const [args, words] of cases) {
    const { code, stdout, stderr } = await tacit(args);
    assert.deepEqual([code, stdout], [2, ''], args.join(' '));
    assert.match(stderr, words);
  }
  await saysTheSame(place, ['clients', 'sett', 'shop']);
});

test('everything that is wrong is said at once, each with its flag, and nothing is changed', async (t) => {
  const { tacit, shown } = await oneClient(t);
  const before = await shown();
  const { code, stdout, stderr } = await tacit([
    'clients',
    'set',
    'shop',
    ...['--callbacks', 'https://a.example/cb', 'https://b.example/cb#here'],
    ...['--app_type', 'spaa'],
    ...['--is_first_party', 'yes'],
    ...['--jwt_configuration.lifetime_in_seconds', 'many'],
    ...['--client_id', 'other'],
    ...['--unset', 'calbacks'],
    ...['--if-version', 'x'],
  ]);
  assert.deepEqual([code, stdout], [1, '']);
  assert.deepEqual(stderr.trim().split('\n').sort(), [
    '--app_type: must be one of spa, regular_web, native, non_interactive: did you mean spa?',
    '--callbacks[1]: has a fragment (RFC 6749 §3.1.2)',
    '--client_id: cannot be changed once it is made',
    '--if-version: must be a whole number',
    '--is_first_party: must be true or false',
    '--jwt_configuration.lifetime_in_seconds: must be a whole number from 1 to 2592000',
    '--unset[0]: unknown field calbacks: did you mean callbacks?',
    'Nothing was changed.',
  ]);
  assert.equal(await shown(), before);
});

test('members of a mapping are judged, and a field that is unset cannot be set', async (t) => {
  const { tacit } = await oneClient(t);
  const { stderr } = await tacit([
    'settings',
    'set',
    '--branding',
    '{"primary_colour":"#fff"}',
    '--sign_up',
    'true',
    '--unset',
    'sign_up',
    '--connections',
    'google',
  ]);
  assert.match(
    stderr,
    /^--branding\.primary_colour: unknown field primary_colour: did you mean primary_color\?$/m,
  );
  assert.match(stderr, /^--sign_up: is set and unset at once$/m);
  assert.match(stderr, /^--connections\[0\]: must be a mapping$/m);
});

test('a version that is not the newest is refused, and so is what is not there, or there already', async (t) => {
  const { tacit } = await oneClient(t);
  const old = JSON.parse((await tacit(['clients', 'show', 'shop', '--json'])).stdout).version;
  await tacit(['clients', 'set', 'shop', '--name', 'Shop 2']);
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [
      ['set', 'shop', '--name', 'Mine', '--if-version', String(old)],
      /^client shop: was changed by somebody else/,
    ],
    [['delete', 'shop', '--yes', '--if-version', String(old)], /^client shop: was changed by somebody else/],
    [['set', 'shopp', '--name', 'Mine'], /^client shopp: is not there\n/],
    [['show', 'shopp'], /^client shopp: is not there\n/],
    [['delete', 'shopp', '--yes'], /^client shopp: is not there\n/],
    [['create', 'shop', '--name', 'Mine'], /^client shop: is there already\n/],
  ];
  for (const [args, words] of cases) {
    const { code, stdout, stderr } = await tacit(['clients', ...args]);
    assert.deepEqual([code, stdout], [1, ''], args.join(' '));
    assert.match(stderr, words);
  }
  assert.match((await tacit(['clients', 'show', 'shop'])).stdout, /^name +Shop 2$/m);
});

test('nothing is deleted without a terminal and without --yes; what would be lost is said', async (t) => {
  const { tacit } = await oneClient(t);
  await tacit(['apis', 'create', 'urn:a', '--name', 'A', '--scopes', 'read']);
  await tacit(['client-grants', 'create', 'shop', 'urn:a', '--scope', 'read']);
  const { code, stdout, stderr } = await tacit(['clients', 'delete', 'shop'], {}, 'shop\n');
  assert.deepEqual([code, stdout], [1, '']);
  assert.equal(
    stderr,
    'Would delete client shop of acme.us.\n  with it: 1 client grant\nThere is no terminal to ask on: say --yes, or --dry-run to look only.\nNothing was changed.\n',
  );
  assert.equal((await tacit(['clients', 'show', 'shop'])).code, 0);
});

test('on a terminal the name is typed to delete it, and another word deletes nothing', async (t) => {
  const { directory, tacit } = await oneClient(t);
  // A terminal of its own, as util-linux makes one.
  const typing = async (answer: string) => {
    const command = [process.execPath, TACIT, 'clients', 'delete', 'shop'].join(' ');
    const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: directory });
    const said = read(child.stdout);
    child.stdout.on('data', (part) => {
      if (String(part).includes('Type shop')) child.stdin.write(`${answer}\n`);
    });
    const [code] = await once(child, 'close');
    return { code, said: await said };
  };
  const refused = await typing('yes');
  assert.equal(refused.code, 1);
  assert.match(
    refused.said,
    /Would delete client shop of acme\.us\.\r\nType shop to delete it: .*Nothing was changed\./s,
  );
  assert.equal((await tacit(['clients', 'show', 'shop'])).code, 0);
  assert.equal((await typing('shop')).code, 0);
  assert.equal((await tacit(['clients', 'show', 'shop'])).code, 1);
});

test('where there are several tenants one has to be named', async (t) => {
  const { tacit } = await oneClient(t);
  await tacit(['tenants', 'create', 'acme.eu']);
  const args = ['clients', 'set', 'shop', '--name', 'X'];
  assert.equal(
    (await tacit(args)).stderr,
    'There are several tenants: say --tenant acme.eu or acme.us.\nNothing was changed.\n',
  );
  assert.match(
    (await tacit([...args, '--tenant', 'acme'])).stderr,
    /^There are several tenants acme: say acme\./,
  );
  assert.equal(
    (await tacit([...args, '--tenant', 'acmee.us'])).stderr,
    'There is no tenant acmee.us: did you mean acme.us?\nNothing was changed.\n',
  );
  assert.equal((await tacit([...args, '--tenant', 'acme.us'])).code, 0);
});

test('a filter on a field that does not exist, or that nobody is shown, is refused', async (t) => {
  const { tacit } = await oneClient(t);
  const filter = async (text: string) => (await tacit(['clients', 'list', '--filter', text])).stderr;
  assert.equal(await filter('nme=Shop'), '--filter[0]: unknown field nme: did you mean name?\n');
  assert.equal(await filter('name'), '--filter[0]: must be FIELD=VALUE\n');
  assert.match(await filter('client_secret_hash=x'), /unknown field client_secret_hash/);
  assert.equal(
    (await tacit(['clients', 'list', '--limit', '0'])).stderr,
    '--limit: must be a whole number from 1 to 1000\n',
  );
});

test('what is refused makes no database in a directory that was not meant', async (t) => {
  const { tacit, directory } = await operatorHere(t);
  assert.match(
    (await tacit(['clients', 'create', 'shop', '--name', 'Shop'])).stderr,
    /^There is no tenant yet\.\n/,
  );
  assert.equal((await tacit(['tenants', 'create', 'a.us'])).code, 1);
  assert.equal((await tacit(['tenants', 'create', 'acme.us', '--dry-run'])).code, 0);
  assert.equal(existsSync(join(directory, 'data')), false);
});

test('a secret is not taken from the command line', async (t) => {
  const { tacit } = await oneClient(t);
  const { code, stderr } = await tacit([
    'users',
    'create',
    '--email',
    'a@example.com',
    '--password',
    'hunter2hunter2',
  ]);
  assert.equal(code, 1);
  assert.match(
    stderr,
    /^--password: is not given on the command line: say - and write it to standard input, or env:NAME$/m,
  );
  assert.doesNotMatch(stderr, /hunter2/);
  const missing = await tacit(['users', 'create', '--email', 'a@example.com', '--password', 'env:NOWHERE']);
  assert.match(missing.stderr, /^--password: names the variable NOWHERE, which is not set$/m);
});

test('a secret comes from standard input or the environment and is shown nowhere', async (t) => {
  const { tacit } = await oneClient(t);
  const piped = await tacit(
    ['users', 'create', '--email', 'a@example.com', '--password', '-'],
    {},
    'hunter2hunter2\n',
  );
  assert.equal(piped.code, 0, piped.stderr);
  const named = await tacit(['users', 'set', 'a@example.com', '--password', 'env:NEW', '--json'], {
    NEW: 'other other',
  });
  assert.deepEqual(JSON.parse(named.stdout).changes, [{ field: 'password', isSecret: true }]);
  const outputs = [
    piped,
    named,
    await tacit(['users', '--json']),
    await tacit(['users', 'show', 'a@example.com', '--all']),
  ];
  for (const { stdout, stderr } of outputs)
    assert.doesNotMatch(stdout + stderr, /hunter2|other other|argon2/);
});

test('a secret that the server makes stands alone on stdout, in the record with --json, and never again', async (t) => {
  const { tacit } = await oneClient(t);
  const flags = ['--name', 'Web', '--token_endpoint_auth_method', 'client_secret_post'];
  const planned = await tacit(['clients', 'create', 'plan', ...flags, '--dry-run', '--json']);
  assert.equal(JSON.parse(planned.stdout).record.client_secret, undefined);
  const made = await tacit(['clients', 'create', 'web', ...flags]);
  assert.match(made.stdout, /^[\w-]{43}\n$/);
  assert.match(made.stderr, /client_secret, told this once:\n$/);
  const told = JSON.parse(
    (await tacit(['clients', 'create', 'api', '--name', 'Api', ...flags.slice(2), '--json'])).stdout,
  );
  assert.match(told.record.client_secret, /^[\w-]{43}$/);
  for (const args of [
    ['clients', '--json'],
    ['clients', 'show', 'web', '--json'],
    ['clients', 'show', 'web', '--all'],
  ]) {
    const { stdout } = await tacit(args);
    assert.doesNotMatch(stdout, /client_secret"|secret_hash|sealed/);
    assert.ok(!stdout.includes(made.stdout.trim()));
  }
});
