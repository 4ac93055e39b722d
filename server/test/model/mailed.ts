/**
 * Operations: what comes by mail, and what its reader may do with it.
 */
import type { Operation, Read } from './operation.ts';
import { drop, grow, proved, type State, takeBack, userOf } from './state.ts';

/** Seconds. */
const LINK = 900;

type Sent = Read & {
  readonly purpose: 'reset_password' | 'login_link';
  readonly token_hash: string;
  readonly expires_at: number;
};

/** Of links to one address for one purpose the last one lives. Whoever asks is not told whether one was sent. */
const sendLink: Omit<Operation<Sent>, 'draw'> = {
  async call({ oneTimeTokens }, link) {
    const mail = { mail_id: link.token_hash, sealed: 'sealed', expires_at: link.expires_at };
    await oneTimeTokens.issue({ ...link, data: {} }, mail);
    return true;
  },
  expect(state, { token_hash, ...link }) {
    if (!proved(state, link)) return true;
    drop(state.links, ({ email, purpose }) => email === link.email && purpose === link.purpose);
    state.links.set(token_hash, link);
    return true;
  },
  keep: (held, { purpose, token_hash, email }) => held.links.push({ purpose, token_hash, email }),
};

const sendResetLink: Operation<Sent> = {
  ...sendLink,
  draw: ({ read }, { pick, name, now }) => {
    const user = pick(read);
    const link = { purpose: 'reset_password', token_hash: name('link'), expires_at: now + LINK } as const;
    return user && { ...user, ...link };
  },
};

const sendSignInLink: Operation<Sent> = {
  ...sendLink,
  draw: ({ read }, { pick, name, now }) => {
    const user = pick(read);
    const link = { purpose: 'login_link', token_hash: name('link'), expires_at: now + LINK } as const;
    return user && { ...user, ...link };
  },
};

/** What a link is for, used up; undefined: it is not there any more. */
function useLink(state: State, { token_hash, now }: { readonly token_hash: string; readonly now: number }) {
  const link = state.links.get(token_hash);
  if (!link || link.expires_at <= now) return undefined;
  state.links.delete(token_hash);
  return link;
}

type Reset = { readonly sub: string; readonly token_hash: string; readonly password_hash: string };

const reset: Operation<Reset> = {
  draw: ({ links }, { pick, name }) => {
    const link = pick(links.filter(({ purpose }) => purpose === 'reset_password'));
    return link && { sub: ownerOf(link), token_hash: link.token_hash, password_hash: name('password') };
  },
  async call({ users }, { sub, token_hash, password_hash }) {
    const change = { sub, password_hash, history: 0, told: [], notice: undefined };
    return (await users.changePassword({ ...change, by: { link: token_hash } })) !== undefined;
  },
  expect(state, { sub, token_hash, password_hash }, now) {
    if (!useLink(state, { token_hash, now })) return false;
    takeBack(state, sub);
    userOf(state, sub).password_hash = password_hash;
    grow(state, sub);
    return true;
  },
};

/** An address names its user. */
function ownerOf({ email }: { readonly email: string }): string {
  return email.replace(/@.*/, '');
}

type Opened = Read & { readonly token_hash: string; readonly interaction: string; readonly began_at: number };

/** The owner is read before the link is used up, and goes on as whoever they were then. */
const openSignInLink: Operation<Opened> = {
  draw: ({ links, read }, { pick, name, now }) => {
    const link = pick(links.filter(({ purpose }) => purpose === 'login_link'));
    const owner = link && pick(read.filter(({ email }) => email === link.email));
    return (
      owner && { ...owner, token_hash: link.token_hash, interaction: name('interaction'), began_at: now }
    );
  },
  async call({ oneTimeTokens }, { token_hash }) {
    return (await oneTimeTokens.consume('login_link', token_hash)) !== undefined;
  },
  expect: (state, { token_hash }, now) => useLink(state, { token_hash, now }) !== undefined,
  keep(held, { sub, epoch, interaction, began_at }, outcome) {
    if (outcome === true) held.logins.push({ sub, epoch, interaction, began_at });
  },
};

/** The reader of a mail has shown nothing but the mailbox. */
const proveMailbox: Operation<{ readonly sub: string; readonly email: string }> = {
  draw: ({ read }, { pick }) => pick(read),
  call: ({ users }, { sub, email }) => users.proveMailbox(sub, email),
  expect(state, { sub, email }) {
    if (userOf(state, sub).email !== email) return 'moved';
    if (!takeBack(state, sub)) return 'verified';
    grow(state, sub);
    return 'reclaimed';
  },
};

export const MAILED = {
  'send a link to reset': sendResetLink,
  'send a link to sign in': sendSignInLink,
  'reset by a link': reset,
  'open a link to sign in': openSignInLink,
  'prove a mailbox': proveMailbox,
};
