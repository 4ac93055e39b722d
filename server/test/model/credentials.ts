/**
 * Operations: what changes how a user is proved, or bars them.
 */
import { MAX_AUTHENTICATORS } from '../../src/protocol/end-user/second-factor.ts';
import { changing, inSession, keepNext } from './logins.ts';
import type { Operation } from './operation.ts';
import { type Change, drop, grow, type Proof, proved, provedIn, type State, userOf } from './state.ts';

type NewPassword = Change & { readonly password_hash: string };

/** By its owner, or by a thief who sits at the same session. */
const changePassword: Operation<NewPassword> = {
  draw(held, draw) {
    const change = changing(held, draw);
    return change && { ...change, password_hash: draw.name('password') };
  },
  async call({ users }, { password_hash, ...change }) {
    const by = { session: inSession(change) };
    const written = { sub: change.sub, password_hash, history: 0, notice: undefined };
    return (await users.changePassword({ ...written, by })) !== undefined;
  },
  expect(state, { password_hash, ...change }) {
    const user = provedIn(state, change);
    if (!user) return false;
    user.password_hash = password_hash;
    grow(state, change.sub, { change, keeping: false });
    return true;
  },
  keep: keepNext,
};

type Saved = {
  readonly sub: string;
  readonly email: string;
  readonly blocked: boolean;
  readonly password_hash?: string;
};

/** What an operator writes of a user: an epoch of its own where it says something new. */
const saved: Omit<Operation<Saved>, 'draw'> = {
  async call({ users }, { sub, email, blocked, password_hash }) {
    await users.save({ sub, blocked, claims: { email, email_verified: true } }, password_hash);
    return true;
  },
  expect(state, { sub, email, blocked, password_hash }) {
    const user = userOf(state, sub);
    const isNew = user.email !== email || user.blocked !== blocked || password_hash !== undefined;
    Object.assign(user, { email, blocked, anybodys: false }, password_hash && { password_hash });
    if (isNew) grow(state, sub);
    return true;
  },
};

const operatorsPassword: Operation<Saved> = {
  ...saved,
  draw: ({ read }, { pick, name }) => {
    const user = pick(read);
    return user && { sub: user.sub, email: user.email, blocked: false, password_hash: name('password') };
  },
};

const block: Operation<Saved> = {
  ...saved,
  draw: ({ read }, { pick }) => {
    const user = pick(read);
    return user && { sub: user.sub, email: user.email, blocked: true };
  },
};

/** The same as it was, or the end of a block. */
const unblock: Operation<Saved> = {
  ...saved,
  draw: ({ read }, { pick }) => {
    const user = pick(read);
    return user && { sub: user.sub, email: user.email, blocked: false };
  },
};

const operatorsAddress: Operation<Saved> = {
  ...saved,
  draw: ({ read }, { pick }) => {
    const user = pick(read);
    return user && { sub: user.sub, email: `${user.sub}@b.test`, blocked: false };
  },
};

type NewFactor = Proof & {
  readonly authenticator_id: string;
  readonly code_hash: string;
  /** The session it is added in, where there is one. */
  readonly sid?: string;
};

const addFactor: Omit<Operation<NewFactor>, 'draw'> = {
  call({ authenticators }, { code_hash, ...factor }) {
    const app = { kind: 'otp', name: 'App', document: {}, counter: 0 } as const;
    return authenticators.add({ ...factor, ...app }, [code_hash]);
  },
  expect(state, { authenticator_id, code_hash, sub, epoch, sid }) {
    if (!(sid === undefined ? proved(state, { sub, epoch }) : provedIn(state, { sub, epoch, sid })))
      return 'stale';
    const enrolled = [...state.authenticators.values()].filter((one) => one.sub === sub);
    if (enrolled.length >= MAX_AUTHENTICATORS) return 'full';
    state.authenticators.set(authenticator_id, { sub });
    if ([...state.recovery_codes.values()].some((one) => one.sub === sub)) return 'added';
    writeCodes(state, sub, code_hash);
    return 'added_with_codes';
  },
  keep(held, { authenticator_id, code_hash, sub }, outcome) {
    if (outcome === 'added' || outcome === 'added_with_codes') held.factors.push({ authenticator_id, sub });
    if (outcome === 'added_with_codes') held.recovery_codes.push({ code_hash, sub });
  },
};

