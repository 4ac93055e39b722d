/**
 * Operations: what applications are given in a session, from the code on, and how it is taken from them.
 */
import type { Code, Found, Operation } from './operation.ts';
import { endGrants, proved, type State, userOf } from './state.ts';

const CODE = 60;
const GRANT = 360_000;

/** Seconds in which an application takes a refresh token again; those of `web`, which authenticates, do not rotate. */
const LEEWAYS = { spa: 0, tabs: 10, web: undefined } as const;

const CLIENTS = ['spa', 'tabs', 'web'] as const;

/** The application of a grant: they take turns, so that the name says which it is. */
function clientOf(grant_id: string): keyof typeof LEEWAYS {
  return CLIENTS[Number(grant_id.replace(/\D/g, '')) % CLIENTS.length] ?? 'spa';
}

type NewCode = Found & { readonly grant_id: string; readonly expires_at: number };

const beginGrant: Operation<NewCode> = {
  draw: ({ found }, { pick, name, now }) => {
    const session = pick(found);
    return session && { ...session, grant_id: name('grant'), expires_at: now + CODE };
  },
  call({ grants }, { expires_at, grant_id, sub, epoch, sid }, { now }) {
    const login = { sub, epoch, sid, auth_time: now, amr: ['pwd'] };
    const asked = { redirect_uri: 'https://app.acme.test/cb', scope: ['openid', 'offline_access'] };
    return grants.begin({ grant_id, client_id: clientOf(grant_id), ...asked, ...login }, expires_at);
  },
  expect(state, { grant_id, sub, epoch, sid, expires_at }) {
    const inSession = [...state.sessions.values()].some((one) => one.sub === sub && one.sid === sid);
    if (!proved(state, { sub, epoch }) || !inSession) return false;
    state.grants.set(grant_id, { sub, epoch, sid, expires_at, redeemed: false });
    return true;
  },
  keep(held, { grant_id, sub }, outcome) {
    if (outcome === true) held.codes.push({ grant_id, sub });
  },
};

type Redeemed = Code & { readonly token_hash: string; readonly expires_at: number };

/** Whoever sends a code a second time ends what it gave. */
const redeemCode: Operation<Redeemed> = {
  draw: ({ codes }, { pick, name, now }) => {
    const code = pick(codes);
    return code && { ...code, token_hash: name('token'), expires_at: now + GRANT };
  },
  async call({ grants }, { grant_id, token_hash, expires_at }) {
    const redeemed = await grants.redeem(grant_id, { expires_at, refresh_token: { token_hash, expires_at } });
    return redeemed === 'redeemed';
  },
  expect(state, { grant_id, token_hash, expires_at }, now) {
    const grant = state.grants.get(grant_id);
    if (grant?.redeemed) endGrants(state, (one) => one === grant);
    if (!grant || grant.redeemed || grant.expires_at <= now) return false;
    grant.redeemed = true;
    grant.expires_at = expires_at;
    state.refresh_tokens.set(token_hash, { grant_id, parent: null, spent_at: null });
    return true;
  },
  keep(held, { grant_id, sub, token_hash }, outcome) {
    if (outcome === true) held.refresh_tokens.push({ grant_id, sub, token_hash });
  },
};

export type Sent = Code & { readonly token_hash: string; readonly next_hash: string };

/**
 * A refresh token is used once, and within a leeway it may come again while nobody has gone on from there; any other has a
 * token that two know, and the family ends. Successors live until one of them is used after the leeway. Where tokens do not
 * rotate, the one that was given goes on.
 */
