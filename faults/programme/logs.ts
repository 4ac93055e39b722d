/**
 * F-31: nobody reads the log.
 */
import type { Scene } from '../rig/scene.ts';
import { underLoad } from '../rig/under-load.ts';

/** Both streams are full for a while; people are served all the same. */
export async function readerStalls(scene: Scene): Promise<void> {
  // Everything is logged, so that a pipe is full at once.
  await underLoad(scene, { env: { TACIT_LOG_LEVEL: 'trace' } }, async ({ node, ledger, work }) => {
    const streams = [node.child.stdout, node.child.stderr];
    for (const stream of streams) stream?.pause();
    const SETTLES_S = 1;
    await work(SETTLES_S);
    const { acks } = ledger.count;
    await work(scene.seconds);
    const served = ledger.count.acks - acks;
    for (const stream of streams) stream?.resume();
    scene.figures['acks while nobody read'] = served;
    scene.must('I10', served > 0, 'nobody is served while nobody reads the log');
  });
}
