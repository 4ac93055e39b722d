/**
 * Programs that ask for tokens in an address (RFC 9700 §2.1.2): those that say in `auth0Client` what they are, and those that say nothing
 * and have to be looked for. What is to be changed in an application that has one is in resources/computed/sdk-changes.ts.
 */

/**
 * `without_pkce`: it asks for no code that a page could exchange (RFC 7636). `code_alone`: it asks for a code whatever it is told, so
 * that tokens are asked for under its name by an address that somebody made by hand.
 */
type Kind = 'without_pkce' | 'code_alone';

const NAMED = {
  'auth0.js': 'without_pkce',
  'lock.js': 'without_pkce',
  'lock-passwordless.js': 'without_pkce',
  'auth0-spa-js': 'code_alone',
  'auth0-react': 'code_alone',
  'auth0-vue': 'code_alone',
  '@auth0/auth0-angular': 'code_alone',
} as const satisfies Readonly<Record<string, Kind>>;

/** Where a program runs that says nothing of itself at /authorize. */
const SILENT = {
  '@tacit/browser': 'page',
  'oidc-client-ts': 'page',
  'angular-oauth2-oidc': 'page',
  'express-openid-connect': 'server',
} as const;

type Named = keyof typeof NAMED;
type Silent = keyof typeof SILENT;

export type ProgramName = Named | Silent;

/** What an answer shows whose program says nothing of itself. */
export const UNKNOWN = 'unknown';

/** By whom answers are read. */
export type Readers = {
  /** A page. */
  readonly isPage: boolean;
  /** A server, to which they are posted. */
  readonly isServer: boolean;
};

function isNamed(name: string): name is Named {
  return Object.hasOwn(NAMED, name);
}

function isSilent(name: string): name is Silent {
  return Object.hasOwn(SILENT, name);
}

/** `auth0.js` of `auth0.js 9.28.0`; undefined where the program is not known. */
function programOf(sdk: string): Named | undefined {
  const name = sdk.replace(/ \d\S*$/, '');
  return isNamed(name) ? name : undefined;
}

/** What is known of a program; undefined: it is not known. */
export function kindOf(sdk: string): Kind | undefined {
  const program = programOf(sdk);
  return program && NAMED[program];
}

/** The programs that these are, each once; after them, of one that says nothing, all that it may be. */
export function programsOf(sdks: readonly string[], { isPage, isServer }: Readers): readonly ProgramName[] {
  const silent = Object.keys(SILENT)
    .filter(isSilent)
    .filter((name) => (SILENT[name] === 'page' ? isPage : isServer));
  const named = sdks.flatMap((sdk) => programOf(sdk) ?? []);
  return [...new Set(named), ...(sdks.includes(UNKNOWN) ? silent : [])];
}
