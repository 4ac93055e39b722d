/**
 * `tacit audit` and `tacit why` as an operator runs them.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { FILE, operatorHere, read } from './operator.ts';

/** A database with a tenant, and changes of it in the log. */
async function withLog(t: TestContext) {
  const { directory, tacit, start } = await operatorHere(t);
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  const applied = await tacit(['apply', 'tacit.yaml'], { ALICE: 'correct horse battery staple' });
  assert.equal(applied.code, 0, applied.stderr);
  return { tacit, start };
}

test('what is asked wrongly is said all at once, and nothing is printed', async (t) => {
  const { tacit } = await withLog(t);
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [['audit', '--tenant', 'acm'], 1, /did you mean acme\?/],
    [['audit', '--type', 'login_faild'], 1, /There is no type login_faild: did you mean login_failed\?/],
    [['audit', '--since', 'yesterday'], 1, /yesterday is no time/],
    [['audit', '--since', 'soon', '--until', '2026-99-01'], 1, /soon is no time[\s\S]*2026-99-01 is no time/],
    [['audit', '--limit', '0'], 1, /--limit: must be a whole number/],
    [['audit', '--user', 'nobody@example.com'], 1, /There is no user nobody@example.com/],
    [['why'], 2, /name a tenant and a user, or say --request alone/],
    [['why', 'acme', 'alice@example.com', '--request', 'x'], 2, /or say --request alone/],
    [['why', 'acme', 'nobody@example.com'], 1, /There is no user nobody@example.com in acme.us/],
    [['why', '--request', 'nothing'], 1, /The log has nothing of nothing/],
    [['inspect'], 2, /say an address, or --request alone/],
    [['inspect', 'x', '--request', 'y'], 2, /say an address, or --request alone/],
    [['inspect', '--request', 'nothing'], 1, /The log has nothing of nothing/],
    [['inspect', 'x=1', '--tenant', 'acm'], 1, /did you mean acme\?/],
  ];
  for (const [args, status, words] of cases) {
    const { code, stdout, stderr } = await tacit(args);
    assert.deepEqual([code, stdout], [status, ''], `${args.join(' ')}: ${stderr}`);
    assert.match(stderr, words);
  }
});

test('audit finds by tenant, user, type and time, as a table and as JSON', async (t) => {
  const { tacit } = await withLog(t);
  const table = await tacit(['audit', '--tenant', 'acme', '--type', 'sapi', '--since', '1h']);
  assert.equal(table.code, 0);
  assert.match(table.stdout, /^TIME +TENANT +TYPE +AUTH0 +REASON +USER/);
  assert.match(table.stdout, /acme\.us +configuration_changed +sapi/);
  const json = await tacit(['audit', '--user', 'alice@example.com', '--json']);
  const [line] = JSON.parse(json.stdout);
  assert.deepEqual(
    [line.tenant, line.type, line.what, line.actor],
    ['acme.us', 'configuration_changed', 'configuration changed', 'operator'],
  );
  const none = await tacit(['audit', '--type', 'fp']);
  assert.deepEqual([none.code, none.stdout, none.stderr], [0, '', 'Nothing is found.\n']);
});

test('why says what is so of a user, and the command that helps', async (t) => {
  const { tacit } = await withLog(t);
  const listed = await tacit(['users', 'list', '--tenant', 'acme', '--json']);
  const [{ user_id }] = JSON.parse(listed.stdout);
  await tacit(['users', 'set', user_id, '--tenant', 'acme', '--blocked', 'true']);
  const { code, stdout } = await tacit(['why', 'acme', 'alice@example.com']);
  assert.equal(code, 0);
  assert.match(
    stdout,
    /^alice@example\.com \(auth0\|[0-9a-f]+\), in acme\.us\nNow: the account is blocked\./,
  );
  assert.match(stdout, /npx tacit users unblock 'auth0\|[0-9a-f]+' --tenant acme\.us/);
  assert.match(stdout, /configuration changed\n +by operator, detail update user/);
  const told = JSON.parse((await tacit(['why', 'acme', user_id, '--json'])).stdout);
  assert.deepEqual([told.user.blocked, told.trouble], [true, undefined]);
});

test('follow prints what comes, an object a line, until it is interrupted', async (t) => {
  const { tacit, start } = await withLog(t);
  const child = start(['audit', '--follow', '--json', '--type', 'configuration_changed', '--limit', '1']);
  t.after(() => child.kill('SIGKILL'));
  const errors = read(child.stderr);
  assert.ok(child.stdout);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  assert.ok((await lines.next()).value);
  await tacit(['clients', 'set', 'spa', '--tenant', 'acme', '--name', 'Renamed']);
  const { value } = await lines.next();
  assert.match(JSON.parse(String(value)).detail, /update client .*Renamed/);
  child.kill('SIGTERM');
  const [code] = await new Promise<readonly [number | null]>((resolve) =>
    child.on('close', (ended) => resolve([ended])),
  );
  assert.deepEqual([code, await errors], [0, '']);
});

test('follow ends without a word where nobody reads any more, as `head` after its line', {
  timeout: 60_000,
}, async (t) => {
  const { tacit, start } = await withLog(t);
  const child = start(['audit', '--follow', '--json']);
  t.after(() => child.kill('SIGKILL'));
  const errors = read(child.stderr);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  assert.ok(child.stdout);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  for (const name of ['One', 'Two'])
    await tacit(['clients', 'set', 'spa', '--tenant', 'acme', '--name', name]);
  assert.deepEqual([await ended, await errors], [0, '']);
});

