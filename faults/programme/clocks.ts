/**
 * F-07: the clock jumps, stands still, or is not that of the other server.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { freePort } from '../../server/test/ports.ts';
import type { Installation, Node } from '../rig/installation.ts';
import { createLedger } from '../rig/ledger.ts';
import { judgeKeys } from '../rig/oracle.ts';
import { keysIn, type Scene } from '../rig/scene.ts';
import { exchange, refresh, revoke, signIn, silently, userinfo } from '../rig/steps.ts';
import type { Person } from '../rig/tenants.ts';
import { Visitor } from '../rig/visitor.ts';

const MINUTE = 60;
const DAY = 86_400;

type Clock = { readonly node: Node; readonly set: (seconds: number) => void };

async function withClock(installation: Installation, port: number): Promise<Clock> {
  const file = join(installation.folder, `clock-${port}`);
  const set = (seconds: number) => writeFileSync(file, String(seconds));
  set(0);
  const program = join(import.meta.dirname, '../rig/serve-with-clock.ts');
  return { node: await installation.serve({ port, args: [program, file] }), set };
}

/** Whether a step is done. */
const done = (step: Promise<unknown>) =>
  step.then(
    () => true,
    () => false,
  );

const JUMPS: readonly (readonly [name: string, seconds: number])[] = [
  ['five seconds on', 5],
  ['five seconds back', -5],
  ['ten minutes on', 10 * MINUTE],
  ['ten minutes back', -10 * MINUTE],
  ['a day on', DAY],
  ['a day back', -DAY],
  ['the year 2038', 2_147_483_647 - Math.floor(Date.now() / 1_000) + 10],
];

/** It jumps and jumps back: what was used or ended stays so, and people get in before and after. */
export async function clockJumps(scene: Scene): Promise<void> {
  const installation = await scene.install({ people: JUMPS.length });
  const { set } = await withClock(installation, installation.port);
  const keys = await keysIn(installation.database);
  const acme = installation.people.filter(({ tenant }) => tenant === 'acme');
  for (const [index, [name, seconds]] of JUMPS.entries()) {
    const person = acme[index];
    if (person) await jump(scene, { installation, person, name, to: () => set(seconds), back: () => set(0) });
  }
  await judgeKeys(scene, { installation, ledger: createLedger(acme), keys });
  scene.figures['jumps'] = JUMPS.length;
}

type Jump = {
  readonly installation: Installation;
  readonly person: Person;
  readonly name: string;
  readonly to: () => void;
  readonly back: () => void;
};

async function jump(scene: Scene, { installation, person, name, to, back }: Jump): Promise<void> {
  const visit = () => new Visitor(installation.door(person.tenant), person.address);
  const [before, ended] = [visit(), visit()];
  const used = (await signIn(before, person)).code;
  const tokens = await exchange(before, used);
  const next = await refresh(before, tokens.refresh_token);
  const late = (await signIn(before, person)).code;
  const revoked = await exchange(ended, (await signIn(ended, person)).code);
  await revoke(ended, revoked.refresh_token);
  to();
  const judgeOnce = async (when: string) => {
    scene.must('I3', !(await done(exchange(visit(), used))), `${name}: ${when} a code is exchanged twice`);
    scene.must(
      'I3',
      !(await done(refresh(visit(), tokens.refresh_token))),
      `${name}: ${when} a spent token is taken`,
    );
    scene.must(
      'I4',
      !(await done(refresh(visit(), revoked.refresh_token))),
      `${name}: ${when} a revoked one is taken`,
    );
  };
  const during = visit();
  const made = await signIn(during, person).then(({ code }) => exchange(during, code));
  const { iat = 0, exp = 0 } = decodeJwt(made.access_token);
  scene.must('I5', exp > iat, `${name}: a token lives for ${exp - iat} seconds`);
  const expires = Number(Object.entries(made).find(([key]) => key === 'expires_in')?.[1]);
  scene.must('I5', expires > 0, `${name}: expires_in is ${expires}`);
  const codeWasLate = !(await done(exchange(visit(), late)));
  const session = await silently(before);
  await judgeOnce('after it');
  back();
  if (codeWasLate)
    scene.must('I3', !(await done(exchange(visit(), late))), `${name}: a code that was late is taken`);
  if (session !== 'code')
    scene.must('I4', (await silently(before)) !== 'code', `${name}: a session that had ended lives again`);
  await judgeOnce('after it went back');
  scene.must('I10', await done(signIn(visit(), person)), `${name}: nobody gets in afterwards`);
  scene.must('I1', next.refresh_token !== tokens.refresh_token, `${name}: a refresh token does not rotate`);
}

const SKEWS = [2, -2, 5 * MINUTE, -5 * MINUTE];
/** What a login may be wrong by without being begun again. */
const SMALL = 5;

/** One of two servers has another time: people get in by way of both, and nothing is taken twice by the other. */
export async function clocksApart(scene: Scene): Promise<void> {
  const installation = await scene.install({ people: SKEWS.length });
  await installation.serve();
  const other = await withClock(installation, await freePort());
  const keys = await keysIn(installation.database);
  const [person] = installation.people;
  if (!person) throw new Error('An installation has people.');
  const at = (port: number) => new Visitor(installation.door(person.tenant, port), person.address);
  for (const skew of SKEWS) {
    other.set(skew);
    for (const [here, there] of [
      [installation.port, other.node.port],
      [other.node.port, installation.port],
    ] as const) {
      const what = `${skew} s apart`;
      const { code } = await signIn(at(here), person);
      const tokens = await exchange(at(there), code).catch(() => undefined);
      if (Math.abs(skew) <= SMALL)
        scene.must('I1', tokens !== undefined, `${what}: a code of the other is refused`);
      const again = await done(exchange(at(here), code));
      scene.must('I3', !(tokens && again), `${what}: a code is taken by both`);
      if (!tokens || again) continue;
      const fresh = await exchange(at(here), (await signIn(at(here), person)).code);
      await revoke(at(here), fresh.refresh_token);
      scene.must(
        'I4',
        !(await done(refresh(at(there), fresh.refresh_token))),
        `${what}: a revoked token is taken`,
      );
      const { status } = await userinfo(at(there), fresh.access_token);
      scene.must('I9', status < 500, `${what}: /userinfo is answered ${status}`);
    }
  }
  other.set(0);
  await judgeKeys(scene, { installation, ledger: createLedger([]), keys });
  scene.figures['skews'] = SKEWS.length;
}
