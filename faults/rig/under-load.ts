/**
 * The usual order of events: a server, people at work, the fault, its end, recovery, and the oracle.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { startCrowd, warmUp } from './crowd.ts';
import type { install } from './installation.ts';
import { type Installation, type Node, statusOf } from './installation.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { judge } from './oracle.ts';
import { type Sizes, secondsUntil, sizesOf } from './processes.ts';
import { keysIn, type Scene } from './scene.ts';
import { signIn } from './steps.ts';
import { Visitor } from './visitor.ts';

export type Stage = {
  readonly installation: Installation;
  readonly ledger: Ledger;
  /** The server that answers at the installation's port; a fault that starts another one puts it here. */
  node: Node;
  /** Lets people work for so long. */
  readonly work: (seconds: number) => Promise<void>;
};

type Options = Partial<Parameters<typeof install>[0]> & {
  readonly under?: readonly string[];
  readonly rotated?: boolean;
  /** How much of it there may be afterwards, of what there was before. */
  readonly noSizes?: boolean;
  readonly pause_ms?: number;
};

/** People work before, during and after the fault. */
export async function underLoad(
  scene: Scene,
  options: Options,
  fault: (stage: Stage) => Promise<void>,
): Promise<void> {
  const installation = await scene.install(options);
  const ledger = createLedger(installation.people);
  const node = await installation.serve({ under: options.under ?? [] });
  await warmUp(installation);
  const keys = await keysIn(installation.database);
  const stage: Stage = { installation, ledger, node, work: (seconds) => wait(seconds * 1_000) };
  const crowd = startCrowd(installation, ledger, { pause_ms: options.pause_ms ?? 0 });
  const before: { sizes?: Sizes } = {};
  try {
    await stage.work(scene.seconds / 4);
    // Of a server in use: before that half of its code has never run.
    if (!options.noSizes) before.sizes = await held(node);
    await fault(stage);
    await judgeRecovery(scene, stage);
    await stage.work(scene.seconds / 4);
  } finally {
    await crowd.stop();
  }
  scene.figures['rounds'] = crowd.rounds();
  if (before.sizes) await judgeSizes(scene, before.sizes, stage.node);
  await judge(scene, { installation, ledger, keys, rotated: options.rotated ?? false });
}

/** I10: ready, and somebody gets in, without anybody doing anything. */
export async function judgeRecovery(
  scene: Scene,
  { installation, node }: Pick<Stage, 'installation' | 'node'>,
): Promise<void> {
  const [person] = installation.people;
  if (!person) throw new Error('An installation has people.');
  const LIMIT_S = 30;
  const seconds = await secondsUntil(async () => {
    if ((await statusOf(node.port, '/readyz')) !== 200) return false;
    const visitor = new Visitor({ ...installation.door(person.tenant), answers: [] }, person.address);
    return signIn(visitor, person).then(
      () => true,
      () => false,
    );
  }, LIMIT_S);
  scene.must('I10', seconds !== undefined, `nobody gets in ${LIMIT_S} seconds after the end of the fault`);
  scene.figures['recovered after s'] = seconds ?? 'never';
}

/** Of code that has run meanwhile for the first time, and of pools that breathe. */
const ROOM = { rss_mb: 48, fds: 12, times: 1.1 };
const WITHIN_S = 10;

/** What a server holds once its garbage is collected: how much of that there is says how long V8 has not looked, and no more. */
export async function held({ pid, port }: Pick<Node, 'pid' | 'port'>): Promise<Sizes> {
  process.kill(pid, 'SIGUSR2');
  // Answered when that is done: signals are heard before connections.
  for (let asked = 0; asked < 2; asked += 1) await statusOf(port, '/healthz');
  return sizesOf(pid);
}

/** I11: what the process holds goes back to what it held. */
export async function judgeSizes(scene: Scene, before: Sizes, node: Node): Promise<void> {
  const isBack = ({ rss_mb, fds }: Sizes) =>
    fds <= before.fds * ROOM.times + ROOM.fds && rss_mb <= before.rss_mb * ROOM.times + ROOM.rss_mb;
  await secondsUntil(async () => isBack(await held(node)), WITHIN_S);
  const after = await held(node);
  const figures = `${before.rss_mb} -> ${after.rss_mb} MB, ${before.fds} -> ${after.fds} fds`;
  scene.figures['held'] = figures;
  scene.must('I11', isBack(after), figures);
}
