/**
 * `tacit audit` and `tacit why` as an operator runs them.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { FILE, operator, read } from './operator.ts';

/** A database with a tenant, and changes of it in the log. */
async function withLog(t: TestContext) {
  const { directory, tacit, start } = await operator(t);
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
  assert.deepEqual([none.code, none.stdout], [0, 'Nothing is found.\n']);
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
