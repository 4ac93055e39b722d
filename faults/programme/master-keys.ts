/**
 * F-08, F-09: the master key is not there, not whole, not ours or not the same everywhere.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { runSql } from '../../server/test/databases/postgres.ts';
import { freePort } from '../../server/test/ports.ts';
import type { Installation, Node } from '../rig/installation.ts';
import { createLedger } from '../rig/ledger.ts';
import { judge } from '../rig/oracle.ts';
import type { Environment } from '../rig/processes.ts';
import { kill, secondsUntil } from '../rig/processes.ts';
import { keysIn, type Scene } from '../rig/scene.ts';
import { exchange, refresh, signIn } from '../rig/steps.ts';
import { Visitor } from '../rig/visitor.ts';

type Damage = {
  readonly name: string;
  /** Of the file beside SQLite; undefined: it is taken away. */
  readonly file: (key: string) => { readonly text?: string; readonly mode?: number };
  /** Of the environment beside PostgreSQL. */
  readonly env?: (key: string) => Environment;
};

const flip = (key: string) => `${key.startsWith('A') ? 'B' : 'A'}${key.slice(1)}`;

const DAMAGES: readonly Damage[] = [
  { name: 'missing', file: () => ({}), env: () => ({ TACIT_MASTER_KEY: '' }) },
  { name: 'empty', file: () => ({ text: '' }), env: () => ({ TACIT_MASTER_KEY: ' ' }) },
  {
    name: 'truncated',
    file: (key) => ({ text: key.slice(0, 20) }),
    env: (key) => ({ TACIT_MASTER_KEY: key.slice(0, 20) }),
  },
  {
    name: 'one bit off',
    file: (key) => ({ text: flip(key) }),
    env: (key) => ({ TACIT_MASTER_KEY: flip(key) }),
  },
  {
    name: 'of another installation',
    file: () => ({ text: randomBytes(32).toString('base64url') }),
    env: () => ({ TACIT_MASTER_KEY: randomBytes(32).toString('base64') }),
  },
  { name: 'readable by others', file: (key) => ({ text: key, mode: 0o644 }) },
  { name: 'binary', file: () => ({ text: '\0'.repeat(64) }) },
];

const ENDS_WITHIN_S = 20;

/** A server that is started with a key that is wrong ends, says why, and makes none. */
export async function damagedKey(scene: Scene): Promise<void> {
  const installation = await scene.install({ people: 1 });
  const node = await installation.serve();
  await kill(node, 'SIGTERM');
  const file = `${installation.database.url.slice('sqlite:'.length)}.key`;
  const isFile = scene.dialect === 'sqlite';
  const key = isFile ? readFileSync(file, 'utf8').trim() : (installation.env['TACIT_MASTER_KEY'] ?? '');
  const keys = JSON.stringify(await keysIn(installation.database));
  let refused = 0;
  for (const damage of DAMAGES.filter(({ env }) => isFile || env)) {
    const { text, mode = 0o600 } = damage.file(key);
    if (isFile) rmSync(file, { force: true });
    if (isFile && text !== undefined) {
      writeFileSync(file, text, { mode });
      chmodSync(file, mode);
    }
    await judgeRefusal(
      scene,
      installation.start({ env: isFile ? {} : (damage.env?.(key) ?? {}) }),
      damage.name,
    );
    const isAbsent = text === undefined && isFile;
    scene.must('I6', !isAbsent || !existsSync(file), `${damage.name}: a key was made in its place`);
    const after = JSON.stringify(await keysIn(installation.database));
    scene.must('I6', after === keys, `${damage.name}: the signing keys changed`);
    refused += 1;
  }
  scene.figures['kinds'] = refused;
  if (isFile) writeFileSync(file, key, { mode: 0o600 });
  chmodSync(isFile ? file : installation.folder, isFile ? 0o600 : 0o700);
  await judgeService(scene, installation, await installation.serve());
}

/** It ends by itself, with one sentence, and not with a stack. */
export async function judgeRefusal(scene: Scene, node: Node, what: string): Promise<void> {
  const ended = await secondsUntil(() => node.hasEnded(), ENDS_WITHIN_S);
  const code = ended === undefined ? 'nothing' : await node.ended;
  scene.must('I6', code !== 0 && code !== 'nothing', `${what}: the start ends with ${code}`);
  scene.must('I6', node.said().trim() !== '', `${what}: nothing is said`);
  scene.must('I6', !/^\s+at .*:\d+:\d+\)?$/m.test(node.said()), `${what}: a stack is shown`);
  await kill(node);
}

