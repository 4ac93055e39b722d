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

export type Session = {
  /** What this page was opened with or can have without a question; undefined: nobody is signed in. */
  arrive(): Promise<SignedIn | undefined>;
  /** Leaves for the authorization server. */
  signIn(): Promise<void>;
  /** Asks again in a hidden frame; throws what the server refuses with. */
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

/** The session of this page as one of the clients of `tacit.yaml`. */
export function createSession(client: { readonly client_id: string; readonly callback: string }): Session {
  const { origin } = window.location;
  const tacit = createTacit({
    issuer: ISSUER,
    client_id: client.client_id,
    redirect_uri: `${origin}${client.callback}`,
    audience: 'appointments:api',
    scope: 'openid profile email appointments contacts',
    flow: 'implicit',
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
    renew: async () => hold(await tacit.checkSession()),
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
  return { id_token, access_token, claims, expires_at, lifetime: expires_at - Math.floor(Date.now() / 1000) };
}
