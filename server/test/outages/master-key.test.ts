/**
 * Servers on one database while its master key changes: what one of them began another one ends, and all that people have stays
 * theirs.
 */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { pino } from 'pino';
import type { Config } from '../../src/config.ts';
import { openMasterKeys, openSeal } from '../../src/keys/open-seal.ts';
import { rewrap } from '../../src/keys/rewrap.ts';
import { type RunningServer, serve } from '../../src/main.ts';
import { SEALED_PLACES } from '../../src/storage/sealed/sealed-places.ts';
import { ALICE, ALICE_SUB, B0, payload, silently } from '../attacks/requests.ts';
import { type App, codeOf, firstFactor, type Person, verify, withApp } from '../factors/second-factors.ts';
import { freePort } from '../ports.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { fragment, UserAgent } from '../user-agent.ts';

const NEW = Buffer.alloc(32, 8).toString('base64');
const PAIRWISE = { client_id: 'pairwise', redirect_uri: 'https://pairwise.test/cb' };

/** What every sealed value begins with. */
const SEALED = Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url');

/** What the Management API keeps sealed, of later as well. */
function furnishManagement(
  rows: DatabaseSync,
  { seal, later }: { readonly seal: Awaited<ReturnType<typeof openSeal>>; readonly later: number },
): void {
  const sealed = (purpose: 'log-stream' | 'job' | 'kept-answer' | 'mail-provider') =>
    seal.seal({ purpose, tenant_id: 't-acme' }, { secret: 'secret' });
  const document = { name: 'One', type: 'http', status: 'paused', secrets_sealed: sealed('log-stream') };
  rows
    .prepare(
      'insert into log_streams (tenant_id, stream_id, document, begins_at, expires_at) values (?, ?, ?, ?, 0)',
    )
    .run('t-acme', 'lst_1', JSON.stringify(document), later);
  rows
    .prepare(`insert into job_parts values (?, 'part', 'job', 'people', 1, ?, ?)`)
    .run('t-acme', sealed('job'), later);
  rows
    .prepare(`insert into idempotency_keys values (?, 'key', 'client', 'request', ?, ?)`)
    .run('t-acme', sealed('kept-answer'), later);
  rows
    .prepare(
      `update tenants set settings = json_set(settings, '$.mail_provider_sealed', ?) where tenant_id = ?`,
    )
    .run(sealed('mail-provider'), 't-acme');
}