export function refresh(state: State, { grant_id, token_hash, next_hash }: Sent, now: number): boolean {
  const token = state.refresh_tokens.get(token_hash);
  const leeway = LEEWAYS[clientOf(grant_id)];
  if (!token || leeway === undefined) return token !== undefined;
  const family = [...state.refresh_tokens.values()].filter((one) => one.grant_id === grant_id);
  const isLate = (at: number | null | undefined) => typeof at !== 'number' || Math.abs(now - at) >= leeway;
  if (token.spent_at === null) {
    token.spent_at = now;
    if (isLate(state.refresh_tokens.get(token.parent ?? '')?.spent_at))
      for (const other of family) other.spent_at ??= 0;
  } else if (
    isLate(token.spent_at) ||
    family.some(({ parent, spent_at }) => parent === token_hash && spent_at !== null)
  ) {
    endGrants(state, (grant) => grant === state.grants.get(grant_id));
    return false;
  }
  state.refresh_tokens.set(next_hash, { grant_id, parent: token_hash, spent_at: null });
  return true;
}

const refreshToken: Operation<Sent> = {
  draw: ({ refresh_tokens }, { pick, name }) => {
    const token = pick(refresh_tokens);
    return token && { ...token, next_hash: name('token') };
  },
  async call({ refreshTokens }, { next_hash, ...sent }, { now }) {
    const leeway = LEEWAYS[clientOf(sent.grant_id)];
    const use = { ...sent, expires_at: now + GRANT };
    if (leeway === undefined) return (await refreshTokens.use(use)) === 'used';
    return (await refreshTokens.rotate({ ...use, next_hash, leeway })) === 'rotated';
  },
  expect: refresh,
  keep(held, { grant_id, sub, next_hash }, outcome) {
    const rotates = LEEWAYS[clientOf(grant_id)] !== undefined;
    if (outcome === true && rotates) held.refresh_tokens.push({ grant_id, sub, token_hash: next_hash });
  },
};

type Opaque = {
  readonly sub: string;
  readonly epoch: number;
  readonly grant_id: string | null;
  readonly token_hash: string;
  readonly expires_at: number;
};

/** A token for /userinfo that goes through the browser. */
const saveToken: Operation<Opaque> = {
  draw: ({ found }, { pick, name, now }) => {
    const session = pick(found);
    if (!session) return undefined;
    const { sub, epoch } = session;
    return { sub, epoch, grant_id: null, token_hash: name('access'), expires_at: now + GRANT };
  },
  call({ accessTokens }, { grant_id, ...token }) {
    const row = { ...token, client_id: 'spa', scope: 'openid' };
    return accessTokens.save({ ...row, ...(grant_id === null ? {} : { grant_id }) });
  },
  expect(state, { token_hash, sub, epoch, grant_id, expires_at }, now) {
    const grant = grant_id === null ? undefined : state.grants.get(grant_id);
    const isLive = grant_id === null ? proved(state, { sub, epoch }) : grant && grant.expires_at > now;
    if (!isLive) return false;
    state.access_tokens.set(token_hash, { sub, epoch: userOf(state, sub).epoch, grant_id, expires_at });
    return true;
  },
};

/** Between the exchange of a code and its answer anything may happen to the grant. */
const saveTokenOfGrant: Operation<Opaque> = {
  ...saveToken,
  draw: ({ refresh_tokens }, { pick, name, now }) => {
    const sent = pick(refresh_tokens);
    if (!sent) return undefined;
    const { sub, grant_id } = sent;
    return { sub, epoch: 0, grant_id, token_hash: name('access'), expires_at: now + GRANT };
  },
};

/** The application gives back what it has (RFC 7009). */
const revoke: Operation<Code> = {
  draw: ({ refresh_tokens }, { pick }) => pick(refresh_tokens),
  async call({ grants }, { grant_id }) {
    await grants.end(grant_id);
    return true;
  },
  expect: (state, { grant_id }) => {
    endGrants(state, (grant) => grant === state.grants.get(grant_id));
    return true;
  },
};

export const GRANTS = {
  'begin a grant': beginGrant,
  'redeem a code': redeemCode,
  refresh: refreshToken,
  'save a token': saveToken,
  'save a token of a grant': saveTokenOfGrant,
  'revoke a grant': revoke,
};
