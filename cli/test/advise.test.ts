/**
 * `tacit advise` as an operator runs it. Refusals first.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { FILE, operatorHere } from './operator.ts';

const TODAY = Math.floor(Date.now() / 86_400_000) * 86_400;

test('advise says what stands in the way with the commands that mend it, and its switch turns both ways', async (t) => {
  const { directory, tacit } = await operatorHere(t);
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  assert.equal((await tacit(['apply', 'tacit.yaml'], { ALICE: 'correct horse battery staple' })).code, 0);
  const unknown = await tacit(['advise', 'spaa']);
  assert.deepEqual(
    [unknown.code, unknown.stdout, unknown.stderr],
    [1, '', 'There is no client spaa: did you mean spa?\n'],
  );
  assert.match((await tacit(['advise', '--tenant', 'acm'])).stderr, /did you mean acme\?/);

  const all = await tacit(['advise']);
  assert.match(
    all.stdout,
    /^TENANT +CLIENT +VERDICT +IMPLICIT +CODE +LAST IMPLICIT\nacme\.us +spa +prepare +0 +0 +never\n/,
  );
  const one = await tacit(['advise', 'spa']);
  assert.equal(one.code, 0, one.stderr);
  assert.match(
    one.stdout,
    /^spa, in acme\.us: prepare\nThe implicit grant alone is allowed: code \+ PKCE has to be allowed first\./,
  );
  const commands = [...one.stdout.matchAll(/^ +npx tacit (clients set .*)$/gm)].map(
    ([, command = '']) => command,
  );
  assert.deepEqual(commands, [
    'clients set spa --tenant acme --add-grant_types authorization_code',
    'clients set spa --tenant acme --forbid_implicit true',
  ]);
  for (const command of commands) assert.equal((await tacit(command.split(' '))).code, 0, command);
  const [off] = JSON.parse((await tacit(['advise', 'spa', '--json'])).stdout);
  assert.deepEqual([off.stage, off.verdict], ['off', 'off']);
  const [, back = ''] = /^npx tacit (.*)$/.exec(off.switch.command) ?? [];
  assert.equal((await tacit(back.split(' '))).code, 0);
  const { stdout: waiting } = await tacit(['advise', 'spa']);
  assert.match(waiting, /: waiting$/m);
  assert.match(waiting, /counting is younger than 14 days/);
  assert.equal((await tacit(['clients', 'set', 'spa', '--remove-grant_types', 'implicit'])).code, 0);
  assert.equal((await tacit(['advise'])).stdout, 'No application may use the implicit grant.\n');
});

test('what was seen is a table, and what is to change is told line by line', async (t) => {
  const { directory, tacit } = await operatorHere(t);
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  assert.equal((await tacit(['apply', 'tacit.yaml'], { ALICE: 'correct horse battery staple' })).code, 0);
  await see(directory);
  const { stdout } = await tacit(['advise', 'spa']);
  assert.match(stdout, /^ASKED FOR +SHOWS +WHICH +90 DAYS +14 DAYS +SINCE +UNTIL\nid_token token +/m);
  assert.match(
    stdout,
    /^change {2}A program asks that does not know PKCE: auth0\.js 9\.28\.0 \[sdk_without_pkce, RFC 9700 §2\.1\.1\]$/m,
  );
  assert.match(
    stdout,
    /^In the application, auth0-js:\n {2}\$ npm install @auth0\/auth0-spa-js\n- const webAuth/m,
  );
  assert.match(stdout, /^\+ {3}clientId: 'spa',$/m);
});

/** What a server has counted on this day. */
async function see(directory: string): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(join(directory, 'data/tacit.db'));
  const insert = database.prepare(
    'insert into counters (tenant_id, what, at, name, n) select tenant_id, ?, ?, ?, 3 from tenants',
  );
  for (const [facet, value] of [
    ['prompt', 'asks'],
    ['sdk', 'auth0.js 9.28.0'],
  ])
    insert.run('traffic spa', TODAY, JSON.stringify(['id_token token', facet, value]));
  database.close();
}
