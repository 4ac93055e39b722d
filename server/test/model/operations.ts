/**
 * The table of operations, with how often each is drawn.
 */
import { CREDENTIALS } from './credentials.ts';
import { GRANTS } from './grants.ts';
import { LOGINS } from './logins.ts';
import { MAILED } from './mailed.ts';
import type { Operation } from './operation.ts';
import { drop, type State } from './state.ts';

/** The machine's clock says what has expired; of all tenants at once. */
const sweep: Operation<object> = {
  everywhere: true,
  draw: () => ({}),
  async call(_, __, { storage, now }) {
    await storage.sweep(now);
    return true;
  },
  expect(state, _, now) {
    for (const things of [state.sessions, state.access_tokens, state.devices, state.links])
      drop<{ readonly expires_at: number }>(things, ({ expires_at }) => expires_at <= now);
    sweepGrants(state, now);
    return true;
  },
};

function sweepGrants(state: State, now: number): void {
  drop(state.grants, ({ expires_at }) => expires_at <= now);
  drop(state.refresh_tokens, ({ grant_id }) => !state.grants.has(grant_id));
}

const OPERATIONS: ReadonlyMap<string, Operation<unknown>> = new Map(
  Object.entries<Operation<unknown>>({ ...LOGINS, ...GRANTS, ...CREDENTIALS, ...MAILED, sweep }),
);

/**
 * How often an operation is drawn, where that is not once. What needs the most before it can be done is drawn the most: it
 * is passed over until then.
 */
const OFTEN: ReadonlyMap<string, number> = new Map([
  ['read a user', 40],
  ['prove a password', 40],
  ['begin a session', 70],
  ['begin a session in place of another', 16],
  ['find a session', 100],
  ['step up', 5],
  ['answer an interaction', 40],
  ['log out', 4],
  ['sign one device out', 6],
  ['sign the other devices out', 6],
  ['remember a device', 4],
  ['begin a grant', 100],
  ['redeem a code', 80],
  ['refresh', 400],
  ['save a token', 8],
  ['save a token of a grant', 24],
  ['revoke a grant', 4],
  ['change the password in a session', 6],
  ['unblock a user', 8],
  ['enrol a factor in a login', 6],
  ['enrol a factor in a session', 12],
  ['remove a factor', 10],
  ['make new recovery codes', 3],
  ['spend a recovery code', 8],
  ['send a link to reset', 5],
  ['send a link to sign in', 5],
  ['reset by a link', 6],
  ['open a link to sign in', 10],
  ['sweep', 4],
]);

/** Every operation by its name, and how often it is drawn. */
export const NAMES = [...OPERATIONS.keys()].map((name) => ({ name, often: OFTEN.get(name) ?? 1 }));

/** One of the table, whatever it sends. */
export function operationOf(name: string): Operation<unknown> {
  const operation = OPERATIONS.get(name);
  if (!operation) throw new Error(`There is no operation ${name}.`);
  return operation;
}
