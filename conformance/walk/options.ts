/**
 * What to walk: the command line over the example's values.
 */
import { parseArgs } from 'node:util';

export type Options = {
  readonly issuer: string;
  readonly client_id: string;
  readonly audience: string | undefined;
  readonly user: string;
  readonly password: string;
  readonly redirect_uri: string;
  readonly scope: string;
  /** A resource of the API to ask with the token; undefined: none. */
  readonly api: string | undefined;
};

export const USAGE = `npm run walk                  start the example on free ports, walk it, stop it
npm run walk -- --issuer URL --client-id ID --audience A --user U --password P
               [--redirect-uri URI] [--scope "openid ..."] [--api URL]
The password may come from TACIT_DEMO_PASSWORD instead: npm prints the command line it runs.`;

const EXAMPLE = {
  client_id: 'appointments-spa',
  audience: 'appointments:api',
  user: 'alice@example.com',
  redirect_uri: 'http://localhost:3000/callback',
  scope: 'openid profile email appointments contacts',
  api: 'http://localhost:7001/api/appointments',
} as const;

const FLAGS = {
  issuer: { type: 'string' },
  'client-id': { type: 'string' },
  audience: { type: 'string' },
  user: { type: 'string' },
  password: { type: 'string' },
  'redirect-uri': { type: 'string' },
  scope: { type: 'string' },
  api: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** The options of a walk on somebody's server, or what else the command line asks for. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Options | 'help' | 'own' {
  const { values } = parseArgs({ args: [...args], options: FLAGS });
  if (values.help) return 'help';
  if (Object.keys(values).length === 0) return 'own';
  const { issuer, password = env['TACIT_DEMO_PASSWORD'] } = values;
  if (issuer === undefined || password === undefined) {
    throw new Error('--issuer and --password are needed to walk a server that is already running.');
  }
  // The example's API on another server would be an unknown one, so its scopes and address come only with its name.
  const example = values.audience === EXAMPLE.audience;
  return {
    issuer,
    password,
    client_id: values['client-id'] ?? EXAMPLE.client_id,
    audience: values.audience,
    user: values.user ?? EXAMPLE.user,
    redirect_uri: values['redirect-uri'] ?? EXAMPLE.redirect_uri,
    scope: values.scope ?? (example ? EXAMPLE.scope : 'openid'),
    api: values.api ?? (example ? EXAMPLE.api : undefined),
  };
}

/** The options of a walk on the example that was started for it. */
export function exampleOptions(at: {
  readonly issuer: string;
  readonly spa: string;
  readonly api: string;
  readonly password: string;
}): Options {
  return {
    ...EXAMPLE,
    issuer: at.issuer,
    password: at.password,
    redirect_uri: new URL('/callback', at.spa).href,
    api: new URL('/api/appointments', at.api).href,
  };
}