test('inspect judges an address: a mark under what differs, the command that helps, 1 where something is wrong', async (t) => {
  const { tacit } = await withLog(t);
  const query = (callback: string) =>
    `client_id=spa&response_type=id_token%20token&scope=openid&state=${'s'.repeat(22)}&nonce=${'n'.repeat(22)}&redirect_uri=${callback}`;
  const wrong = await tacit(['inspect', query('http%3A%2F%2Flocalhost:3000%2Fcb%2F'), '--tenant', 'acme']);
  assert.equal(wrong.code, 1, wrong.stderr);
  const lines = wrong.stdout.split('\n');
  const at = lines.findIndex((line) => line.startsWith('wrong   redirect_uri='));
  assert.equal(lines[at + 1]?.indexOf('^'), lines[at]?.lastIndexOf('%2F'));
  assert.match(wrong.stdout, /trailing slash \[redirect_uri_unregistered, RFC 6749 §3\.1\.2\.3\]/);
  assert.match(wrong.stdout, /npx tacit clients set spa .*--add-callbacks http:\/\/localhost:3000\/cb\//);
  assert.match(wrong.stdout, /Then: a page of the server says/);

  const right = await tacit([
    'inspect',
    query('http%3A%2F%2Flocalhost:3000%2Fcb'),
    '--tenant',
    'acme',
    '--json',
  ]);
  assert.equal(right.code, 0, right.stdout);
  assert.equal(JSON.parse(right.stdout).next.kind, 'login');

  const unknown = await tacit([
    'inspect',
    `https://a.test/authorize?${query('x').replace('=spa', '=spaa')}`,
    '--tenant',
    'acme',
  ]);
  assert.match(unknown.stdout, /there is no client spaa in this tenant: did you mean spa\?/);
  assert.match(unknown.stdout, /the host a\.test is not that of this tenant/);

  const own = `${query('http%3A%2F%2Flocalhost:3000%2Fcb')}&audience=http%3A%2F%2Flocalhost:4000%2Fme%2F`;
  const ungranted = await tacit(['inspect', own, '--tenant', 'acme']);
  assert.match(ungranted.stdout, /the client has no grant for the My Account API/);
  assert.doesNotMatch(ungranted.stdout, /apis create/);

  // Clients that are built in have no record: they are known, and no change of one is proposed.
  const issuer = 'http://localhost:4000/';
  for (const [client_id, callback] of [
    ['tacit:dashboard', `${issuer}dashboard/`],
    ['tacit:account', `${issuer}account`],
    ['tacit:cli', 'http://127.0.0.1:9/signed-in'],
  ] as const) {
    const asked = (redirect_uri: string) =>
      `client_id=${client_id}&response_type=none&scope=openid&redirect_uri=${encodeURIComponent(redirect_uri)}`;
    const built = JSON.parse(
      (await tacit(['inspect', asked(callback), '--tenant', 'acme', '--json'])).stdout,
    );
    assert.ok(!JSON.stringify(built).includes('client_id_unknown'), client_id);
    const other = JSON.parse(
      (await tacit(['inspect', asked('http://a.test'), '--tenant', 'acme', '--json'])).stdout,
    );
    assert.deepEqual(
      [other.findings[0].code, other.findings[0].fix],
      ['redirect_uri_unregistered', undefined],
    );
  }
  const admin = { TACIT_ADMIN_CLIENT_ID: 'operator', TACIT_ADMIN_CLIENT_SECRET: 's'.repeat(32) };
  const asAdmin = ['inspect', 'client_id=operator&response_type=code', '--tenant', 'acme'];
  assert.match((await tacit(asAdmin)).stdout, /client_id_unknown/);
  assert.doesNotMatch((await tacit(asAdmin, admin)).stdout, /client_id_unknown/);
  const pasted = await tacit(['inspect', 'https://a.test/cb?code=x', '--tenant', 'acme']);
  assert.match(pasted.stdout, /is an answer at the callback[\s\S]*pasted_answer/);
  assert.match(pasted.stdout, /What helps: .*[\s\S]*Then: nothing/);

  const claims = Buffer.from(JSON.stringify({ exp: 1 })).toString('base64url');
  const head = Buffer.from('{"alg":"RS256"}').toString('base64url');
  const object = `client_id=spa&response_type=id_token&request=${head}.${claims}.x`;
  const expired = await tacit(['inspect', object, '--tenant', 'acme']);
  assert.match(expired.stdout, /has expired \[request_object_expired/);
  assert.match(expired.stdout, /request_object_unverified/);

  const elsewhere = 'client_id=spa&response_type=id_token&request_uri=https%3A%2F%2Fa.test%2Fobject';
  const unregistered = await tacit(['inspect', elsewhere, '--tenant', 'acme']);
  assert.match(unregistered.stdout, /request_uri_unregistered/);
  assert.doesNotMatch(unregistered.stdout, /request_uri_not_followed/);
  assert.equal((await tacit(['clients', 'set', 'spa', '--request_uris', 'https://a.test/object'])).code, 0);
  const unfetched = await tacit(['inspect', elsewhere, '--tenant', 'acme']);
  assert.match(unfetched.stdout, /request_uri_not_followed/);
});
