/**
 * Passwords: how many logins a second beside what the machine can hash with the same parameters, and what two hundred logins
 * that wait do to silent renewal. Right passwords of many users from many addresses, so that no budget is met.
 */
import autocannon, { type Client, type Instance, type Request } from 'autocannon';
import { startHashers } from './hashing-capacity.ts';
import { type Form, openForm } from './login-page.ts';
import type { Row } from './main.ts';
import { addressOf, emailOf, manyUsers } from './many-users.ts';
import { PEERS, type Running } from './peers.ts';
import { loadSilently, prepare, type Session } from './silent.ts';
import { BEHIND_PROXY, startTacit } from './subjects/tacit.ts';
import { medianOf } from './turns.ts';
import { USER } from './workload.ts';

/** Each signs in once: who comes again from a browser that is not known is also told by mail, and that is not what is measured. */
const USERS = 6_000;
/** Short turns and many: a hash costs twice as much when a neighbour is at the memory. */
const PAIRS = 15;
const LOGINS_A_TURN = 200;
/** Enough that a hash is always waiting for a thread. */
const LOGINS_AT_ONCE = 32;
const FLOOD = 200;
const FLOODS = 9;
const SECONDS = 2;

/** Tacit alone: what it is compared with is the machine, and itself when nobody logs in. */
export async function login(): Promise<readonly Row[]> {
  const subject = await startTacit('RS256', { users: manyUsers(USERS), env: BEHIND_PROXY });
  try {
    const [peer] = PEERS;
    if (!peer) throw new Error('Tacit is the first of the peers.');
    return await measure({ peer, origin: subject.origin });
  } finally {
    await subject.stop();
  }
}

async function measure(running: Running): Promise<readonly Row[]> {
  const session = await prepare(running);
  const forms = await Promise.all(Array.from({ length: FLOOD }, () => openForm(running.origin)));
  const logins = createLogins(forms);
  return [...(await measureLogins(running, logins)), ...(await measureFlood(running, logins, session))];
}

async function measureLogins(running: Running, logins: Logins): Promise<readonly Row[]> {
  const hashers = startHashers();
  try {
    await loginsPerSecond(running, logins);
    await hashers.hashesPerSecond(LOGINS_A_TURN);
    const rounds: { readonly logins: number; readonly hashes: number }[] = [];
    for (let round = 0; round < PAIRS; round += 1) {
      rounds.push({
        logins: await loginsPerSecond(running, logins),
        hashes: await hashers.hashesPerSecond(LOGINS_A_TURN),
      });
    }
    const share = medianOf(rounds, (round) => round.logins / round.hashes);
    return [
      row('password logins/s', Math.round(medianOf(rounds, (round) => round.logins))),
      row('hashes/s the machine can make', Math.round(medianOf(rounds, (round) => round.hashes))),
      row('logins of hashing capacity', `${Math.round(100 * share)} %`, '>= 90 %'),
    ];
  } finally {
    await hashers.close();
  }
}

async function measureFlood(running: Running, logins: Logins, session: Session): Promise<readonly Row[]> {
  await loadSilently(session, SECONDS);
  const rounds: { readonly idle_ms: number; readonly flooded_ms: number; readonly logins: number }[] = [];
  for (let round = 0; round < FLOODS; round += 1) {
    const idle = await loadSilently(session, SECONDS);
    const flood = await startFlood(running, logins);
    const flooded = await loadSilently(session, SECONDS);
    rounds.push({ idle_ms: idle.p99_ms, flooded_ms: flooded.p99_ms, logins: await flood.end() });
  }
  const slower = medianOf(rounds, (round) => round.flooded_ms / round.idle_ms);
  return [
    row(
      'silent p99 ms, nobody logs in',
      medianOf(rounds, (round) => round.idle_ms),
    ),
    row(
      `silent p99 ms, ${FLOOD} logins wait`,
      medianOf(rounds, (round) => round.flooded_ms),
    ),
    row('silent p99 ratio', `${slower.toFixed(2)}x`, '<= 1.5x'),
    row('password logins/s meanwhile', Math.round(medianOf(rounds, (round) => round.logins))),
  ];
}

function row(what: string, figure: string | number, goal = ''): Row {
  return { what, figure, goal };
}

/** What each connection sends: its own form, the next user, the next address. */
export type Logins = { readonly prepare: (client: Client) => void };

export function createLogins(forms: readonly Form[], users = USERS): Logins {
  let connection = 0;
  let attempt = 0;
  const next = (form: Form, request: Request): Request => {
    attempt += 1;
    const fields = { username: emailOf(attempt % users), password: USER.password, action: 'login' };
    return {
      ...request,
      headers: {
        cookie: form.cookie,
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': addressOf(attempt),
      },
      body: `${form.hidden}&${new URLSearchParams(fields)}`,
    };
  };
  return {
    prepare(client) {
      const form = forms[connection % forms.length];
      connection += 1;
      if (!form) throw new Error('There is a form for each connection.');
      const setupRequest = (request: Request) => next(form, request);
      client.setRequests([{ method: 'POST', path: '/login', setupRequest }]);
    },
  };
}

async function loginsPerSecond(running: Running, logins: Logins): Promise<number> {
  const begin = performance.now();
  const load = { connections: LOGINS_AT_ONCE, amount: LOGINS_A_TURN };
  const { finished, answered } = send(running, logins, load);
  await answered(LOGINS_A_TURN);
  const seconds = (performance.now() - begin) / 1_000;
  check(await finished);
  return LOGINS_A_TURN / seconds;
}

type Sending = {
  readonly instance: Instance;
  readonly finished: Promise<autocannon.Result>;
  /** Waits until so many have been answered: autocannon says that it has finished up to a second later. */
  readonly answered: (amount: number) => Promise<void>;
};

type Load =
  | { readonly connections: number; readonly amount: number }
  | { readonly connections: number; readonly duration: number };

/** Sends logins, and says when they are answered. */
export function send({ origin }: Running, logins: Logins, load: Load): Sending {
  const { promise, resolve, reject } = Promise.withResolvers<autocannon.Result>();
  const options = { url: origin, setupClient: logins.prepare, timeout: 30, ...load };
  const instance = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)));
  const answered = (amount: number) =>
    new Promise<void>((enough) => {
      let count = 0;
      instance.on('response', () => {
        count += 1;
        if (count === amount) enough();
      });
    });
  return { instance, finished: promise, answered };
}

/** Returns when every connection has a login waiting; each that is answered sends the next. */
async function startFlood(running: Running, logins: Logins) {
  const { instance, finished, answered } = send(running, logins, { connections: FLOOD, duration: 600 });
  await answered(LOGINS_AT_ONCE);
  return {
    /** Ends it, and gives how many a second there were. */
    async end(): Promise<number> {
      instance.stop();
      const result = await finished;
      check(result);
      await drained(running);
      return result['3xx'] / result.duration;
    },
  };
}

/** Logins whose browser has gone are still worked on: they must not weigh on what is measured next. */
async function drained(running: Running): Promise<void> {
  await prepare(running);
}

/** What is measured must be the work that is meant: every login succeeds. */
function check(result: autocannon.Result): void {
  const { errors, timeouts, non2xx, statusCodeStats } = result;
  if (errors + timeouts + non2xx - result['3xx'] > 0 || result['3xx'] === 0)
    throw new Error(`A login failed: ${JSON.stringify({ errors, timeouts, ...statusCodeStats })}`);
}
