/**
 * Who is signed in: by Tacit itself, code and PKCE, with tokens in memory alone. A reload asks the server out of sight whether the
 * session is still there.
 */
import { createTacit, type SignedIn, type Tacit, TacitError } from '@tacit/browser';
import { frameSearchNow } from '../frame-search.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { SCOPES } from './operations.gen.ts';

const CLIENT_ID = 'tacit:dashboard';

export type Session = {
  readonly user: {
    readonly name: string;
    readonly email: string | undefined;
    /** The language of their account. */
    readonly locale: unknown;
  };
  /** What their roles give them here. */
  readonly scopes: ReadonlySet<string>;
  /** An access token that is good now; `fresh`: another one than was refused. */
  readonly token: (options?: { readonly fresh?: boolean }) => Promise<string>;
  /** What is typed and not saved. */
  readonly drafts: Drafts;
  /** Leaves the page to sign in again, and comes back to it and to what was typed. */
  readonly signIn: () => Promise<void>;
  readonly signOut: () => Promise<void>;
};

export type Opened =
  | { readonly state: 'signed in'; readonly session: Session; readonly returnTo: string | undefined }
  | { readonly state: 'leaving' }
  | { readonly state: 'refused'; readonly reason: string; readonly again: () => Promise<void> };

/** Signs in, unless the page is on its way to where that is done. */
export async function openSession(): Promise<Opened> {
  const { origin } = location;
  const tacit = createTacit({
    issuer: `${origin}/`,
    client_id: CLIENT_ID,
    redirect_uri: `${origin}/dashboard/`,
    audience: `${origin}/api/v2/`,
    // All there are, of which somebody gets what their roles hold: whoever has less gives no role that holds more (MG-11).
    scope: `openid profile email ${SCOPES}`,
  });
  const again = () => leave(tacit);
  try {
    const arrived = await tacit.handleRedirect();
    if (arrived) return opened(tacit, arrived, arrived.appState);
    return opened(tacit, await tacit.checkSession(), undefined);
  } catch (error) {
    if (!(error instanceof TacitError)) throw error;
    if (!NEEDS_SOMEBODY.has(error.code)) return { state: 'refused', reason: error.message, again };
    await again();
    return { state: 'leaving' };
  }
}

const NEEDS_SOMEBODY: ReadonlySet<string> = new Set([
  'login_required',
  'interaction_required',
  'consent_required',
]);

function leave(tacit: Tacit, drafts?: Drafts): Promise<void> {
  const { lang } = frameSearchNow();
  return tacit.authorize({
    appState: { returnTo: location.pathname + location.search, drafts: drafts?.takeAlong() ?? {} },
    ...(lang === undefined ? {} : { ui_locales: lang }),
  });
}

type CameFrom = { readonly returnTo?: string; readonly drafts?: unknown };

function opened(
  tacit: Tacit,
  { claims, scope }: SignedIn,
  { returnTo, drafts: brought }: CameFrom = {},
): Opened {
  const { name, email, locale } = claims;
  const called = typeof email === 'string' ? email : undefined;
  const drafts = createDrafts(brought);
  const way: { out?: Promise<void> | undefined } = {};
  // Once, however many questions are refused at the same time.
  const signIn = () => {
    way.out ??= leave(tacit, drafts).catch((error) => {
      way.out = undefined;
      throw error;
    });
    return way.out;
  };
  return {
    state: 'signed in',
    returnTo,
    session: {
      user: { name: typeof name === 'string' ? name : (called ?? claims.sub), email: called, locale },
      scopes: new Set(scope.split(' ').filter((one) => one.includes(':'))),
      drafts,
      signIn,
      async token(options = {}) {
        try {
          return await tacit.getAccessToken(options);
        } catch (error) {
          // The session has ended meanwhile.
          if (error instanceof TacitError && NEEDS_SOMEBODY.has(error.code)) await signIn();
          throw error;
        }
      },
      signOut: () => tacit.logout({ returnTo: `${location.origin}/dashboard/` }),
    },
  };
}