describe('while the master key changes', () => {
  let stack: Stack;
  let rows: DatabaseSync;
  const servers: RunningServer[] = [];
  let somebody: App & { readonly person: Person };

  before(async () => {
    stack = await startStack({ otherMasterKeys: [NEW] });
    rows = new DatabaseSync(stack.config.databaseUrl.slice('sqlite:'.length));
    const { clients } = stack.storage.tenant('t-acme');
    const { client_id, redirect_uri } = PAIRWISE;
    await clients.save(
      implicitClient(client_id, { subject_type: 'pairwise', redirect_uris: [redirect_uri] }),
    );
    const seal = await openSeal(stack.storage, stack.config);
    const client_secret_sealed = seal.seal(
      { purpose: 'client-secret', tenant_id: 't-acme' },
      { client_secret: 'secret' },
    );
    await clients.save(implicitClient('signs', { client_secret_sealed }));
    const mail = seal.seal({ purpose: 'mail', tenant_id: 't-acme' }, { to: 'nobody' });
    // Of later, so that nobody sends it meanwhile.
    rows
      .prepare(
        'insert into mails (tenant_id, mail_id, sealed, attempts, due_at, expires_at) values (?, ?, ?, 0, ?, ?)',
      )
      .run('t-acme', 'waits', mail, stack.clock.now + 9_000, stack.clock.now + 9_000);
    furnishManagement(rows, { seal, later: stack.clock.now + 9_000 });
    somebody = await withApp(stack);
  });

  after(async () => {
    rows.close();
    for (const server of servers) await server.close();
    await stack.close();
  });

  const given = (masterKey: string, ...otherMasterKeys: readonly string[]): Config => ({
    ...stack.config,
    masterKey,
    otherMasterKeys,
  });
  const old = () => stack.config.masterKey ?? '';

  /** Browsers at a server with these keys, with the cookies that another one has. */
  async function serverWith(config: Config) {
    const port = await freePort();
    const log = pino({ level: 'silent' });
    servers.push(await serve({ config: { ...config, port }, log, now: () => stack.clock.now }));
    return (cookies: UserAgent['cookies'] = new Map()) => {
      const browser = new UserAgent({ port, host: stack.host('acme') });
      for (const [name, value] of cookies) browser.cookies.set(name, value);
      return browser;
    };
  }

  async function signInByApp(browser: UserAgent): Promise<void> {
    const page = await firstFactor(browser, somebody.person);
    const { location } = await verify(browser, page, { code: codeOf(somebody, stack) });
    assert.match(location, /access_token=/);
    stack.clock.now += 60;
  }

  async function pairwiseSub(browser: UserAgent): Promise<unknown> {
    const { location } = await browser.authorize({ ...B0, ...PAIRWISE, prompt: 'none' });
    const { sub } = payload(fragment(location)['id_token']);
    assert.match(String(sub), /^[\w-]{43}$/, location);
    return sub;
  }

  test('F-09 a login begun at one server ends at another, and all is known at both, before and after rewrap', async () => {
    const both = await serverWith(given(NEW, old()));
    const at_old = stack.browser();
    const page = await at_old.authorize({ ...B0, prompt: 'login' });
    const at_new = both(at_old.cookies);
    assert.ok(fragment((await at_new.signIn(page, ALICE)).location)['access_token']);
    for (const [name, value] of at_new.cookies) at_old.cookies.set(name, value);
    for (const browser of [at_old, at_new]) assert.equal(await silently(browser), 'tokens');
    const sub = await pairwiseSub(at_old);
    assert.equal(await pairwiseSub(at_new), sub);
    for (const browser of [both(), stack.browser()]) await signInByApp(browser);
    await stack.browser().authorize({ ...B0, state: 's'.repeat(4_000) });

    const keys = await openMasterKeys(stack.storage, given(NEW, old()));
    const { places, isDone } = await rewrap(stack.storage, keys, { dryRun: false });
    assert.equal(isDone, true);
    for (const { place, rewrapped } of places) assert.ok(rewrapped > 0, place);

    const alone = await serverWith(given(NEW));
    for (const browser of [alone(at_new.cookies), at_old]) {
      assert.equal(await silently(browser), 'tokens');
      assert.equal(await pairwiseSub(browser), sub);
    }
    for (const browser of [alone(), stack.browser()]) await signInByApp(browser);
    await assert.rejects(serverWith(given(old())), /TACIT_MASTER_KEY is not the one it was sealed with/);
  });

  test('whatever lies sealed in the database lies where rewrap looks for it', () => {
    const known = Object.values(SEALED_PLACES).map(({ table, column }) => `${table}.${column}`);
    const tables = rows.prepare(`select name from sqlite_schema where type = 'table'`).all();
    const found = tables.flatMap(({ name: table }) =>
      rows
        .prepare(`select name from pragma_table_info(?)`)
        .all(String(table))
        .filter(({ name }) =>
          rows.prepare(`select 1 from "${table}" where instr("${name}", ?) > 0 limit 1`).get(SEALED),
        )
        .map(({ name }) => `${table}.${name}`),
    );
    assert.deepEqual(found.sort(), [...known, 'master_key.sealed'].sort());
  });

  test('F-26 F-32 KY-09 a tenant whose signing key is damaged keeps no other from being served, and the log names it', async () => {
    rows
      .prepare(
        `update signing_keys set private_jwk_sealed = 'damaged' where tenant_id = ? and state = 'current'`,
      )
      .run('t-globex');
    const lines: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    const port = await freePort();
    servers.push(await serve({ config: { ...given(NEW), port }, log, now: () => stack.clock.now }));
    assert.match(lines.join(''), /"tenant":"globex\.us".*cannot be opened/);
    const acme = new UserAgent({ port, host: stack.host('acme') });
    assert.ok(fragment((await acme.signIn(await acme.authorize(B0), ALICE)).location)['access_token']);
    const globex = new UserAgent({ port, host: stack.host('globex') });
    const jwks = await globex.send('/.well-known/jwks.json');
    assert.equal(jwks.status, 500);
    assert.ok(!jwks.body.includes(ALICE_SUB));

    // One that is damaged while the server runs: no answer, and no token by another key or none.
    rows
      .prepare(
        `update signing_keys set private_jwk_sealed = 'damaged' where tenant_id = ? and state = 'current'`,
      )
      .run('t-acme');
    const silent = await acme.authorize({ ...B0, prompt: 'none' });
    assert.equal(silent.status, 500);
    assert.doesNotMatch(`${silent.location} ${silent.body}`, /token=/);
  });
});
