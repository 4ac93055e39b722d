/**
 * F-12, F-14: connections that dawdle, and more of them than the process may have.
 */

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { processorSeconds, secondsUntil } from '../rig/processes.ts';
import type { Scene } from '../rig/scene.ts';
import { type Stage, underLoad } from '../rig/under-load.ts';

/** Opens connections, each of which says so much and no more. */
async function dawdle({ node }: Stage, count: number, begins: string): Promise<readonly Socket[]> {
  const sockets = Array.from({ length: count }, () => connect(node.port, '127.0.0.1'));
  for (const socket of sockets) {
    socket.on('error', () => {});
    socket.resume();
    socket.write(begins);
  }
  await Promise.race(sockets.map((socket) => once(socket, 'connect')));
  return sockets;
}

const HEADER = 'GET /healthz HTTP/1.1\r\nhost: localhost\r\nx-slow: ';
const BODY =
  'POST /oauth/token HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 100\r\n\r\ngrant';

const SLOW = 400;
const CUT_WITHIN_S = 75;

/** Hundreds send half a header or half a body and wait: people are served, and they are cut off. */
export async function slowSenders(scene: Scene): Promise<void> {
  await underLoad(scene, {}, async (stage) => {
    const sockets = [...(await dawdle(stage, SLOW, HEADER)), ...(await dawdle(stage, SLOW, BODY))];
    const { acks } = stage.ledger.count;
    await stage.work(scene.seconds);
    scene.must('I10', stage.ledger.count.acks > acks, 'nobody is served beside them');
    const seconds = await secondsUntil(() => sockets.every(({ destroyed }) => destroyed), CUT_WITHIN_S);
    Object.assign(scene.figures, { connections: sockets.length, 'cut after s': seconds ?? 'never' });
    scene.must('I11', seconds !== undefined, 'connections that dawdle are kept');
    for (const socket of sockets) socket.destroy();
  });
}

const FILES = 128;
const MOST_BUSY = 0.5;

/** More connections than the process may have files: it does not spin, and serves as soon as there is room. */
export async function fewFiles(scene: Scene): Promise<void> {
  const under = ['prlimit', `--nofile=${FILES}:${FILES}`];
  await underLoad(scene, { under, people: 2, pause_ms: 200 }, async (stage) => {
    const sockets = await dawdle(stage, 3 * FILES, '');
    const [began, began_ms] = [processorSeconds(stage.node.pid), performance.now()];
    await stage.work(scene.seconds);
    // On a busy machine the work takes longer than it was meant to.
    const seconds = (performance.now() - began_ms) / 1_000;
    const busy = (processorSeconds(stage.node.pid) - began) / seconds;
    scene.figures['processor while full'] = `${Math.round(busy * 100)} %`;
    scene.must('I10', busy < MOST_BUSY, `it uses ${Math.round(busy * 100)} % of a processor`);
    for (const socket of sockets) socket.destroy();
    scene.must('I10', !stage.node.hasEnded(), `the process ended: ${stage.node.said().slice(-300)}`);
  });
}