function writeCodes(state: State, sub: string, code_hash: string | undefined): void {
  drop(state.recovery_codes, (one) => one.sub === sub);
  if (code_hash !== undefined) state.recovery_codes.set(code_hash, { sub });
}

/** Where a second factor is wanted and there is none, a login waits until one is set up. */
const enrolInLogin: Operation<NewFactor> = {
  ...addFactor,
  draw: ({ logins }, { pick, name }) => {
    const login = pick(logins);
    if (!login) return undefined;
    const { sub, epoch } = login;
    return { sub, epoch, authenticator_id: name('factor'), code_hash: name('recovery') };
  },
};

const enrolInSession: Operation<NewFactor> = {
  ...addFactor,
  draw: ({ found }, { pick, name }) => {
    const session = pick(found);
    if (!session) return undefined;
    const { sub, epoch, sid } = session;
    return { sub, epoch, sid, authenticator_id: name('factor'), code_hash: name('recovery') };
  },
};

const removeFactor: Operation<Change & { readonly authenticator_id: string }> = {
  draw(held, draw) {
    const factor = draw.pick(held.factors);
    const change =
      factor && changing({ ...held, found: held.found.filter(({ sub }) => sub === factor.sub) }, draw);
    return factor && change && { ...change, authenticator_id: factor.authenticator_id };
  },
  async call({ authenticators }, { authenticator_id, ...change }) {
    const removed = { authenticator_id, session: inSession(change) };
    return (await authenticators.remove(change.sub, removed)) === 'removed';
  },
  expect(state, { authenticator_id, ...change }) {
    if (!provedIn(state, change) || !state.authenticators.delete(authenticator_id)) return false;
    const isLast = ![...state.authenticators.values()].some(({ sub }) => sub === change.sub);
    if (isLast) writeCodes(state, change.sub, undefined);
    grow(state, change.sub, { change, keeping: false });
    return true;
  },
  keep: keepNext,
};

const newRecoveryCodes: Operation<Change & { readonly code_hash: string }> = {
  draw(held, draw) {
    const change = changing(held, draw);
    return change && { ...change, code_hash: draw.name('recovery') };
  },
  call({ authenticators }, { code_hash, ...change }) {
    const made = { hashes: [code_hash], session: inSession(change) };
    return authenticators.replaceRecoveryCodes(change.sub, made);
  },
  expect(state, { code_hash, ...change }) {
    if (!provedIn(state, change)) return false;
    writeCodes(state, change.sub, code_hash);
    grow(state, change.sub, { change, keeping: false });
    return true;
  },
  keep(held, change, outcome) {
    keepNext(held, change, outcome);
    if (outcome === true) held.recovery_codes.push({ code_hash: change.code_hash, sub: change.sub });
  },
};

const spendRecoveryCode: Operation<{ readonly code_hash: string; readonly sub: string }> = {
  draw: ({ recovery_codes }, { pick }) => pick(recovery_codes),
  call: ({ authenticators }, { sub, code_hash }) => authenticators.spendRecoveryCode(sub, code_hash),
  expect: (state, { code_hash }) => state.recovery_codes.delete(code_hash),
};

export const CREDENTIALS = {
  'change the password in a session': changePassword,
  'bring a password': operatorsPassword,
  'block a user': block,
  'unblock a user': unblock,
  'give a user another address': operatorsAddress,
  'enrol a factor in a login': enrolInLogin,
  'enrol a factor in a session': enrolInSession,
  'remove a factor': removeFactor,
  'make new recovery codes': newRecoveryCodes,
  'spend a recovery code': spendRecoveryCode,
};
