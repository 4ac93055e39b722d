/**
 * The half of the oracle that asks the server: does what was acknowledged still hold, is what ended still ended, and is what
 * was used not taken again.
 */
import type { Judged } from './oracle.ts';
import type { Scene } from './scene.ts';
import { exchange, refresh, signIn, silently } from './steps.ts';
import type { Person } from './tenants.ts';
import { Refused, Visitor } from './visitor.ts';

/** The newest of a kind that are asked for, one request each. */
const MOST = 40;
const newest = <T>(all: readonly T[]): readonly T[] => all.slice(-MOST);

/** Whether a step is done, or refused as what is not honoured; anything else is not an answer to the question. */
async function isDone(step: Promise<unknown>): Promise<boolean> {
  try {
    await step;
    return true;
  } catch (error) {
    if (error instanceof Refused && error.status < 500 && error.status !== 429) return false;
    throw error;
  }
}

/** I1, and I2 for what was asked and not answered. */
export async function judgeAcknowledged(scene: Scene, { installation, ledger }: Judged): Promise<void> {
  const visit = (person: Pick<Person, 'tenant' | 'address'>) =>
    new Visitor(installation.door(person.tenant), person.address);
  const canSignIn = (person: Person, password = person.password) =>
    isDone(signIn(visit(person), { email: person.email, password }));

  for (const person of installation.people) {
    // Whoever was in the middle of it may have to begin once more.
    const succeeds = (await canSignIn(person)) || (await canSignIn(person));
    scene.must('I1', succeeds, `${person.email} does not get in within two tries`);
  }
  const lasting = ledger.families.filter(({ end, isUncertain }) => end === 'lives' && !isUncertain);
  for (const family of newest(lasting)) {
    const tokens = await refresh(visit({ ...family, address: '10.251.0.1' }), family.latest).catch(
      (error: unknown) => String(error),
    );
    const isThere = typeof tokens !== 'string';
    scene.must('I1', isThere, `a refresh token that was acknowledged is not taken: ${tokens}`);
    if (!isThere) continue;
    family.spent.push(family.latest);
    family.latest = tokens.refresh_token;
  }
  for (const { person, cookies } of newest(ledger.sessions.filter(({ end }) => end === 'lives'))) {
    const outcome = await silently(withCookies(visit(person), cookies));
    scene.must('I1', outcome === 'code', `a session that began is answered ${outcome}`);
  }
  const rows = await installation.database.rows('SELECT email FROM users WHERE email IS NOT NULL');
  const emails = new Set(rows.map(({ email }) => email));
  const changes = new Map(ledger.changes.map((change) => [change.person, change]));
  for (const { person, state } of newest(ledger.accounts)) {
    const isThere = emails.has(person.email);
    if (state === 'done') scene.must('I1', isThere, `the account ${person.email} is not there`);
    if (!isThere) continue;
    const change = changes.get(person);
    const before = change?.state === 'done' ? false : await canSignIn(person);
    const after = change ? await canSignIn(person, change.next) : false;
    scene.must(
      'I2',
      before !== after,
      `${person.email} gets in by ${before && after ? 'both passwords' : 'none'}`,
    );
  }
  const consents = await installation.database.rows(
    'SELECT DISTINCT u.email AS email FROM consents c JOIN users u ON u.tenant_id = c.tenant_id AND u.sub = c.sub',
  );
  const agreed = new Set(consents.map(({ email }) => email));
  for (const { person, state } of ledger.agreements)
    if (state === 'done')
      scene.must('I1', agreed.has(person.email), `the consent of ${person.email} is not there`);
  scene.figures['checked'] = scene.claims();
}

/** I4: sessions and grants that were ended. */
export async function judgeEnded(scene: Scene, { installation, ledger }: Judged): Promise<void> {
  for (const { tenant, latest } of newest(ledger.families.filter(({ end }) => end === 'done'))) {
    const back = await isDone(refresh(new Visitor(installation.door(tenant), '10.251.0.2'), latest));
    scene.must('I4', !back, 'a refresh token that was revoked is taken');
  }
  for (const { person, cookies } of newest(ledger.sessions.filter(({ end }) => end === 'done'))) {
    const outcome = await silently(
      withCookies(new Visitor(installation.door(person.tenant), person.address), cookies),
    );
    scene.must('I4', outcome !== 'code', 'a session that was ended lives');
  }
}

/** I3: codes and refresh tokens that were used are not taken again. */
export async function judgeOnce(scene: Scene, { installation, ledger }: Judged): Promise<void> {
  for (const { tenant, code } of newest(ledger.codes.filter(({ state }) => state === 'done'))) {
    const again = await isDone(exchange(new Visitor(installation.door(tenant), '10.251.0.3'), code));
    scene.must('I3', !again, 'a code was exchanged twice');
  }
  for (const { tenant, spent } of newest(ledger.families)) {
    const [first] = spent;
    if (first === undefined) continue;
    const again = await isDone(refresh(new Visitor(installation.door(tenant), '10.251.0.4'), first));
    scene.must('I3', !again, 'a refresh token that was spent is taken again');
  }
}

function withCookies(visitor: Visitor, cookies: ReadonlyMap<string, string>): Visitor {
  for (const [name, value] of cookies) visitor.cookies.set(name, value);
  return visitor;
}
