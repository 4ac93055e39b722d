/**
 * Operations: a login from the user that is read to the session that begins, and how sessions end.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Draw, Found, Held, Login, Operation, Read } from './operation.ts';
import { type Change, drop, endGrants, grow, type Proof, proved, provedIn, userOf } from './state.ts';

/** Seconds an interaction is honoured for. */
const INTERACTION = 600;
const SESSION = 360_000;

/** Places of mailboxes: a user has one of them at a time, mostly the first. */
const PLACES = ['b.test', 'a.test', 'a.test', 'a.test', 'a.test'];

/** Whoever has an address, read before anything is judged: what every way in begins with. */
const readUser: Operation<{ readonly sub: string; readonly email: string }> = {
  draw: (_, { pick }) => {
    const sub = pick(['alice', 'bob']);
    return sub === undefined ? undefined : { sub, email: `${sub}@${pick(PLACES)}` };
  },
  async call({ users }, { email }) {
    const user = (await users.findByEmail(email))?.user;
    return user && !user.blocked ? user.epoch : null;
  },
  expect(state, { sub, email }) {
    const user = userOf(state, sub);
    return user.email === email && !user.blocked ? user.epoch : null;
  },
  keep(held, user, outcome) {
    if (typeof outcome === 'number') held.read.push({ ...user, epoch: outcome });
  },
};

/** The password that was typed is right: the login goes on with the epoch of the read. It may wait for a second factor. */
const provePassword: Operation<Login> = {
  draw: ({ read }, { pick, name, now }) => {
    const user = pick(read);
    return user && { sub: user.sub, epoch: user.epoch, interaction: name('interaction'), began_at: now };
  },
  call: async () => true,
  expect: () => true,
  keep: (held, login) => held.logins.push(login),
};

type Begun = Proof & {
  readonly id_hash: string;
  readonly sid: string;
  readonly interaction: string;
  readonly replaces?: string;
  readonly expires_at: number;
};

function beginning({ logins }: Held, { pick, name, now }: Draw): Begun | undefined {
  const login = pick(logins);
  if (!login) return undefined;
  const { began_at: _, ...proof } = login;
  return { ...proof, id_hash: name('cookie'), sid: name('sid'), expires_at: now + SESSION };
}

const beginSession: Operation<Begun> = {
  draw: beginning,
  async call({ sessions }, { expires_at, ...begun }, { now }) {
    const ends = { expires_at, idle_seconds: SESSION };
    return (await sessions.begin({ ...begun, ...ends, auth_time: now, amr: ['pwd'] })) ?? null;
  },
  expect(state, { id_hash, replaces, ...begun }) {
    if (!proved(state, begun)) return null;
    const before = replaces === undefined ? undefined : state.sessions.get(replaces);
    if (replaces !== undefined) state.sessions.delete(replaces);
    const { sub, interaction, epoch, expires_at } = begun;
    const again = [...state.sessions].find(([, one]) => one.sub === sub && one.interaction === interaction);
    if (again) state.sessions.delete(again[0]);
    const goesOn = before?.sub === sub ? before.sid : begun.sid;
    const sid = again?.[1].sid ?? goesOn;
    state.sessions.set(id_hash, { sid, sub, interaction, epoch, expires_at });
    return sid;
  },
  keep(held, { id_hash, sub }, outcome) {
    if (outcome !== null) held.cookies.push({ id_hash, sub });
  },
};

/** In a browser that has a session, its user's or another's. */
const beginInPlace: Operation<Begun> = {
  ...beginSession,
  draw(held, draw) {
    const begun = beginning(held, draw);
    const before = draw.pick(held.cookies);
    return begun && before && { ...begun, replaces: before.id_hash };
  },
};

/** What is remembered of a session on SQLite is a millisecond old at the most: whoever asks later is told what is so now. */
const REMEMBERED_MS = 2;

const findSession: Operation<{ readonly id_hash: string; readonly sub: string }> = {
  draw: ({ cookies }, { pick }) => pick(cookies),
  async call({ sessions }, { id_hash }, { storage }) {
    if (storage.dialect === 'sqlite') await wait(REMEMBERED_MS);
    const session = await sessions.find(id_hash);
    return session && !session.user.blocked ? `${session.user.epoch} ${session.sid}` : null;
  },
  expect(state, { id_hash, sub }) {
    const session = state.sessions.get(id_hash);
    return session ? `${userOf(state, sub).epoch} ${session.sid}` : null;
  },
  keep(held, cookie, outcome) {
    if (typeof outcome !== 'string') return;
    const [epoch, sid = ''] = outcome.split(' ');
    held.found.push({ ...cookie, epoch: Number(epoch), sid });
  },
};

