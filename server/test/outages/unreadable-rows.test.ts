/**
 * One row that cannot be read (fault programme F-26) fails whoever needs it and nobody else, and the log names it without
 * saying what it holds.
 */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { serve } from '../../src/main.ts';
import { ALICE, B0, BOB, signIn, THIRD_PARTY } from '../attacks/requests.ts';
import { freePort } from '../ports.ts';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, UserAgent } from '../user-agent.ts';

const CONTENT = 'c0ntent-of-the-r0w';

let stack: Stack;
let database: DatabaseSync;
before(async () => {
  stack = await startStack({ onError: () => undefined });
  database = new DatabaseSync(stack.config.databaseUrl.slice('sqlite:'.length), { timeout: 5_000 });
});
after(async () => {
  database.close();
  await stack.close();
});

function isTold(answer: Answer): void {
  assert.equal(answer.status, 503, answer.body);
  assert.equal(answer.location, '');
  assert.ok(!answer.body.includes(CONTENT));
}

function isIn(answer: Answer): void {
  assert.ok(fragment(answer.location)['access_token'], answer.body);
}

type Case = {
  readonly table: string;
  readonly column: string;
  readonly where: string;
  readonly key: string;
  readonly fails: () => Promise<Answer>;
  readonly goesOn: () => Promise<Answer>;
};

const CASES: readonly Case[] = [
  {
    ...{ table: 'clients', column: 'document', where: "client_id = 'spa2'", key: 'spa2' },
    fails: () => stack.browser().authorize(THIRD_PARTY),
    goesOn: () => signIn(stack.browser()),
  },
  {
    ...{ table: 'tenants', column: 'settings', where: "tenant_id = 't-globex'", key: 't-globex' },
    fails: () => stack.browser('globex').send('/.well-known/openid-configuration'),
    goesOn: () => signIn(stack.browser()),
  },
  {
    ...{ table: 'resource_servers', column: 'document', key: 'https://billing.acme.test' },
    where: "tenant_id = 't-acme' and identifier = 'https://billing.acme.test'",
    fails: () => stack.browser().authorize({ ...B0, audience: 'https://billing.acme.test' }),
    goesOn: () => signIn(stack.browser()),
  },
  {
    ...{ table: 'users', column: 'claims', where: "email = 'bob@acme.test'", key: 'auth0|b0b' },
    fails: () => signIn(stack.browser(), BOB),
    goesOn: () => signIn(stack.browser(), ALICE),
  },
  {
    ...{ table: 'signing_keys', column: 'state', key: '' },
    where: "kid = (select min(kid) from signing_keys where tenant_id = 't-globex')",
    // What was published before is still: it is the tokens that need the row.
    fails: () => signInAtGlobex(),
    goesOn: () => signIn(stack.browser()),
  },
];

async function signInAtGlobex(): Promise<Answer> {
  const browser = stack.browser('globex');
  assert.equal((await browser.send('/.well-known/jwks.json')).status, 200);
  const page = await browser.authorize({ ...B0, client_id: 'spaG' });
  return browser.signIn(page, { username: 'carol@globex.test', password: PASSWORD });
}

for (const { table, column, where, key, fails, goesOn } of CASES)
  for (const content of [`{"${CONTENT}": `, 'null', `["${CONTENT}"]`])
    test(`${table}.${column} that says ${content}: only what needs it fails, and the log names it`, async (t) => {
      const row = database.prepare(`select ${column} as was from ${table} where ${where}`).get();
      const write = database.prepare(`update ${table} set ${column} = ? where ${where}`);
      t.after(() => void write.run(row?.['was'] ?? null));
      write.run(content);
      const before = stack.logged().length;
      isTold(await fails());
      isTold(await fails());
      isIn(await goesOn());
      const logged = stack.logged();
      assert.doesNotMatch(logged.slice(before), /"msg":"failed"/);
      assert.ok(!logged.includes(CONTENT));
      assert.ok(logged.includes(`of the table ${table} cannot be read`) && logged.includes(key));
    });

test('a server starts beside rows that cannot be read, and serves all others', async (t) => {
  const broken = [
    ["update clients set document = '{' where client_id = 'spa2'", 'clients'],
    ["update tenants set settings = '{' where tenant_id = 't-globex'", 'tenants'],
  ] as const;
  for (const [statement] of broken) database.exec(statement);
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const port = await freePort();
  const baseUrl = new URL(`http://auth.localhost:${port}`);
  const server = await serve({ config: { ...stack.config, port, baseUrl }, log });
  t.after(() => server.close());
  const browser = new UserAgent({ port, host: `acme.us.auth.localhost:${port}` });
  isIn(await signIn(browser));
  for (const [, table] of broken)
    assert.match(lines.join(''), new RegExp(`of the table ${table} cannot be read`));
});
