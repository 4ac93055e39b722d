/**
 * F-26, F-27: a row that cannot be read, and a copy that is made while people work.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { runSql } from '../../server/test/databases/postgres.ts';
import { startCrowd, warmUp } from '../rig/crowd.ts';
import type { Database } from '../rig/database.ts';
import type { Installation } from '../rig/installation.ts';
import { createLedger } from '../rig/ledger.ts';
import { judge } from '../rig/oracle.ts';
import { kill } from '../rig/processes.ts';
import { keysIn, type Scene } from '../rig/scene.ts';
import { exchange, loginPage, signIn } from '../rig/steps.ts';
import { THIRD_CLIENT } from '../rig/tenants.ts';
import { Visitor } from '../rig/visitor.ts';

async function write({ database }: Pick<Installation, 'database'>, statement: string): Promise<void> {
  if (database.dialect === 'postgres') await runSql(database.directUrl, [statement]);
  else await database.rows(statement);
}

const DAMAGES: readonly (readonly [what: string, document: string])[] = [
  ['no JSON', '{'],
  ['another type', '[]'],
  ['nothing', ''],
  ['a word nobody knows', '{"grant_types":["telepathy"],"redirect_uris":7}'],
];

/** One client's row is damaged: its requests fail, everything else goes on, and a start is not prevented. */
export async function damagedRow(scene: Scene): Promise<void> {
  const installation = await scene.install({ people: 2 });
  const node = await installation.serve();
  const keys = await keysIn(installation.database);
  const ledger = createLedger(installation.people);
  for (const [what, document] of DAMAGES) {
    await write(
      installation,
      `UPDATE clients SET document = '${document}' WHERE client_id = '${THIRD_CLIENT}' AND tenant_id = (SELECT tenant_id FROM tenants WHERE name = 'acme')`,
    );
    await judgeRow(scene, installation, what);
  }
  const before = node.said().length;
  await kill(node, 'SIGTERM');
  const again = await installation.serve();
  scene.figures['kinds'] = DAMAGES.length;
  await judgeRow(scene, installation, 'after a start');
  scene.must('I9', before + again.said().length > 0, 'nothing is said of it');
  const answers = installation.answers.filter(({ status }) => status < 500);
  await judge(scene, { installation: { ...installation, answers }, ledger, keys });
}

async function judgeRow(scene: Scene, installation: Installation, what: string): Promise<void> {
  for (const person of installation.people) {
    const visitor = new Visitor(installation.door(person.tenant), person.address);
    const tokens = await signIn(visitor, person)
      .then(({ code }) => exchange(visitor, code))
      .catch(String);
    scene.must('I7', typeof tokens !== 'string', `${what}: others do not get in: ${tokens}`);
  }
  const page = await loginPage(new Visitor(installation.door('acme'), '10.6.0.1'), THIRD_CLIENT);
  scene.must('I8', page.status >= 400, `${what}: a client that cannot be read is answered ${page.status}`);
  const other = await loginPage(new Visitor(installation.door('globex'), '10.6.0.1'), THIRD_CLIENT);
  scene.must(
    'I7',
    other.status === 200,
    `${what}: the same client of another tenant is answered ${other.status}`,
  );
}

/** A copy that is made while people work is whole: a server begins on it, and all that was acknowledged before it is there. */
export async function copiedWhileWriting(scene: Scene): Promise<void> {
  const installation = await scene.install();
  const node = await installation.serve();
  await warmUp(installation);
  const keys = await keysIn(installation.database);
  const early = createLedger(installation.people);
  const first = startCrowd(installation, early);
  await new Promise((resolve) => setTimeout(resolve, scene.seconds * 1_000));
  await first.stop();
  const crowd = startCrowd(installation, createLedger(installation.people));
  const copy = await copyOf(installation);
  await crowd.stop();
  await kill(node, 'SIGTERM');
  await installation.serve({ env: { TACIT_DATABASE_URL: copy.url } });
  // What was done after the copy is not in it: the sessions and tokens of before are, and lead nowhere else.
  await judge(scene, { installation: { ...installation, database: copy }, ledger: early, keys });
}

async function copyOf({ database, folder }: Installation): Promise<Database> {
  if (database.dialect === 'sqlite') {
    const file = join(folder, 'copy.db');
    const original = database.url.slice('sqlite:'.length);
    const source = new DatabaseSync(original);
    await backup(source, file);
    source.close();
    copyFileSync(`${original}.key`, `${file}.key`);
    return { ...database, url: `sqlite:${file}`, rows: (query) => rowsOf(file, query) };
  }
  const { directUrl, url } = database;
  const direct = new URL(directUrl);
  const copied = new URL(url);
  const name = `${direct.pathname.slice(1)}_copy`;
  const file = join(folder, 'copy.sql');
  execFileSync('pg_dump', ['--file', file, directUrl]);
  await runSql(directUrl, [`CREATE DATABASE ${name}`]);
  direct.pathname = `/${name}`;
  copied.pathname = `/${name}`;
  execFileSync('psql', ['-q', '-v', 'ON_ERROR_STOP=1', '-f', file, direct.href], { stdio: 'ignore' });
  const { Client } = await import('pg');
  return {
    ...database,
    url: copied.href,
    directUrl: direct.href,
    async rows(query) {
      const client = new Client(direct.href);
      await client.connect();
      const { rows } = await client.query(query);
      await client.end();
      return rows;
    },
  };
}

async function rowsOf(file: string, query: string) {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  const rows = database
    .prepare(query)
    .all()
    .map((row) => ({ ...row }));
  database.close();
  return rows;
}