/** A factor was shown in the session: it goes on under a new id. */
const stepUp: Operation<Found & { readonly next_id: string }> = {
  draw: ({ found }, { pick, name }) => {
    const session = pick(found);
    return session && { ...session, next_id: name('cookie') };
  },
  async call({ sessions }, { id_hash, next_id }) {
    await sessions.renew(id_hash, { id_hash: next_id, amr: ['pwd', 'otp', 'mfa'] });
    return true;
  },
  expect(state, { id_hash, next_id }) {
    const session = state.sessions.get(id_hash);
    if (!session) return true;
    state.sessions.delete(id_hash);
    state.sessions.set(next_id, session);
    return true;
  },
  keep: (held, { next_id, sub }) => held.cookies.push({ id_hash: next_id, sub }),
};

/** An interaction is answered while it is honoured, and once. */
const answer: Operation<{ readonly interaction: string; readonly expires_at: number }> = {
  draw: ({ logins }, { pick, now }) => {
    const login = pick(logins.filter(({ began_at }) => now - began_at < INTERACTION));
    return login && { interaction: login.interaction, expires_at: login.began_at + INTERACTION };
  },
  call: ({ interactions }, { interaction, expires_at }) => interactions.spend(interaction, expires_at),
  expect(state, { interaction, expires_at }) {
    if (state.answered.has(interaction)) return false;
    state.answered.set(interaction, { expires_at });
    return true;
  },
};

const logOut: Operation<Found> = {
  draw: ({ found }, { pick }) => pick(found),
  async call({ sessions }, { id_hash, sid, sub }) {
    await sessions.end(id_hash, { sid, sub });
    return true;
  },
  expect: (state, { id_hash }) => {
    state.sessions.delete(id_hash);
    return true;
  },
};

/** One device is signed out from another one, with its applications. */
const signOutOne: Operation<Found> = {
  draw: ({ found }, { pick }) => pick(found),
  call: ({ sessions }, { sub, sid }) => sessions.endOne(sub, sid),
  expect(state, { sub, sid }) {
    const before = state.sessions.size;
    drop(state.sessions, (one) => one.sub === sub && one.sid === sid);
    endGrants(state, (grant) => grant.sub === sub && grant.sid === sid);
    return state.sessions.size < before;
  },
};

/** A change in a session that was found, and the id under which it goes on. */
export function changing({ found }: Held, { pick, name }: Draw): Change | undefined {
  const session = pick(found);
  if (!session) return undefined;
  const { sub, sid, epoch } = session;
  return { sub, sid, epoch, next_id: name('cookie') };
}

/** The session of a change, as storage is told of it. */
export const inSession = ({ sid, epoch, next_id }: Change) => ({ sid, epoch, id_hash: next_id });

/** The browser gets the cookie of the session that goes on. */
export function keepNext(held: Held, { next_id, sub }: Change, outcome: unknown): void {
  if (outcome !== null && outcome !== false) held.cookies.push({ id_hash: next_id, sub });
}

const signOutOthers: Operation<Change> = {
  draw: changing,
  async call({ sessions }, change) {
    return (await sessions.endOthers(change.sub, inSession(change))) !== undefined;
  },
  expect: (state, change) => {
    if (!provedIn(state, change)) return false;
    grow(state, change.sub, { change, keeping: true });
    return true;
  },
  keep: keepNext,
};

const signOutEverywhere: Operation<Pick<Read, 'sub'>> = {
  draw: ({ read }, { pick }) => pick(read),
  async call({ sessions }, { sub }) {
    await sessions.endAll(sub);
    return true;
  },
  expect: (state, { sub }) => {
    grow(state, sub);
    return true;
  },
};

/** A device that stands for the second factor from now on. */
const rememberDevice: Operation<Proof & { readonly token_hash: string; readonly expires_at: number }> = {
  draw: ({ logins }, { pick, name, now }) => {
    const login = pick(logins);
    const device = { token_hash: name('device'), expires_at: now + SESSION };
    return login && { sub: login.sub, epoch: login.epoch, ...device };
  },
  async call({ authenticators }, device) {
    await authenticators.rememberDevice(device);
    return true;
  },
  expect(state, { token_hash, ...device }) {
    if (proved(state, device)) state.devices.set(token_hash, device);
    return true;
  },
};

export const LOGINS = {
  'read a user': readUser,
  'prove a password': provePassword,
  'begin a session': beginSession,
  'begin a session in place of another': beginInPlace,
  'find a session': findSession,
  'step up': stepUp,
  'answer an interaction': answer,
  'log out': logOut,
  'sign one device out': signOutOne,
  'sign the other devices out': signOutOthers,
  'sign a user out': signOutEverywhere,
  'remember a device': rememberDevice,
};
