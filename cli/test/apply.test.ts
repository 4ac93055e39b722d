/**
 * `tacit apply` and `tacit export` as an operator reads them: what changes, what would be deleted, what comes back.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { FILE, operatorHere, saysTheSame } from './operator.ts';

test('an update says what was and what will be, of a secret that it changes, and the end of a list beside its beginning', async (t) => {
  const place = await operatorHere(t);
  const { tacit, directory } = place;
  const file = join(directory, 'tacit.yaml');
  await writeFile(file, FILE);
  const env = { ALICE: 'correct horse' };
  assert.equal((await tacit(['apply', 'tacit.yaml'], env)).code, 0);
  const other = FILE.replace('name: Spa', 'name: Other').replace(
    '3000/cb"',
    '3000/cb2", "http://localhost:3000/cb3"',
  );
  await writeFile(file, other.replace('clients:', 'settings: { session_lifetime: 9 }\n    clients:'));
  const { stdout } = await tacit(['apply', 'tacit.yaml', '--dry-run'], { ALICE: 'another horse' });
  assert.equal(
    stdout.replace(/^Issuer .*/ms, ''),
    `ACTION  KIND      TENANT   NAME
update  settings  acme.us  acme.us
    session_lifetime: 168 -> 9
update  client    acme.us  spa
    name: "Spa" -> "Other"
    callbacks: +"http://localhost:3000/cb2" +"http://localhost:3000/cb3" -"http://localhost:3000/cb"
update  user      acme.us  alice@example.com
    password: changed
0 to create, 3 to update, 2 unchanged; nothing was written.
`,
  );
  await saysTheSame(place, ['apply', 'other.yaml']);
});

