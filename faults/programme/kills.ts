/**
 * F-01: the server is killed in the middle of what people do.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { hiddenFields } from '../../server/test/user-agent.ts';
import type { Installation } from '../rig/installation.ts';
import { kill, secondsUntil } from '../rig/processes.ts';
import type { Scene } from '../rig/scene.ts';
import { loginPage } from '../rig/steps.ts';
import { atSystemCall } from '../rig/system-calls.ts';
import { underLoad } from '../rig/under-load.ts';
import { Visitor } from '../rig/visitor.ts';

const PAUSES_MS = { least: 300, most: 1_500 };

/** At no moment that anybody chose, again and again. */
export async function killAtRandom(scene: Scene): Promise<void> {
  await underLoad(scene, {}, async (stage) => {
    const ends_ms = performance.now() + scene.seconds * 1_000;
    let kills = 0;
    while (performance.now() < ends_ms) {
      await wait(PAUSES_MS.least + Math.random() * (PAUSES_MS.most - PAUSES_MS.least));
      await kill(stage.node);
      kills += 1;
      stage.node = await stage.installation.serve();
    }
    scene.figures['kills'] = kills;
  });
}

/** What lies between a request and its answer, as the kernel sees it: the log, the disk, the database, the client. */
const POINTS = { sqlite: ['pwrite64', 'fdatasync', 'writev'], postgres: ['write', 'writev'] } as const;
const FIRST = 5;
const STEP = 9;
const WITHIN_S = 15;

/** Before the n-th call of a kind, which is each step that crosses a boundary sooner or later. */
export async function killAtSystemCalls(scene: Scene): Promise<void> {
  await underLoad(scene, { noSizes: true }, async (stage) => {
    const { installation } = stage;
    let kills = 0;
    for (const point of POINTS[scene.dialect]) {
      for (let call = FIRST; call < FIRST + STEP * (scene.seconds / 2); call += STEP) {
        await kill(stage.node);
        stage.node = installation.start({ under: atSystemCall(point, `signal=SIGKILL:when=${call}`) });
        const died = await secondsUntil(() => stage.node.hasEnded(), WITHIN_S);
        if (died !== undefined) kills += 1;
      }
    }
    await kill(stage.node);
    stage.node = await installation.serve();
    scene.figures['kills at system calls'] = kills;
    scene.must('I1', kills > 0, 'the server was never killed');
  });
}

const GUESSES = 60;

/** Guesses that were counted before a kill are counted after it. */
export async function killBetweenGuesses(scene: Scene): Promise<void> {
  const installation = await scene.install();
  const node = await installation.serve();
  const unbroken = await guess(installation, { email: 'never@acme.test', most: GUESSES });
  const before = await guess(installation, { email: 'twice@acme.test', most: 3 });
  await kill(node);
  await installation.serve();
  const afterwards = await guess(installation, { email: 'twice@acme.test', most: GUESSES });
  Object.assign(scene.figures, { 'guesses without a kill': unbroken, 'with one': before + afterwards });
  scene.must('I4', unbroken < GUESSES, 'guesses are not bounded');
  scene.must('I4', before + afterwards <= unbroken, 'a kill gives a guesser more tries');
}

/** How many wrong passwords are judged until no more are. */
async function guess(
  installation: Installation,
  { email, most }: { readonly email: string; readonly most: number },
): Promise<number> {
  const visitor = new Visitor(installation.door('acme'), '10.8.8.8');
  const page = await loginPage(visitor);
  for (let count = 0; count < most; count += 1) {
    const fields = {
      ...hiddenFields(page.body),
      username: email,
      password: `wrong ${count}`,
      action: 'login',
    };
    const { status } = await visitor.post('/login', fields);
    if (status === 429) return count;
  }
  return most;
}
