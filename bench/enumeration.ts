/**
 * Whether the time of an answer tells who has an account: every form that takes an address is sent for accounts that there are and
 * for some that there are not, one after the other in random order. The figure is that of a rank test (Mann and Whitney): how
 * often the answer for an account was the slower of a pair. Half of the time means that time tells nothing.
 */
import { randomInt } from 'node:crypto';
import { Agent, request } from 'node:http';
import { type Form, openForm } from './login-page.ts';
import type { Row } from './main.ts';
import { addressOf, emailOf, manyUsers } from './many-users.ts';
import { BEHIND_PROXY, startTacit } from './subjects/tacit.ts';
import { CLIENT_ID } from './workload.ts';

const PAIRS = 1_000;
const WARM_UP_PAIRS = 40;
/** Each is asked for once in a form, so that neither a budget of attempts nor a mail of before makes a difference. */
const USERS = PAIRS + WARM_UP_PAIRS;

const GOAL = '0.45 to 0.55';
const PASSWORD = 'seven unrelated words in a row';
const CONNECTION = 'Username-Password-Authentication';

type Request = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What is sent for an address: pages with the fields of a form, Auth0's endpoints with JSON. */
type AddressForm = (email: string, form: Form) => Request;

/** `sign_up` off: only accounts get a mail, and so only they cost one. */
const FORMS: ReadonlyMap<string, { readonly sign_up: boolean; readonly fill: AddressForm }> = new Map([
  ['wrong password', { sign_up: false, fill: onPage('/login', { password: PASSWORD, action: 'login' }) }],
  ['code by mail', { sign_up: false, fill: onPage('/login', { action: 'email_code' }) }],
  ['link by mail', { sign_up: false, fill: onPage('/login', { action: 'email_link' }) }],
  ['reset', { sign_up: false, fill: onPage('/reset-password', { action: 'reset' }) }],
  [
    '/passwordless/start',
    { sign_up: false, fill: asJson('/passwordless/start', { connection: 'email', send: 'code' }) },
  ],
  [
    '/dbconnections/change_password',
    { sign_up: false, fill: asJson('/dbconnections/change_password', { connection: CONNECTION }) },
  ],
  ['sign-up', { sign_up: true, fill: onPage('/signup', { password: PASSWORD, action: 'signup' }) }],
  [
    '/dbconnections/signup',
    { sign_up: true, fill: asJson('/dbconnections/signup', { connection: CONNECTION, password: PASSWORD }) },
  ],
]);

function onPage(path: string, fields: Readonly<Record<string, string>>): AddressForm {
  return (username, { cookie, hidden }) => ({
    path,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: `${hidden}&${new URLSearchParams({ username, ...fields })}`,
  });
}

function asJson(path: string, members: Readonly<Record<string, string>>): AddressForm {
  return (email) => ({
    path,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: CLIENT_ID, email, ...members }),
  });
}

/** Every form, each on a server of its own. */
export async function enumeration(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [what, { sign_up, fill }] of FORMS) {
    const settings = { login_methods: ['password', 'email_code', 'email_link'], sign_up };
    const subject = await startTacit('RS256', { users: manyUsers(USERS), settings, env: BEHIND_PROXY });
    try {
      rows.push({ what, ...(await measure(subject.origin, fill)), goal: GOAL });
    } finally {
      await subject.stop();
    }
  }
  return rows;
}

async function measure(origin: string, fill: AddressForm): Promise<Row> {
  const form = await openForm(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let attempt = 0;
  const time = (email: string) => {
    attempt += 1;
    const { headers, ...filled } = fill(email, form);
    return answerOf(origin, agent, {
      ...filled,
      headers: { ...headers, 'x-forwarded-for': addressOf(attempt) },
    });
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let index = 0; index < USERS; index += 1) {
    const isFirst = randomInt(2) === 0;
    const nobody = `none-${index}@bench.test`;
    const one = await time(isFirst ? emailOf(index) : nobody);
    const other = await time(isFirst ? nobody : emailOf(index));
    if (one.answer !== other.answer)
      throw new Error(`${one.answer} for one address, ${other.answer} for another`);
    if (index < WARM_UP_PAIRS) continue;
    known.push((isFirst ? one : other).ms);
    unknown.push((isFirst ? other : one).ms);
  }
  agent.destroy();
  return {
    'account ms': median(known).toFixed(2),
    'nobody ms': median(unknown).toFixed(2),
    'rank test': slowerShare(known, unknown).toFixed(3),
  };
}

/** How long the whole answer took, and what it was but for the address in it. */
function answerOf(
  origin: string,
  agent: Agent,
  { path, headers, body }: Request,
): Promise<{ readonly ms: number; readonly answer: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ ms: number; answer: string }>();
  const begin = performance.now();
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  const sent = request(new URL(path, origin), { agent, method: 'POST', headers: { ...headers, ...length } });
  sent.on('error', reject);
  sent.on('response', (response) => {
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
    });
    response.on('error', reject);
    response.on('end', () =>
      resolve({ ms: performance.now() - begin, answer: `${response.statusCode} with ${size} bytes` }),
    );
  });
  sent.end(body);
  return promise;
}

/** Of all pairs of an answer for an account and one for nobody, the share in which the account was slower. */
function slowerShare(known: readonly number[], unknown: readonly number[]): number {
  const sorted = unknown.toSorted((a, b) => a - b);
  const quicker = known.map((ms) => {
    const index = sorted.findIndex((other) => other >= ms);
    return index < 0 ? sorted.length : index;
  });
  return quicker.reduce((sum, count) => sum + count, 0) / (known.length * unknown.length);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
