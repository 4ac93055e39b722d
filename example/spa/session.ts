/**
 * Who is signed in on this page, on top of the SDK: tokens stay in memory, so a page that is loaded anew asks for them
 * again in a hidden frame.
 */
import { createTacit, type Tacit, TacitError } from '@tacit/browser';
import { ISSUER } from './settings.ts';

export type SignedIn = {
  readonly id_token: string;
  readonly access_token: string;
  readonly claims: object;
  /** Whole seconds since the epoch. */
  readonly expires_at: number;
  /** Seconds the access token lives in all. */
  readonly lifetime: number;
};

/** A client of `tacit.yaml`. */
export type Client = {
  readonly client_id: string;
  readonly callback: string;
  readonly flow: 'code' | 'implicit';
};

export type Session = {
  /** What this page was opened with or can have without a question; undefined: nobody is signed in. */
  arrive(): Promise<SignedIn | undefined>;
  /** Leaves for the authorization server. */
  signIn(): Promise<void>;
  /** New tokens without a page: by refresh token, or in a hidden frame; throws what the server refuses with. */
  renew(): Promise<SignedIn>;
  /** An access token that is good for a while. */
  accessToken(): Promise<string>;
  /** Leaves for the authorization server, which sends the browser back signed out. */
  signOut(): void;
  /** What `arrive` or `renew` gave last. */
  current(): SignedIn | undefined;
};

type Response = Awaited<ReturnType<Tacit['checkSession']>>;

/** Refusals that only mean that nobody can be signed in without being asked (OIDC Core §3.1.2.6). */
const NOBODY_YET: ReadonlySet<string> = new Set([
  'login_required',
  'consent_required',
  'interaction_required',
]);

const SCOPE = 'openid profile email appointments contacts';
/** A refresh token is asked for by `offline_access`; the implicit flow has none (RFC 6749 §4.2.2). */
const SCOPES = { code: `${SCOPE} offline_access`, implicit: SCOPE };

/** The session of this page as one of the clients of `tacit.yaml`. */
export function createSession({ client_id, callback, flow }: Client): Session {
  const { origin } = window.location;
  const tacit = createTacit({
    issuer: ISSUER,
    client_id,
    redirect_uri: `${origin}${callback}`,
    audience: 'appointments:api',
    scope: SCOPES[flow],
    flow,
    tokens: 'worker',
  });
  const held: { current: SignedIn | undefined } = { current: undefined };
  const hold = (response: Response): SignedIn => {
    held.current = complete(response);
    return held.current;
  };
  return {
    async arrive() {
      const response = (await tacit.handleRedirect()) ?? (await unlessNobody(tacit.checkSession()));
      return response && hold(response);
    },
    signIn: () => tacit.authorize(),
    renew: async () => {
      if (flow === 'implicit' || !held.current) return hold(await tacit.checkSession());
      const access_token = await tacit.getAccessToken({ fresh: true });
      held.current = { ...held.current, access_token, expires_at: now() + held.current.lifetime };
      return held.current;
    },
    accessToken: () => tacit.getAccessToken(),
    signOut: () => void tacit.logout({ returnTo: `${origin}/` }),
    current: () => held.current,
  };
}

async function unlessNobody(asked: Promise<Response>): Promise<Response | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof TacitError && NOBODY_YET.has(error.code)) return undefined;
    throw error;
  }
}

function complete({ id_token, access_token, claims, expires_at }: Response): SignedIn {
  if (access_token === undefined || expires_at === undefined) {
    throw new Error('The SDK lets no response to "id_token token" pass without an access token.');
  }
  return { id_token, access_token, claims, expires_at, lifetime: expires_at - now() };
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}
