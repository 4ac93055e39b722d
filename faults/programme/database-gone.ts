/**
 * F-04, F-05, F-15, F-25: the database is gone, slow, full of others, or gives up what it was asked.
 */

import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { runSql } from '../../server/test/databases/postgres.ts';
import { type Installation, statusOf } from '../rig/installation.ts';
import { kill } from '../rig/processes.ts';
import type { Scene } from '../rig/scene.ts';
import { loginPage } from '../rig/steps.ts';
import { type Stage, underLoad } from '../rig/under-load.ts';
import { Visitor } from '../rig/visitor.ts';

type Postgres = NonNullable<Installation['postgres']>;

type Outage = {
  readonly begin: (postgres: Postgres) => void;
  readonly end: (postgres: Postgres) => void;
};

/** Ways for a PostgreSQL to be gone, by name. */
export const OUTAGES = {
  stopped: { begin: ({ server }) => server.stop(), end: ({ server }) => server.start() },
  killed: { begin: ({ signal }) => signal('SIGKILL'), end: ({ server }) => server.start() },
  paused: { begin: ({ signal }) => signal('SIGSTOP'), end: ({ signal }) => signal('SIGCONT') },
  blackholed: { begin: ({ relay }) => relay.set('hold'), end: ({ relay }) => relay.set('pass') },
  reset: { begin: ({ relay }) => relay.set('refuse'), end: ({ relay }) => relay.set('pass') },
} as const satisfies Readonly<Record<string, Outage>>;

/** An answer that a person waits for while the database is gone: two seconds, and what a busy machine adds. */
const ANSWER_WITHIN_MS = 5_000;
/** What was under way when it began may still be answered by what the database had said. */
const UNDER_WAY_S = 1;

/** The database is gone for a while, one way. */
export function databaseGone(way: keyof typeof OUTAGES): (scene: Scene) => Promise<void> {
  const { begin, end } = OUTAGES[way];
  return (scene) =>
    underLoad(scene, {}, async (stage) => {
      const { postgres } = stage.installation;
      if (!postgres) throw new Error('This fault is one of PostgreSQL.');
      begin(postgres);
      try {
        await stage.work(UNDER_WAY_S);
        const { acks } = stage.ledger.count;
        await judgeOutage(scene, stage);
        await stage.work(scene.seconds / 2);
        const answered = stage.ledger.count.acks - acks;
        scene.must('I8', answered === 0, `${answered} writes were acknowledged without a database`);
      } finally {
        end(postgres);
      }
      scene.must('I10', !stage.node.hasEnded(), 'the process ended');
    });
}

/** What a server says while its database is gone: what needs none is served, the rest is put off at once. */
async function judgeOutage(scene: Scene, { installation, node }: Stage): Promise<void> {
  const ready = await statusOf(node.port, '/readyz');
  scene.must('I10', ready === 503 || ready === 0, `/readyz says ${ready}`);
  scene.must('I8', (await statusOf(node.port, '/healthz')) === 200, 'the process does not answer');
  const quiet = { ...installation.door('acme'), answers: installation.answers };
  for (const path of ['/.well-known/openid-configuration', '/.well-known/jwks.json']) {
    const answer = await new Visitor(quiet, '10.7.0.1', ANSWER_WITHIN_MS).send(path).catch(String);
    const status = typeof answer === 'string' ? answer : answer.status;
    scene.must('I8', status === 200, `${path} needs no database and is answered ${status}`);
  }
  const began_ms = performance.now();
  const page = await loginPage(new Visitor(quiet, '10.7.0.2', ANSWER_WITHIN_MS)).catch(String);
  scene.figures['refused within ms'] = Math.round(performance.now() - began_ms);
  const status = typeof page === 'string' ? page : page.status;
  // The page itself may be shown, as long as nothing is decided.
  scene.must('I9', status === 503 || status === 200, `a login is answered ${status}`);
}

const DELAY_MS = 1_000;

/** Every packet of the database comes a second late. */
export async function databaseLate(scene: Scene): Promise<void> {
  await underLoad(scene, {}, async ({ installation: { postgres }, work }) => {
    postgres?.relay.set('pass', DELAY_MS);
    await work(scene.seconds / 2);
    postgres?.relay.set('pass');
  });
}

/** Somebody else holds what every login writes to. */
export async function lockHeld(scene: Scene): Promise<void> {
  await underLoad(scene, {}, async ({ installation: { database }, work }) => {
    const letGo = await holdLock(
      database.dialect === 'sqlite' ? database.url.slice('sqlite:'.length) : '',
      database.directUrl,
    );
    await work(scene.seconds / 2);
    await letGo();
  });
}

async function holdLock(file: string, url: string): Promise<() => Promise<void>> {
  if (file !== '') {
    const database = new DatabaseSync(file, { timeout: 5_000 });
    database.exec('BEGIN IMMEDIATE');
    return async () => {
      database.exec('COMMIT');
      database.close();
    };
  }
  const client = new Client(url);
  await client.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE sessions, grants IN ACCESS EXCLUSIVE MODE');
  return async () => {
    await client.query('COMMIT');
    await client.end();
  };
}

const CONNECTIONS = 3;

/** The database takes three connections of us, and more are wanted. */
export async function fewConnections(scene: Scene): Promise<void> {
  const role = 'few';
  await underLoad(scene, {}, async (stage) => {
    const { database, postgres } = stage.installation;
    const name = new URL(database.directUrl).pathname.slice(1);
    await runSql(database.directUrl, [
      `CREATE ROLE ${role} LOGIN`,
      `ALTER DATABASE ${name} CONNECTION LIMIT ${CONNECTIONS}`,
      `GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`,
      `GRANT ALL ON SCHEMA public TO ${role}`,
      `GRANT CREATE ON DATABASE ${name} TO ${role}`,
    ]);
    await kill(stage.node);
    const url = `postgres://${role}@127.0.0.1:${postgres?.relay.port}/${name}`;
    stage.node = await stage.installation.serve({ env: { TACIT_DATABASE_URL: url } });
    const { acks } = stage.ledger.count;
    await stage.work(scene.seconds);
    scene.must('I10', stage.ledger.count.acks > acks, `nobody is served with ${CONNECTIONS} connections`);
  });
}

/** Of what is asked of these tables a fifth is given up, as PostgreSQL does when two cannot both have been first. */
export async function serializationFailures(scene: Scene): Promise<void> {
  await underLoad(scene, {}, async ({ installation: { database }, work }) => {
    const tables = ['sessions', 'grants', 'refresh_tokens', 'consents'];
    await runSql(database.directUrl, [
      `CREATE FUNCTION give_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF random() < 0.2 THEN RAISE EXCEPTION 'given up' USING ERRCODE = '40001'; END IF;
         RETURN NEW; END $$`,
      ...tables.map(
        (table) =>
          `CREATE TRIGGER give_up BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION give_up()`,
      ),
    ]);
    await work(scene.seconds);
    await runSql(database.directUrl, ['DROP FUNCTION give_up CASCADE']);
  });
}

const HELD_MS = 200;

/** Another process writes to the file most of the time. */
export async function busyFile(scene: Scene): Promise<void> {
  await underLoad(scene, {}, async ({ installation: { database } }) => {
    const ends_ms = performance.now() + scene.seconds * 1_000;
    while (performance.now() < ends_ms) {
      const letGo = await holdLock(database.url.slice('sqlite:'.length), '');
      await wait(HELD_MS);
      await letGo();
      await wait(HELD_MS / 4);
    }
  });
}
