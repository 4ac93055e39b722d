/**
 * The command line of `npm run conformance`.
 */
import { parseArgs } from 'node:util';
import type { StaticClient } from './module.ts';

export type Options = {
  /** Undefined: a subject is started for this run. */
  readonly issuer: string | undefined;
  readonly subject: string;
  readonly user: string;
  readonly password: string;
  readonly plan: string | undefined;
  readonly module: string | undefined;
  readonly slow: boolean;
  readonly listenerPort: number;
  /** Shell command that makes the issuer sign with another key. */
  readonly rotateKeys: string | undefined;
  readonly staticClient: StaticClient | undefined;
};

export const USAGE = `npm run conformance                                start Tacit on a free port and run every plan
npm run conformance -- --subject oidc-provider     the same against oidc-provider from npm
npm run conformance -- --issuer URL --user U --password P
  --plan NAME          only plans whose name begins so: basic, implicit, hybrid, form_post basic, config, dynamic, ...
  --module NAME        only this module
  --slow               run the modules that wait 30 or 60 seconds too
  --client-id ID [--client-secret S] --redirect-uri URI
                       use this client instead of registering one for each module
  --listener-port N    port of the relying party's own server on 127.0.0.1 (default: a free one)
  --rotate-keys COMMAND
                       shell command that makes the issuer sign with another key, for oidcc-server-rotate-keys
  --list               print plans and modules and run nothing
The password may come from CONFORMANCE_PASSWORD instead: npm prints the command line it runs.`;

const FLAGS = {
  issuer: { type: 'string' },
  subject: { type: 'string', default: 'tacit' },
  user: { type: 'string', default: 'alice@example.com' },
  password: { type: 'string' },
  plan: { type: 'string' },
  module: { type: 'string' },
  slow: { type: 'boolean', default: false },
  'client-id': { type: 'string' },
  'client-secret': { type: 'string' },
  'redirect-uri': { type: 'string' },
  'listener-port': { type: 'string', default: '0' },
  'rotate-keys': { type: 'string' },
  list: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** What the command line asks for; throws a sentence when it cannot be meant. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Options | 'help' | 'list' {
  const { values } = parseArgs({ args: [...args], options: FLAGS });
  if (values.help) return 'help';
  if (values.list) return 'list';
  const { issuer, subject, user, plan, module, slow, password = env['CONFORMANCE_PASSWORD'] } = values;
  if (issuer !== undefined && password === undefined) {
    throw new Error('--password (or CONFORMANCE_PASSWORD) is needed with --issuer.');
  }
  const listenerPort = Number(values['listener-port']);
  if (!Number.isInteger(listenerPort) || listenerPort < 0 || listenerPort > 65_535) {
    throw new Error('--listener-port must be a port number.');
  }
  return {
    issuer,
    subject,
    user,
    password: password ?? '',
    plan,
    module,
    slow,
    listenerPort,
    rotateKeys: values['rotate-keys'],
    staticClient: readStaticClient(values),
  };
}

function readStaticClient(
  values: Readonly<Record<string, string | boolean | undefined>>,
): StaticClient | undefined {
  const [client_id, client_secret, redirect_uri] = ['client-id', 'client-secret', 'redirect-uri'].map(
    (name) => values[name],
  );
  if (client_id === undefined && redirect_uri === undefined) return undefined;
  if (typeof client_id !== 'string' || typeof redirect_uri !== 'string' || !URL.canParse(redirect_uri)) {
    throw new Error('--client-id and --redirect-uri go together.');
  }
  return {
    client_id,
    client_secret: typeof client_secret === 'string' ? client_secret : undefined,
    redirect_uri,
  };
}
