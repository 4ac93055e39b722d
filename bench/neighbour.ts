/**
 * What the priority of hash threads is for: beside programs that want every processor, how many people a second get in and after
 * how long the slowest; and without them, what a flood of logins does to silent renewal. A line for each niceness, in turns.
 */
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import autocannon from 'autocannon';
import { createLogins, type Logins, send } from './login.ts';
import { openForm } from './login-page.ts';
import type { Row } from './main.ts';
import { manyUsers } from './many-users.ts';
import { PEERS, type Running } from './peers.ts';
import { loadSilently, prepare, type Session } from './silent.ts';
import { BEHIND_PROXY, startTacit } from './subjects/tacit.ts';
import { medianOf } from './turns.ts';

const NICENESS = [0, 1, 3, 5, 10, 19];
const USERS = 2_000;
const ROUNDS = 3;
const SECONDS = 3;
const LOGINS_AT_ONCE = 16;
const FLOOD = 200;
/** Seconds for which those of a flood are waited for. */
const PATIENCE = 30;

/** Programs that never rest, for each processor. */
const NEIGHBOURS = 2;

type Peer = {
  readonly niceness: number;
  readonly running: Running;
  readonly session: Session;
  readonly logins: Logins;
  readonly stop: () => Promise<void>;
};

/** A server for each niceness, on this machine and with its defaults otherwise. */
export async function neighbour(): Promise<readonly Row[]> {
  const peers: Peer[] = [];
  try {
    for (const niceness of NICENESS) peers.push(await start(niceness));
    const rounds: (readonly Figures[])[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const figures: Figures[] = [];
      for (const peer of peers) figures.push(await figuresOf(peer));
      rounds.push(figures);
    }
    return peers.map(({ niceness }, index) =>
      rowOf(
        niceness,
        rounds.map((round) => round[index]),
      ),
    );
  } finally {
    for (const peer of peers) await peer.stop();
  }
}

async function start(niceness: number): Promise<Peer> {
  const [peer] = PEERS;
  if (!peer) throw new Error('Tacit is the first of the peers.');
  const env = { ...BEHIND_PROXY, TACIT_HASHING_NICENESS: String(niceness) };
  const { origin, stop } = await startTacit('RS256', { users: manyUsers(USERS), env });
  const running = { peer, origin };
  const forms = await Promise.all(Array.from({ length: FLOOD }, () => openForm(origin)));
  const session = await prepare(running);
  return { niceness, running, session, logins: createLogins(forms, USERS), stop };
}

/** Who comes while those of the flood still wait is sent back to the form. */
async function untilPrepared(running: Peer['running']): Promise<void> {
  for (let times = 1; ; times += 1) {
    try {
      await prepare(running);
      return;
    } catch (error) {
      if (times === PATIENCE) throw error;
      await setTimeout(1_000);
    }
  }
}

type Figures = {
  readonly perSecond: number;
  readonly slowest_ms: number;
  readonly busy: number;
  readonly silentBeside_ms: number;
  readonly calm_ms: number;
  readonly flooded_ms: number;
};

async function figuresOf({ running, session, logins }: Peer): Promise<Figures> {
  const calm = await loadSilently(session, SECONDS);
  const flood = send(running, logins, { connections: FLOOD, duration: SECONDS + 1 });
  const flooded = await loadSilently(session, SECONDS);
  await flood.finished;
  await untilPrepared(running);
  const neighbours = startNeighbours();
  try {
    const { finished } = send(running, logins, { connections: LOGINS_AT_ONCE, duration: 2 * SECONDS });
    const letIn = await finished;
    const beside = await autocannon({ ...toSession(session), connections: 1, duration: SECONDS });
    return {
      perSecond: letIn['3xx'] / letIn.duration,
      slowest_ms: letIn.latency.max,
      busy: letIn.non2xx - letIn['3xx'],
      silentBeside_ms: beside.latency.p99,
      calm_ms: calm.p99_ms,
      flooded_ms: flooded.p99_ms,
    };
  } finally {
    await neighbours.end();
  }
}

function toSession({ url, cookie }: Session): autocannon.Options {
  return { url, headers: { cookie } };
}

/** Threads of this process, which has the priority of everybody. */
function startNeighbours() {
  const count = NEIGHBOURS * availableParallelism();
  const workers = Array.from({ length: count }, () => new Worker('for (;;);', { eval: true }));
  return {
    end: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function rowOf(niceness: number, rounds: readonly (Figures | undefined)[]): Row {
  const median = (figure: (one: Figures) => number) =>
    medianOf(
      rounds.filter((one) => one !== undefined),
      figure,
    );
  return {
    niceness,
    'logins/s beside neighbours': median((one) => one.perSecond).toFixed(1),
    'slowest ms': Math.round(median((one) => one.slowest_ms)),
    'told busy': median((one) => one.busy),
    'silent p99 ms beside neighbours': median((one) => one.silentBeside_ms),
    'silent p99 ms, nobody logs in': median((one) => one.calm_ms),
    [`silent p99 ms, ${FLOOD} logins wait`]: median((one) => one.flooded_ms),
    'silent p99 ratio': `${median((one) => one.flooded_ms / one.calm_ms).toFixed(2)}x`,
  };
}
