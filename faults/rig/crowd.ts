/**
 * Virtual users who do all that people do, again and again, each written down in the ledger.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Installation } from './installation.ts';
import type { Family, Ledger } from './ledger.ts';
import * as steps from './steps.ts';
import { OWN_CLIENT, type Person, THIRD_CLIENT } from './tenants.ts';
import { Refused, Unanswered, Visitor } from './visitor.ts';

export type Crowd = {
  /** Rounds that came to their end. */
  readonly rounds: () => number;
  /** Everybody ends the round under way. */
  readonly stop: () => Promise<void>;
};

/** What a server says that cannot serve now: whoever hears it comes again. */
const BUSY = new Set([429, 503]);
const PAUSE_MS = 200;

/** Each person goes round and round until the crowd is stopped. */
export function startCrowd(
  installation: Installation,
  ledger: Ledger,
  { people = installation.people, pause_ms = 0 }: { people?: readonly Person[]; pause_ms?: number } = {},
): Crowd {
  const state = { stopped: false, rounds: 0 };

  async function goRound(person: Person): Promise<void> {
    for (let round = 0; !state.stopped; round += 1) {
      try {
        await takeRound(installation, ledger, { person, round });
        state.rounds += 1;
        await wait(pause_ms);
      } catch (error) {
        note(error, ledger);
        await wait(PAUSE_MS);
      }
    }
  }

  const going = people.map(goRound);
  return {
    rounds: () => state.rounds,
    async stop() {
      state.stopped = true;
      await Promise.all(going);
    },
  };
}

function note(error: unknown, ledger: Ledger): void {
  if (error instanceof Unanswered) ledger.count.unanswered += 1;
  else if (error instanceof Refused && BUSY.has(error.status)) ledger.count.refused += 1;
  else ledger.surprises.push(String(error));
}

type Round = { readonly person: Person; readonly round: number };

async function takeRound(
  installation: Installation,
  ledger: Ledger,
  { person, round }: Round,
): Promise<void> {
  const visitor = new Visitor(installation.door(person.tenant), person.address);
  const family = await arrive(visitor, person, ledger);
  for (let times = 0; times < 2; times += 1) await refreshOnce(visitor, family, ledger);
  const error = await steps.silently(visitor);
  if (error !== 'code') ledger.surprises.push(`a session that lives was answered ${error}`);
  if (round % 3 === 1) await revokeOnce(visitor, family, ledger);
  if (round % 3 === 2) await leave(visitor, person, ledger);
  if (round % 4 === 3) await beginAnew(installation, ledger, { person, round });
}

/** Runs a step between its intent and its acknowledgement. */
async function act<T>(
  ledger: Ledger,
  entry: { state: 'asked' | 'done' },
  step: () => Promise<T>,
): Promise<T> {
  ledger.count.intents += 1;
  const outcome = await step();
  entry.state = 'done';
  ledger.count.acks += 1;
  return outcome;
}

/** Signs in, and gets tokens for the code. */
async function arrive(visitor: Visitor, person: Person, ledger: Ledger): Promise<Family> {
  const { tenant } = person;
  const { code } = await steps.signIn(visitor, person);
  ledger.sessions.push({ person, cookies: new Map(visitor.cookies), end: 'lives' });
  for (const cookie of visitor.cookies.values()) if (cookie.length > 20) ledger.canaries.add(cookie);
  const entry = { tenant, code, state: 'asked' as const };
  ledger.codes.push(entry);
  ledger.canaries.add(code);
  const tokens = await act(ledger, entry, () => steps.exchange(visitor, code));
  keepTokens(tokens, person, ledger);
  const family: Family = {
    tenant,
    latest: tokens.refresh_token,
    spent: [],
    isUncertain: false,
    end: 'lives',
  };
  ledger.families.push(family);
  return family;
}

function keepTokens({ access_token, id_token, refresh_token }: steps.Tokens, person: Person, ledger: Ledger) {
  const { tenant } = person;
  ledger.tokens.push({ tenant, kind: 'access', jwt: access_token }, { tenant, kind: 'id', jwt: id_token });
  for (const secret of [access_token, refresh_token]) ledger.canaries.add(secret);
}

async function refreshOnce(visitor: Visitor, family: Family, ledger: Ledger): Promise<void> {
  ledger.count.intents += 1;
  family.isUncertain = true;
  const sent = family.latest;
  const tokens = await steps.refresh(visitor, sent);
  family.spent.push(sent);
  family.latest = tokens.refresh_token;
  family.isUncertain = false;
  ledger.tokens.push({ tenant: family.tenant, kind: 'access', jwt: tokens.access_token });
  ledger.canaries.add(tokens.refresh_token);
  ledger.count.acks += 1;
}

async function revokeOnce(visitor: Visitor, family: Family, ledger: Ledger): Promise<void> {
  ledger.count.intents += 1;
  family.end = 'asked';
  await steps.revoke(visitor, family.latest);
  family.end = 'done';
  ledger.count.acks += 1;
}

async function leave(visitor: Visitor, person: Person, ledger: Ledger): Promise<void> {
  const session = ledger.sessions.findLast((one) => one.person === person);
  if (!session) return;
  ledger.count.intents += 1;
  session.end = 'asked';
  await steps.logOut(visitor);
  session.end = 'done';
  ledger.count.acks += 1;
}

/** Makes an account, agrees to somebody else's client, and chooses another password. */
async function beginAnew(
  installation: Installation,
  ledger: Ledger,
  { person, round }: Round,
): Promise<void> {
  const { tenant } = person;
  const [name = ''] = person.email.split('@');
  const tag = `${name}-${round}-${ledger.count.intents}`;
  const created = {
    tenant,
    email: `${tag}@${tenant}.test`,
    password: `canary-${tag}-correct horse`,
    address: `10.${100 + (round % 100)}.${ledger.accounts.length % 250}.${person.address.split('.')[3]}`,
  };
  ledger.canaries.add(created.password);
  const visitor = new Visitor(installation.door(tenant), created.address);
  const account = { person: created, state: 'asked' as const };
  ledger.accounts.push(account);
  await act(ledger, account, () => steps.signUp(visitor, created));
  const agreement = { person: created, client_id: THIRD_CLIENT, state: 'asked' as const };
  ledger.agreements.push(agreement);
  await act(ledger, agreement, () => steps.signIn(visitor, created, THIRD_CLIENT));
  const change = { person: created, next: `canary-${tag}-other staple`, state: 'asked' as const };
  ledger.changes.push(change);
  ledger.canaries.add(change.next);
  await act(ledger, change, () => steps.changePassword(visitor, created, change.next));
}

/** Everybody signs in once, so that what a server holds afterwards is what it holds in use. */
export async function warmUp(installation: Installation): Promise<void> {
  await Promise.all(
    installation.people.map(async (person) => {
      const visitor = new Visitor(installation.door(person.tenant), person.address);
      await steps.exchange(visitor, (await steps.signIn(visitor, person, OWN_CLIENT)).code);
    }),
  );
}
