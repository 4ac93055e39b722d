/**
 * The reference model: what is there of one tenant, as far as it matters who may go on with what. It is small and slow, and
 * knows nothing of tables, locks or connections: one thing happens after the other, and whoever proved something is asked
 * under which epoch. What it cannot say in a line or two is too complicated for the server, too.
 */

export type User = {
  epoch: number;
  blocked: boolean;
  password_hash: string | null;
  email: string;
  /** Somebody made the account who has not shown the mailbox of its address. */
  anybodys: boolean;
};

/** What lives while its user is who was proved. */
type Proved = { readonly sub: string; epoch: number };

export type SessionState = Proved & {
  readonly sid: string;
  readonly interaction: string;
  readonly expires_at: number;
};
export type GrantState = Proved & { readonly sid: string; redeemed: boolean; expires_at: number };
type AccessToken = Proved & { readonly grant_id: string | null; readonly expires_at: number };
type Device = Proved & { readonly expires_at: number };
type Link = Proved & { readonly purpose: string; readonly email: string; readonly expires_at: number };

/** A refresh token, and the one that it came in place of; 0 is when one was spent that was superseded. */
type RefreshToken = {
  readonly grant_id: string;
  readonly parent: string | null;
  spent_at: number | null;
};

/** Everything by its id. */
export type State = {
  readonly users: Map<string, User>;
  readonly sessions: Map<string, SessionState>;
  readonly grants: Map<string, GrantState>;
  readonly refresh_tokens: Map<string, RefreshToken>;
  readonly access_tokens: Map<string, AccessToken>;
  readonly authenticators: Map<string, { readonly sub: string }>;
  readonly recovery_codes: Map<string, { readonly sub: string }>;
  readonly devices: Map<string, Device>;
  readonly links: Map<string, Link>;
  /** Interactions that were answered, for good. */
  readonly answered: Map<string, { readonly expires_at: number }>;
};

export type Proof = { readonly sub: string; readonly epoch: number };

/** A session in which its user changes something: the one that was found, and the id under which it goes on. */
export type Change = Proof & { readonly sid: string; readonly next_id: string };

/** A tenant with two users: one whom the operator brought, and one whom anybody may have made. */
export function newState(): State {
  const user = (name: string, anybodys: boolean): User => ({
    ...{ epoch: 0, blocked: false, password_hash: 'first', email: `${name}@a.test`, anybodys },
  });
  return {
    users: new Map([
      ['alice', user('alice', false)],
      ['bob', user('bob', true)],
    ]),
    ...{ sessions: new Map(), grants: new Map(), refresh_tokens: new Map() },
    ...{ access_tokens: new Map(), authenticators: new Map(), recovery_codes: new Map() },
    ...{ devices: new Map(), links: new Map(), answered: new Map() },
  };
}

export function userOf(state: State, sub: string): User {
  const user = state.users.get(sub);
  if (!user) throw new Error('There are two users, and nobody deletes one.');
  return user;
}

/** Who was proved, while it is worth something. */
export function proved(state: State, { sub, epoch }: Proof): User | undefined {
  const user = userOf(state, sub);
  return user.epoch === epoch && !user.blocked ? user : undefined;
}

/** The same in a session, which has to be there still. */
export function provedIn(state: State, change: Proof & { readonly sid: string }): User | undefined {
  return [...state.sessions.values()].some(({ sid, sub }) => sid === change.sid && sub === change.sub)
    ? proved(state, change)
    : undefined;
}

/** Ends everything of a kind that is so. */
export function drop<Value>(things: Map<string, Value>, isSo: (value: Value) => boolean): void {
  for (const [id, value] of things) if (isSo(value)) things.delete(id);
}

/** A grant ends with all that was given for it. */
export function endGrants(state: State, isSo: (grant: GrantState) => boolean): void {
  drop(state.grants, isSo);
  drop(state.refresh_tokens, ({ grant_id }) => !state.grants.has(grant_id));
  drop(state.access_tokens, ({ grant_id }) => grant_id !== null && !state.grants.has(grant_id));
}

/**
 * The epoch of a user grows: whatever was proved before ends. A session that goes on does so under another id, proved anew;
 * `keeping`, with what its applications hold.
 */
export function grow(state: State, sub: string, on?: { readonly change: Change; readonly keeping: boolean }) {
  const user = userOf(state, sub);
  user.epoch += 1;
  const { change, keeping = false } = on ?? {};
  const session = [...state.sessions].find(([, { sid }]) => sid === change?.sid);
  for (const things of [state.sessions, state.links, state.devices]) {
    drop<Proved>(things, (one) => one.sub === sub);
  }
  endGrants(state, (grant) => grant.sub === sub && !(keeping && grant.sid === change?.sid));
  drop(state.access_tokens, (token) => token.sub === sub && token.grant_id === null);
  if (session && change) state.sessions.set(change.next_id, session[1]);
  for (const things of [state.sessions, state.grants, state.access_tokens]) {
    for (const one of things.values()) if (one.sub === sub) one.epoch = user.epoch;
  }
}

/** Whoever shows the mailbox takes an account back that anybody may have made: what leads into it ends. */
export function takeBack(state: State, sub: string): boolean {
  const user = userOf(state, sub);
  if (!user.anybodys) return false;
  user.anybodys = false;
  user.password_hash = null;
  drop(state.authenticators, (one) => one.sub === sub);
  drop(state.recovery_codes, (one) => one.sub === sub);
  return true;
}
