/**
 * `tacit test`: the examples of the guide, the same at a file, at the database and at a server, and what helps helps.
 */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { bothWays } from './both-ways.ts';
import { operatorHere } from './operator.ts';

const GUIDE = new URL('../../docs/guides/policy-tests.md', import.meta.url);

const guide = await readFile(GUIDE, 'utf8');
const [policies = '', tacitYaml = '', many = ''] = [...guide.matchAll(/^```yaml\n(.*?)^```$/gms)].map(
  ([, yaml]) => yaml,
);
const [, told = ''] = /^```\n(FAILS.*?)^```$/ms.exec(guide) ?? [];

type Report = {
  readonly holds: boolean;
  readonly policies: readonly {
    readonly outcome: string;
    readonly counterexamples: readonly { readonly helps?: string }[];
  }[];
};

const reportOf = (stdout: string): Report => JSON.parse(stdout);
const outcomesOf = (stdout: string) => reportOf(stdout).policies.map(({ outcome }) => outcome);

const OUTCOMES = ['fails', 'holds', 'fails', 'holds', 'holds', 'holds'];

test('the examples of the guide say what the guide says, of a file alone, with a report for CI', async (t) => {
  const { tacit } = await operatorHere(t);
  await writeFile('policies.yaml', policies);
  await writeFile('tacit.yaml', tacitYaml);
  const said = await tacit(['test', 'policies.yaml', '--file', 'tacit.yaml', '--junit', 'policies.xml']);
  assert.equal(said.code, 1, said.stderr);
  assert.ok(said.stdout.startsWith(told), said.stdout);
  assert.match(said.stdout, /\n4 of 6 hold, 2 fail, 0 look at nothing\.\n$/);
  const junit = await readFile('policies.xml', 'utf8');
  assert.match(junit, /<testsuites tests="6" failures="2">/);
  assert.match(
    junit,
    /<testcase name="No callback off our domains" classname="clients" file="policies.yaml" line="2">\n {6}<failure message="reports in acme.us: callbacks\[1\] &quot;http/,
  );
  assert.match(junit, / {2}stands at: tacit\.yaml:10:55\n {2}what helps: take http/);
  assert.equal(junit.match(/<testcase/g)?.length, 6);
  await writeFile('many.yaml', many);
  const others = await tacit(['test', 'many.yaml', '--file', '-', '--json'], {}, tacitYaml);
  assert.deepEqual([others.code, others.stderr], [1, '']);
  assert.deepEqual(outcomesOf(others.stdout).slice(0, 2), ['holds', 'holds']);
});

test('an empty policy is a failure; what keeps from testing is told, by line and column of a file, and ends with 2', async (t) => {
  const { tacit } = await operatorHere(t);
  await writeFile('tacit.yaml', tacitYaml);
  await writeFile('wrong.yaml', policies.replace('callbacks:', 'calbacks:'));
  const wrong = await tacit(['test', 'wrong.yaml', '--file', 'tacit.yaml']);
  assert.equal(wrong.code, 2);
  assert.match(
    wrong.stderr,
    /^wrong\.yaml:6:7 unknown field calbacks: did you mean callbacks\? \(of clients\)\nNothing was tested\.\n$/,
  );
  await writeFile('wrong.tacit.yaml', tacitYaml.replace('callbacks:', 'calbacks:'));
  await writeFile(
    'policies.yaml',
    'policies: [{ name: "a < b", about: clients, where: { client_id: gone }, must: { name: x } }]',
  );
  const other = await tacit(['test', 'policies.yaml', '--file', 'wrong.tacit.yaml']);
  assert.deepEqual([other.code, other.stdout], [2, '']);
  assert.match(other.stderr, /^wrong\.tacit\.yaml:7:\d+ unknown field calbacks/);
  const empty = await tacit(['test', 'policies.yaml', '--file', 'tacit.yaml', '--junit', 'e.xml']);
  assert.equal(empty.code, 1);
  assert.match(
    empty.stdout,
    /^EMPTY {2}a < b \(clients: 0 of 2\) {2}policies\.yaml:1:12\n {7}looks at nothing/,
  );
  assert.match(await readFile('e.xml', 'utf8'), /name="a &lt; b".*\n.*looks at nothing/);
  assert.equal((await tacit(['test'])).code, 2);
  const nowhere = { TACIT_SERVER: 'http://localhost:1', TACIT_CLIENT_ID: 'a', TACIT_CLIENT_SECRET: 'b' };
  const alone = await tacit(['test', 'policies.yaml'], nowhere);
  assert.deepEqual([alone.code, alone.stdout], [2, '']);
  assert.match(alone.stderr, /localhost:1/);
  const unwritten = await tacit(['test', 'policies.yaml', '--file', 'tacit.yaml', '--junit', 'no/e.xml']);
  assert.equal(unwritten.code, 2);
  assert.match(unwritten.stderr, /make the directory/);
  const twice = await tacit(['test', '-', '--file', '-']);
  assert.deepEqual(
    [twice.code, twice.stderr],
    [2, 'One of the two files can be piped in: name the other.\n'],
  );
});

test('at the database and at a server it is the same, and what helps helps', {
  timeout: 60_000,
}, async (t) => {
  const file = tacitYaml.replace('region: us', 'region: us\n    domain: localhost');
  // Who administers by the environment comes to scopes as well, wherever that is read.
  const env = { TACIT_ADMIN_CLIENT_ID: 'operator', TACIT_ADMIN_CLIENT_SECRET: 's'.repeat(43) };
  const { here, far } = await bothWays(t, { file, env });
  await writeFile('policies.yaml', policies);
  const args = ['test', 'policies.yaml', '--json'];
  const [atDatabase, atServer] = [await here(args), await far(args)];
  assert.deepEqual(outcomesOf(atDatabase.stdout), OUTCOMES);
  assert.deepEqual(reportOf(atServer.stdout), reportOf(atDatabase.stdout));
  assert.deepEqual([atServer.code, atDatabase.code], [1, 1]);
  const commands = reportOf(atDatabase.stdout).policies.flatMap(({ counterexamples }) =>
    counterexamples.map(({ helps = '' }) => helps),
  );
  assert.equal(commands.length, 3);
  for (const command of new Set(commands)) {
    const done = await here(command.split(' ').slice(2));
    assert.equal(done.code, 0, `${command}\n${done.stderr}`);
  }
  const after = await here(args);
  assert.deepEqual([after.code, reportOf(after.stdout).holds], [0, true], after.stdout);
  const unknown = await far([...args, '--tenant', 'acm']);
  assert.deepEqual([unknown.code, unknown.stderr], [2, 'There is no tenant acm: did you mean acme?\n']);
  // What whoever asks does not see would hold whatever it is.
  await writeFile('policies.yaml', 'policies: [{ name: n, about: rollouts, count: 0 }]');
  assert.equal((await here(args)).code, 0);
  for (const unseen of [await far(args), await here([...args, '--tenant', 'acme'])]) {
    assert.deepEqual([unseen.code, unseen.stdout], [2, '']);
    assert.match(unseen.stderr, /^policies\.yaml:1:12 looks at what belongs to no tenant/);
  }
});
