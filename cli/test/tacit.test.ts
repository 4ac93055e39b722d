/**
 * The command as an operator runs it: its words and its exit code.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { get as httpGet } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { commandVerbs, KINDS } from '@tacit/server/resources';
import { freePort } from '../../server/test/ports.ts';
import { FILE, operatorHere, read, saysTheSame } from './operator.ts';

test('wrong usage says what is wrong on stderr and exits 2', async (t) => {
  const place = await operatorHere(t);
  const { tacit } = place;
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /^Usage: tacit/],
    [['aply'], /unknown command 'aply'\n\(Did you mean apply\?\)/],
    [['apply'], /missing required argument 'file'/],
    [['apply', 'a.yaml', 'b.yaml'], /too many arguments/],
    [['apply', '--dryrun', 'a.yaml'], /unknown option '--dryrun'/],
    [['keys', 'rotat'], /unknown command 'rotat'/],
    [['rollout', 'api_authorization'], /a feature is set with a stage and --region/],
    [['rollout', 'api_authorization', '--json'], /--json is of the table/],
    [['rollout', 'api_authorization', 'on'], /a feature is set with a stage and --region/],
    [['sign-out'], /missing required argument 'tenant'/],
    [['sign-out', 'acme'], /name one user, or say --everybody/],
    [['sign-out', 'acme', 'alice@example.com', '--everybody'], /name one user, or say --everybody/],
  ];
  for (const [args, words] of cases) {
    const { code, stdout, stderr } = await tacit(args);
    assert.deepEqual([code, stdout], [2, ''], args.join(' '));
    assert.match(stderr, words);
  }
  for (const args of [['aply'], ['users', 'unlock', '--help'], ['--version'], ['config'], ['tenants']])
    await saysTheSame(place, args);
});

test('help of every command is on stdout with an example and exits 0', async (t) => {
  const { tacit } = await operatorHere(t);
  const commands = [
    'init',
    'serve',
    'apply',
    'export',
    'rollout',
    'keys rotate',
    'keys revoke',
    'keys rewrap',
    'registration-token',
    'sign-out',
    ...['unlock', 'reset-factors', 'reset-password', 'sessions'].map((verb) => `users ${verb}`),
    'audit',
    'why',
    'config',
    'completion',
    ...Object.values(KINDS).flatMap((kind) => [
      kind.command,
      ...commandVerbs(kind).map((verb) => `${kind.command} ${verb}`),
    ]),
  ];
  for (const command of commands) {
    const { code, stdout, stderr } = await tacit([...command.split(' '), '--help']);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, new RegExp(`Usage: tacit ${command}[^]*Examples?:\n  \\$ .*tacit ${command}`));
  }
});

test('SC-08 a setting that does not exist stops every command with a sentence', async (t) => {
  const { tacit, directory } = await operatorHere(t);
  for (const command of ['serve', 'tenants', 'rollout']) {
    const { code, stdout, stderr } = await tacit([command], { TACIT_BASE_URI: 'https://a.example' });
    assert.deepEqual([code, stdout], [1, '']);
    assert.equal(stderr, 'TACIT_BASE_URI is not a setting: did you mean TACIT_BASE_URL?\n');
  }
  assert.equal(existsSync(join(directory, 'data')), false);
});

test('config prints every setting without secrets, says what is wrong, and exits 1 then', async (t) => {
  const { tacit } = await operatorHere(t);
  const key = Buffer.alloc(32, 7).toString('base64');
  const good = await tacit(['config'], { TACIT_MASTER_KEY: key });
  assert.equal(good.code, 0);
  assert.match(good.stdout, /^TACIT_MASTER_KEY +\[secret\] +set /m);
  assert.match(good.stdout, /^TACIT_PORT +4000 +default /m);
  assert.ok(!good.stdout.includes(key));
  const bad = await tacit(['config', '--json'], { TACIT_PORT: 'x' });
  assert.deepEqual([bad.code, bad.stderr], [1, 'TACIT_PORT is "x", not a port from 1 to 65535.\n']);
  assert.equal(JSON.parse(bad.stdout)[0].name, 'TACIT_PORT');
});

test('a bad file is refused with file, line and column, exit 1, and no database is made', async (t) => {
  const { tacit, directory } = await operatorHere(t);
  await writeFile(join(directory, 'tacit.yaml'), FILE.replace('/cb"', '/cb#"'));
  const { code, stdout, stderr } = await tacit(['apply', 'tacit.yaml'], { ALICE: 'x' });
  assert.deepEqual([code, stdout], [1, '']);
  assert.equal(
    stderr,
    'tacit.yaml:4:81 callbacks[0] has a fragment (RFC 6749 §3.1.2)\nNothing was applied.\n',
  );
  assert.equal(existsSync(join(directory, 'data')), false);
});

test('dry run, apply, apply again: a plan, the same done, nothing to do', async (t) => {
  const { tacit, directory } = await operatorHere(t);
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  const env = { ALICE: 'correct horse' };
  const plan = await tacit(['apply', 'tacit.yaml', '--dry-run'], env);
  assert.match(plan.stdout, /^create +client +acme\.us +spa$/m);
  assert.match(plan.stdout, /^4 to create, 0 to update, 0 unchanged; nothing was written\.$/m);
  assert.equal(existsSync(join(directory, 'data')), false);
  assert.match((await tacit(['apply', 'tacit.yaml'], env)).stdout, /^4 created, 0 updated, 0 unchanged\.$/m);
  assert.match(
    (await tacit(['apply', 'tacit.yaml'], env)).stdout,
    /^Nothing to do: 4 unchanged\.\nIssuer of /,
  );
  const users = await tacit(['users', '--tenant', 'acme', '--json']);
  assert.equal(JSON.parse(users.stdout)[0].email, 'alice@example.com');
  const clients = await tacit(['clients']);
  assert.match(clients.stdout, /^acme\.us +spa +Spa +spa +implicit +http:\/\/localhost:3000\/cb$/m);
  assert.deepEqual(await tacit(['apis']), {
    code: 0,
    stdout: '',
    stderr: 'There are no apis in sqlite:data/tacit.db.\n',
  });
});

test('rollout sets a stage in the order of words of the manual, and prints the table', async (t) => {
  const { tacit } = await operatorHere(t);
  const set = await tacit(['rollout', 'api_authorization', '--region', 'eu', 'percent', '--percent', '25']);
  assert.deepEqual(set, { code: 0, stdout: 'api_authorization in eu: 25 percent\n', stderr: '' });
  assert.equal(
    (await tacit(['rollout'])).stdout,
    'FEATURE            REGION  STAGE\napi_authorization  eu      25 percent\napi_authorization  us      on (not set)\n',
  );
  const rows = JSON.parse((await tacit(['rollout', '--json'])).stdout);
  const eu = { feature: 'api_authorization', region: 'eu', stage: '25 percent', is_set: true };
  assert.deepEqual([rows.length, rows[0]], [2, eu]);
  const refused = await tacit(['rollout', 'api_authorization', '--region', 'eu', 'enabled']);
  assert.deepEqual(
    [refused.code, refused.stderr],
    [1, 'There is no stage enabled; there are off, preview, percent, on.\n'],
  );
});

test('PostgreSQL that does not answer is said in a sentence, without the password', async (t) => {
  const { tacit } = await operatorHere(t);
  const url = `postgres://tacit:hunter2@127.0.0.1:${await freePort()}/tacit`;
  const { code, stderr } = await tacit(['tenants'], { TACIT_DATABASE_URL: url });
  assert.equal(code, 1);
  assert.match(
    stderr,
    /^postgres:\/\/tacit:\[secret\]@127\.0\.0\.1:\d+\/tacit: no server listens there: start it, or correct host and port/,
  );
  assert.ok(!stderr.includes('hunter2'));
});

test('serve answers, sees what apply and rotate change, and ends with 0 on SIGTERM', {
  timeout: 60_000,
}, async (t) => {
  const { tacit, start, directory } = await operatorHere(t);
  const port = await freePort();
  const env = { TACIT_PORT: String(port), ALICE: 'correct horse' };
  const server = start(['serve'], env);
  t.after(() => server.kill('SIGKILL'));
  const logged = read(server.stdout);
  assert.ok(server.stderr);
  const said = createInterface({ input: server.stderr })[Symbol.asyncIterator]();
  const origin = `http://127.0.0.1:${port}`;
  assert.equal(
    (await said.next()).value,
    `Tacit listens at ${origin}; its tenants are below http://localhost:${port}`,
  );

  // The first tenant of a laptop is where Node finds it on any machine.
  const jwks = () => get({ port, host: `localhost:${port}`, path: '/.well-known/jwks.json' });
  assert.equal((await jwks()).status, 421);
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  assert.equal((await tacit(['apply', 'tacit.yaml'], env)).code, 0);
  const before = kidsOf(JSON.parse((await jwks()).body));
  const rotate = ['keys', 'rotate', '--tenant', 'acme', '--alg', 'RS256'];
  const refused = await tacit(rotate, env);
  assert.match(
    refused.stderr,
    /^acme\.us RS256: not rotated; the next key \S+ is too young\. Allowed from \S+Z on\./,
  );
  assert.deepEqual([refused.code, refused.stdout], [1, '']);
  assert.equal((await tacit([...rotate, '--force'], env)).code, 0);
  const after = kidsOf(JSON.parse((await jwks()).body));
  assert.equal(after.length, before.length + 1);
  assert.ok(before.every((kid) => after.includes(kid)));

  const taken = await tacit(['serve'], env);
  assert.deepEqual(
    [taken.code, taken.stderr.split('\n')[0]],
    [1, 'The port is taken by another process (`npm start` may be it); stop that one or set TACIT_PORT.'],
  );

  const exit = once(server, 'exit');
  server.kill('SIGTERM');
  assert.deepEqual(await exit, [0, null]);
  const lines = (await logged).trim().split('\n');
  assert.ok(lines.some((line) => JSON.parse(line).msg === 'listening'));
});

/** By address, with the Host of a tenant: not every resolver knows the names below localhost. */
function get(to: { port: number; host: string; path: string }): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: to.port,
      path: to.path,
      headers: { Host: to.host },
      agent: false,
    };
    httpGet(options, (response) => {
      read(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    }).once('error', reject);
  });
}

function kidsOf(jwks: unknown): readonly string[] {
  assert.ok(typeof jwks === 'object' && jwks !== null && 'keys' in jwks && Array.isArray(jwks.keys));
  return jwks.keys.map(({ kid }) => kid);
}