async function judgeService(scene: Scene, installation: Installation, node: Node): Promise<void> {
  const ledger = createLedger(installation.people);
  await judge(scene, { installation, ledger, keys: await keysIn(installation.database) });
  await kill(node, 'SIGTERM');
}

/** The file is replaced while a server runs: it goes on with the key it has. */
export async function keyReplaced(scene: Scene): Promise<void> {
  const installation = await scene.install({ people: 2 });
  await installation.serve();
  const keys = await keysIn(installation.database);
  const file = `${installation.database.url.slice('sqlite:'.length)}.key`;
  const key = readFileSync(file, 'utf8');
  const ledger = createLedger(installation.people);
  for (const text of [randomBytes(32).toString('base64url'), '', key]) {
    writeFileSync(file, text);
    for (const person of installation.people) {
      const visitor = new Visitor(installation.door(person.tenant), person.address);
      const tokens = await exchange(visitor, (await signIn(visitor, person)).code);
      ledger.tokens.push({ tenant: person.tenant, kind: 'access', jwt: tokens.access_token });
    }
  }
  await judge(scene, { installation, ledger, keys });
}

/** The sealed keys of two tenants change places: nobody gets a token that does not verify. */
export async function keysSwapped(scene: Scene): Promise<void> {
  const installation = await scene.install({ people: 1 });
  await kill(await installation.serve(), 'SIGTERM');
  const keys = await keysIn(installation.database);
  const of = (tenant: string) =>
    `(SELECT k.private_jwk_sealed FROM signing_keys k JOIN tenants t ON t.tenant_id = k.tenant_id WHERE t.name = '${tenant}' AND k.state = 'current')`;
  const [acme] = await installation.database.rows(`SELECT ${of('acme')} AS sealed`);
  const target = `state = 'current' AND tenant_id = (SELECT tenant_id FROM tenants WHERE name = `;
  await write(
    installation,
    `UPDATE signing_keys SET private_jwk_sealed = ${of('globex')} WHERE ${target}'acme')`,
  );
  await write(
    installation,
    `UPDATE signing_keys SET private_jwk_sealed = '${acme?.['sealed']}' WHERE ${target}'globex')`,
  );
  const node = installation.start();
  await node.ready(ENDS_WITHIN_S);
  scene.figures['start'] = node.hasEnded() ? 'refused' : 'serves';
  if (node.hasEnded()) return judgeRefusal(scene, node, 'swapped keys');
  const ledger = createLedger(installation.people);
  for (const person of installation.people) {
    const visitor = new Visitor(installation.door(person.tenant), person.address);
    const tokens = await signIn(visitor, person)
      .then(({ code }) => exchange(visitor, code))
      .catch(() => undefined);
    scene.must('I6', tokens === undefined, `${person.tenant} signs with a key that is not its own`);
  }
  scene.must('I6', (await keysIn(installation.database)).length === keys.length, 'keys were made');
  scene.figures['people'] = ledger.canaries.size;
  return undefined;
}

async function write({ database }: Installation, statement: string): Promise<void> {
  if (database.dialect === 'postgres') await runSql(database.directUrl, [statement]);
  else await database.rows(statement);
}

/** Two servers on one database: with one key each takes what the other gave, with another key the second does not serve. */
export async function twoKeys(scene: Scene): Promise<void> {
  const installation = await scene.install({ people: 2 });
  await installation.serve();
  const keys = await keysIn(installation.database);
  const port = await freePort();
  const stranger = installation.start({
    port,
    env: { TACIT_MASTER_KEY: randomBytes(32).toString('base64') },
  });
  await judgeRefusal(scene, stranger, 'a second server with another key');
  const second = await installation.serve({ port });
  const ledger = createLedger(installation.people);
  let turns = 0;
  for (const person of installation.people) {
    const at = (one: number) => new Visitor(installation.door(person.tenant, one), person.address);
    for (const [first, then] of [
      [installation.port, second.port],
      [second.port, installation.port],
    ] as const) {
      const tokens = await exchange(at(then), (await signIn(at(first), person)).code);
      const next = await refresh(at(first), tokens.refresh_token);
      for (const { access_token } of [tokens, next])
        ledger.tokens.push({ tenant: person.tenant, kind: 'access', jwt: access_token });
      turns += 1;
    }
  }
  scene.figures['logins over both'] = turns;
  await judge(scene, { installation, ledger, keys });
}
