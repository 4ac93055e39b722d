/**
 * F-10, F-11, F-13, F-16, F-17, F-18: more is asked than can be done.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { hiddenFields } from '../../server/test/user-agent.ts';
import { startCrowd } from '../rig/crowd.ts';
import { type Installation, statusOf } from '../rig/installation.ts';
import type { Scene } from '../rig/scene.ts';
import { loginPage, signIn, silently } from '../rig/steps.ts';
import type { Person } from '../rig/tenants.ts';
import { type Stage, underLoad } from '../rig/under-load.ts';
import { Visitor } from '../rig/visitor.ts';

/** The middle of some figures. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const quiet = (installation: Installation, person: Person) =>
  new Visitor({ ...installation.door(person.tenant), answers: [] }, person.address);

/** Milliseconds that a silent sign-in takes, the middle of some. */
async function silentMs(installation: Installation): Promise<number> {
  const [person] = installation.people;
  if (!person) throw new Error('An installation has people.');
  const visitor = quiet(installation, person);
  await signIn(visitor, person);
  const took: number[] = [];
  for (let times = 0; times < 15; times += 1) {
    const began_ms = performance.now();
    await silently(visitor);
    took.push(performance.now() - began_ms);
  }
  return median(took);
}

const MORE = 10;

/** Ten times as many people for a while, and then as many as before. */
export async function tenTimes(scene: Scene): Promise<void> {
  await underLoad(scene, {}, async ({ installation, ledger, work }) => {
    const before_ms = await silentMs(installation);
    const acks = () => ledger.count.acks;
    const start = acks();
    await work(scene.seconds / 2);
    const usual = (acks() - start) / (scene.seconds / 2);
    const others = Array.from({ length: MORE - 1 }, () => startCrowd(installation, ledger));
    const settled = acks();
    await work(scene.seconds);
    const under = (acks() - settled) / scene.seconds;
    await Promise.all(others.map((one) => one.stop()));
    const after_ms = await silentMs(installation);
    Object.assign(scene.figures, {
      'acks/s before': Math.round(usual),
      'acks/s at ten times': Math.round(under),
      'silent ms before': Math.round(before_ms),
      'silent ms after': Math.round(after_ms),
    });
    // The load comes from the same processors, which have then less for the server.
    scene.must(
      'I10',
      under >= usual * 0.5,
      `of ${usual.toFixed(0)} acknowledged a second ${under.toFixed(0)} are left`,
    );
    const isBack = after_ms <= before_ms * 3 + 50;
    scene.must(
      'I10',
      isBack,
      `a silent answer takes ${after_ms.toFixed(0)} ms after it, ${before_ms.toFixed(0)} before`,
    );
  });
}

/** Passwords of many at once, none of them right. */
async function flood({ door }: Installation, count: number): Promise<readonly number[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const visitor = new Visitor(
        { ...door('acme'), answers: [] },
        `10.20.${index % 250}.${index >> 8}`,
        60_000,
      );
      const page = await loginPage(visitor);
      const fields = { username: `flood${index}@acme.test`, password: 'wrong', action: 'login' };
      return (await visitor.post('/login', { ...hiddenFields(page.body), ...fields })).status;
    }),
  );
}

/** Two hundred logins at the same time: what needs no password is as fast as ever. */
export async function hashFlood(scene: Scene): Promise<void> {
  await underLoad(scene, {}, async ({ installation }) => {
    const before_ms = await silentMs(installation);
    const flooding = flood(installation, 200);
    const during_ms = await silentMs(installation);
    const statuses = Map.groupBy(await flooding, (status) => status);
    Object.assign(scene.figures, {
      'silent ms before': Math.round(before_ms),
      'silent ms beside 200 logins': Math.round(during_ms),
      ...Object.fromEntries([...statuses].map(([status, all]) => [`answered ${status}`, all.length])),
    });
    const odd = [...statuses.keys()].filter((status) => ![400, 429, 503].includes(status));
    scene.must('I9', odd.length === 0, `a wrong password is answered ${odd.join(', ')}`);
    scene.must(
      'I10',
      during_ms <= before_ms * 10 + 500,
      `a silent answer takes ${during_ms.toFixed(0)} ms beside it`,
    );
  });
}

const LIMIT_MB = 400;

/** A hundred hashes at once, 19 MiB each: those that have no place wait. */
export async function memory(scene: Scene): Promise<void> {
  await underLoad(scene, {}, async ({ installation, node }) => {
    for (let times = 0; times < 3; times += 1) await flood(installation, 100);
    const most =
      Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${node.pid}/status`, 'utf8'))?.[1]) / 1024;
    scene.figures['at most MB'] = Math.round(most);
    scene.must('I11', most < LIMIT_MB, `it held ${most.toFixed(0)} MB`);
  });
}

const HERD = 1_000;

/** Whoever verifies tokens asks for the keys at the same moment, again and again, while people sign in. */
export async function herd(scene: Scene): Promise<void> {
  await underLoad(scene, {}, async ({ installation: { door, answers } }) => {
    const took: number[] = [];
    for (let times = 0; times < Math.max(1, scene.seconds / 3); times += 1) {
      const statuses = await Promise.all(
        Array.from({ length: HERD }, async (_, index) => {
          const path = index % 2 ? '/.well-known/jwks.json' : '/.well-known/openid-configuration';
          const began_ms = performance.now();
          const visitor = new Visitor({ ...door('globex'), answers }, '10.30.0.1');
          const { status, headers } = await visitor.send(path);
          took.push(performance.now() - began_ms);
          return status === 200 && /max-age=\d/.test(String(headers['cache-control']));
        }),
      );
      scene.must('I9', statuses.every(Boolean), 'a document is not served, or may not be kept');
    }
    const sorted = took.toSorted((a, b) => a - b);
    scene.figures['herd p99 ms'] = Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0);
  });
}

/** Other programs take all processors. */
export async function starved(scene: Scene): Promise<void> {
  await underLoad(scene, {}, async ({ node, ledger, work }) => {
    const busy = Array.from({ length: 4 * availableParallelism() }, () =>
      spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
    );
    try {
      const { acks } = ledger.count;
      const ready: number[] = [];
      for (let times = 0; times < scene.seconds; times += 1) {
        await work(1);
        ready.push(await statusOf(node.port, '/readyz'));
      }
      scene.figures['acks beside busy processors'] = ledger.count.acks - acks;
      scene.must(
        'I10',
        ready.every((one) => one === 200),
        `/readyz says ${ready.join(' ')}`,
      );
      scene.must('I10', ledger.count.acks > acks, 'nobody is served');
    } finally {
      for (const one of busy) one.kill('SIGKILL');
    }
  });
}

/** The process stands still for three seconds, as one that pages or is moved. */
export async function frozen(scene: Scene): Promise<void> {
  await underLoad(scene, {}, async ({ node }: Stage) => {
    node.child.kill('SIGSTOP');
    await wait(3_000);
    node.child.kill('SIGCONT');
  });
}