test('export is a file that apply takes from the pipe, and that changes nothing', async (t) => {
  const { tacit, directory } = await operatorHere(t);
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  assert.equal((await tacit(['apply', 'tacit.yaml'], { ALICE: 'correct horse' })).code, 0);
  const exported = await tacit(['export']);
  assert.deepEqual([exported.code, exported.stderr], [0, '']);
  assert.match(exported.stdout, /^# Exported by `tacit export` at .* from sqlite:data\/tacit\.db\.\n# .*\n/);
  assert.match(
    exported.stdout,
    /^tenants:\n {2}- name: acme\n {4}region: us\n {4}domain: localhost\n {4}settings: \{\}\n {4}clients:\n/m,
  );
  assert.doesNotMatch(exported.stdout, /argon2|correct horse/);
  const applied = await tacit(['apply', '--dry-run', '-'], {}, exported.stdout);
  assert.deepEqual([applied.code, applied.stderr], [0, '']);
  assert.match(applied.stdout, /^Nothing to do: 5 unchanged\.\nIssuer of /);
  const json = await tacit(['export', '--tenant', 'acme', '--json']);
  assert.deepEqual(Object.keys(JSON.parse(json.stdout)), ['tenants']);
  const nobody = await tacit(['export', '--tenant', 'acm']);
  assert.deepEqual(nobody, { code: 1, stdout: '', stderr: 'There is no tenant acm: did you mean acme?\n' });
  const wrong = await tacit(['apply', '-'], {}, 'tenant: []');
  assert.match(wrong.stderr, /^stdin:1:1 unknown field tenant: did you mean tenants\?\n/);
});

test('--prune says what it deletes and does it with --yes alone where nobody can be asked', async (t) => {
  const { tacit, directory } = await operatorHere(t);
  const env = { ALICE: 'correct horse' };
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  assert.equal((await tacit(['apply', 'tacit.yaml'], env)).code, 0);
  await writeFile(join(directory, 'tacit.yaml'), FILE.replace(/users: .*/, 'users: []'));
  assert.match((await tacit(['apply', 'tacit.yaml'])).stdout, /^Nothing to do: 3 unchanged\.\nIssuer of /);
  const plan = await tacit(['apply', 'tacit.yaml', '--prune', '--dry-run']);
  assert.match(plan.stdout, /^delete +user +acme\.us +alice@example\.com/m);
  assert.match(plan.stdout, /^0 to create, 0 to update, 1 to delete, 3 unchanged; nothing was written\.$/m);
  const unasked = await tacit(['apply', 'tacit.yaml', '--prune']);
  assert.deepEqual([unasked.code, unasked.stdout], [1, '']);
  assert.match(
    unasked.stderr,
    /^ACTION .*\ndelete +user +acme\.us +alice@example\.com.*\nThere is no terminal to ask on: say --yes\.\nNobody agreed to the deletion\.\nNothing was applied\.\n$/,
  );
  const done = await tacit(['apply', 'tacit.yaml', '--prune', '--yes']);
  assert.match(done.stdout, /^0 created, 0 updated, 1 deleted, 3 unchanged\.$/m);
  assert.equal(JSON.parse((await tacit(['users', '--json'])).stdout).length, 0);
});

test('apply ends with the issuer of each tenant and a link for each client, whatever it changed; what machines do not find is said', async (t) => {
  const { tacit, directory } = await operatorHere(t);
  const file = `tenants:
  - { name: acme, region: us, domain: localhost }
  - { name: shop, region: eu, clients: [{ name: Spa, client_id: spa, grant_types: [implicit], callbacks: ["http://localhost:3000/cb"] }] }
`;
  await writeFile(join(directory, 'tacit.yaml'), file);
  const link =
    /^Sign in at spa: http:\/\/shop\.eu\.localhost:4000\/authorize\?response_type=id_token%20token&client_id=spa&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fcb&scope=openid%20profile%20email&state=[\w-]{43}&nonce=[\w-]{43}$/;
  const isLink = (line: string) => line.startsWith('Sign in');
  for (const [args, first] of [
    [['--dry-run'], '3 to create, 0 to update, 0 unchanged; nothing was written.'],
    [[], '3 created, 0 updated, 0 unchanged.'],
    [[], 'Nothing to do: 3 unchanged.'],
  ] as const) {
    const lines = (await tacit(['apply', 'tacit.yaml', ...args])).stdout.split('\n');
    const said = lines.slice(lines.indexOf(first));
    assert.match(said.find(isLink) ?? '', link);
    assert.deepEqual(
      said.filter((line) => !isLink(line)),
      [
        first,
        'Issuer of acme.us: http://localhost:4000/',
        'Issuer of shop.eu: http://shop.eu.localhost:4000/',
        'Browsers find shop.eu.localhost; programs, as Node on plain Debian, may not: add "127.0.0.1 shop.eu.localhost" to /etc/hosts, or give the tenant `domain: localhost` if no other has it.',
        '',
      ],
    );
  }
  const clients = Array.from(
    { length: 7 },
    (_, index) => `{ name: a, client_id: c${index}, callbacks: ["https://a.example/"] }`,
  );
  const tenants = Array.from(
    { length: 6 },
    (_, index) => `  - { name: many${index}, region: us, domain: a${index}.example }\n`,
  );
  const many = `tenants:\n  - { name: big, region: us, domain: big.example, clients: [${clients.join()}] }\n${tenants.join('')}`;
  const { stdout } = await tacit(['apply', '-', '--dry-run'], {}, many);
  const lines = stdout
    .trim()
    .split('\n')
    .slice(-12)
    .map((line) => line.split('?', 1)[0]);
  assert.deepEqual(lines, [
    'Issuer of big.us: http://big.example:4000/',
    ...[0, 1, 2, 3, 4].map((index) => `Sign in at c${index}: http://big.example:4000/authorize`),
    ...[0, 1, 2, 3].map((index) => `Issuer of many${index}.us: http://a${index}.example:4000/`),
    'and 2 more issuers',
    'and 2 more links',
  ]);
});
