/**
 * F-29, F-30, F-28: servers that end, begin, and begin at once.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../server/test/ports.ts';
import { startCrowd, warmUp } from '../rig/crowd.ts';
import { databaseOf, openPostgres, sqliteAt } from '../rig/database.ts';
import type { Installation, Node } from '../rig/installation.ts';
import { createLedger } from '../rig/ledger.ts';
import { judge } from '../rig/oracle.ts';
import { kill, secondsUntil, startProgram, TACIT } from '../rig/processes.ts';
import { startRelay } from '../rig/relay.ts';
import { keysIn, type Scene } from '../rig/scene.ts';
import { tenantFile } from '../rig/tenants.ts';
import { judgeRecovery, underLoad } from '../rig/under-load.ts';

/** What Kubernetes gives a process to end, and what it takes to say so. */
const ENDS_WITHIN_S = 35;

/** Told to end, under load: it ends by itself, with 0, and what it had begun is done. */
export async function endedUnderLoad(scene: Scene): Promise<void> {
  await underLoad(scene, {}, async (stage) => {
    stage.node.child.kill('SIGTERM');
    const seconds = await secondsUntil(() => stage.node.hasEnded(), ENDS_WITHIN_S);
    scene.figures['ended after s'] = seconds ?? 'never';
    scene.must('I10', seconds !== undefined, `it has not ended ${ENDS_WITHIN_S} seconds after SIGTERM`);
    const code = await kill(stage.node);
    scene.must('I9', code === 0, `it ended with ${code}`);
    stage.node = await stage.installation.serve();
  });
}

/** Two servers behind a balancer are replaced one after the other: nobody notices. */
export async function rollingRestart(scene: Scene): Promise<void> {
  const installation = await scene.install();
  const ports = [await freePort(), await freePort()];
  const balancer = await startRelay(
    ports.map((port) => ({ port, host: '127.0.0.1' })),
    installation.port,
  );
  scene.after(() => balancer.close());
  const nodes: Node[] = [];
  for (const port of ports) nodes.push(await installation.serve({ port }));
  await warmUp(installation);
  const keys = await keysIn(installation.database);
  const ledger = createLedger(installation.people);
  const crowd = startCrowd(installation, ledger);
  const restarts = Math.max(2, Math.round(scene.seconds));
  for (let times = 0; times < restarts; times += 1) {
    const index = times % nodes.length;
    const [node, port] = [nodes[index], ports[index]];
    if (!node || port === undefined) throw new Error('There are two servers.');
    node.child.kill('SIGTERM');
    const seconds = await secondsUntil(() => node.hasEnded(), ENDS_WITHIN_S);
    scene.must('I10', seconds !== undefined, 'a server does not end');
    await kill(node);
    nodes[index] = await installation.serve({ port });
    // A balancer that asks each second sends people to it again.
    await wait(200);
  }
  await crowd.stop();
  const lost = ledger.count.unanswered + ledger.count.refused;
  Object.assign(scene.figures, { restarts, rounds: crowd.rounds(), lost });
  scene.must('I9', lost === 0, `${lost} requests were lost`);
  await judge(scene, { installation, ledger, keys });
}

/** The database comes after the server that needs it. */
export async function databaseAfterServer(scene: Scene): Promise<void> {
  const installation = await scene.install({ people: 1 });
  const { postgres } = installation;
  postgres?.server.stop();
  const node = installation.start();
  await wait(scene.seconds * 1_000);
  scene.must(
    'I10',
    !node.hasEnded(),
    `the server does not wait for its database: ${node.said().slice(0, 200)}`,
  );
  postgres?.server.start();
  if (!node.hasEnded()) await judgeRecovery(scene, { installation, node });
}

/** Two servers begin at the same time on a database in which there is nothing. */
export async function twoBeginAtOnce(scene: Scene): Promise<void> {
  const made = await emptyDatabase(scene);
  for (let times = 0; times < scene.seconds; times += 1) {
    const { env, folder, rows, again } = await made();
    const ports = [await freePort(), await freePort()];
    const nodes = ports.map((port) =>
      startProgram({ args: [TACIT, 'serve'], cwd: folder, env: { ...env, TACIT_PORT: String(port) } }),
    );
    for (const [index, node] of nodes.entries()) {
      const url = `http://127.0.0.1:${ports[index]}/readyz`;
      const isReady = () =>
        fetch(url).then(
          ({ ok }) => ok,
          () => false,
        );
      const seconds = await secondsUntil(async () => node.hasEnded() || (await isReady()), 30);
      scene.must(
        'I10',
        seconds !== undefined && !node.hasEnded(),
        `one of two did not begin: ${node.said()}`,
      );
    }
    const [migrations] = await rows('SELECT count(*) AS n, count(DISTINCT name) AS d FROM kysely_migration');
    scene.must('I2', migrations?.['n'] === migrations?.['d'], 'a migration was made twice');
    await Promise.all(nodes.map((node) => kill(node)));
    await again();
  }
}

/** What changes the tables is killed again and again, and then left alone. */
export async function migrationKilled(scene: Scene): Promise<void> {
  const made = await emptyDatabase(scene);
  const { env, folder, rows, again } = await made();
  // What only looks makes no file: tables are made by who has something to write.
  const file = join(folder, 'tacit.yaml');
  await writeFile(file, tenantFile([]));
  const start = () => startProgram({ args: [TACIT, 'apply', file], cwd: folder, env });
  let kills = 0;
  for (let delay_ms = 150; delay_ms < 150 + scene.seconds * 100; delay_ms += 60) {
    const program = start();
    await wait(delay_ms);
    if (!program.hasEnded()) kills += 1;
    await kill(program);
  }
  const last = start();
  const code = await last.ended;
  scene.must('I10', code === 0, `after ${kills} kills it ends with ${code}: ${last.said().slice(0, 300)}`);
  const second = start();
  scene.must('I2', (await second.ended) === 0, `and then: ${second.said().slice(0, 300)}`);
  const [migrations] = await rows('SELECT count(*) AS n FROM kysely_migration');
  Object.assign(scene.figures, { kills, migrations: Number(migrations?.['n']) });
  await again();
}

type Empty = Pick<Installation, 'folder' | 'env'> & {
  readonly rows: Installation['database']['rows'];
  readonly again: () => Promise<void>;
};

/** Databases in which there is nothing, one after the other. */
async function emptyDatabase(scene: Scene): Promise<() => Promise<Empty>> {
  const postgres = scene.dialect === 'postgres' ? openPostgres() : undefined;
  scene.after(() => postgres?.server.stop());
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tacit-faults-'));
    const database = postgres ? await databaseOf(postgres) : sqliteAt(join(folder, 'tacit.db'));
    return {
      folder,
      rows: database.rows,
      env: {
        TACIT_DATABASE_URL: database.url,
        ...(postgres ? { TACIT_MASTER_KEY: Buffer.alloc(32, 5).toString('base64') } : {}),
      },
      async again() {
        await database.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  };
}
