/**
 * F-36: hours of work, and now and then something happens.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { kill } from '../rig/processes.ts';
import type { Scene } from '../rig/scene.ts';
import { type Stage, underLoad } from '../rig/under-load.ts';
import { OUTAGES } from './database-gone.ts';

const EVERY_S = 60;
const OUTAGE_S = 5;

/** What may happen within it, each by chance. */
const HAPPENINGS: readonly ((stage: Stage) => Promise<void>)[] = [
  async (stage) => {
    await kill(stage.node);
    stage.node = await stage.installation.serve();
  },
  async ({ node }) => {
    node.child.kill('SIGSTOP');
    await wait(OUTAGE_S * 1_000);
    node.child.kill('SIGCONT');
  },
  async ({ installation: { postgres }, work }) => {
    const outages = Object.values(OUTAGES);
    const outage = outages[Math.floor(Math.random() * outages.length)];
    if (!postgres || !outage) return;
    outage.begin(postgres);
    await work(OUTAGE_S);
    outage.end(postgres);
  },
];

/** At half of what it can, for as long as it is given. */
export async function soak(scene: Scene): Promise<void> {
  await underLoad(scene, { pause_ms: 200 }, async (stage) => {
    const ends_ms = performance.now() + scene.seconds * 1_000;
    let happened = 0;
    while (performance.now() < ends_ms) {
      await stage.work(EVERY_S);
      await HAPPENINGS[Math.floor(Math.random() * HAPPENINGS.length)]?.(stage);
      happened += 1;
    }
    scene.figures['happened'] = happened;
  });
}
