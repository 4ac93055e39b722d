/**
 * Tacit as an operator runs it: `tacit serve`, durable on SQLite with every audit row, default settings.
 */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@tacit/server/config';
import { applyFile } from '@tacit/server/operator';
import { freePort } from '../../server/test/ports.ts';
import { type Subject, startSubject } from '../subject.ts';
import {
  API_SCOPE,
  AUDIENCE,
  type BenchAlg,
  CALLBACK,
  CLIENT_ID,
  USER,
  WEB_CALLBACK,
  WEB_CLIENT_ID,
  WEB_CLIENT_SECRET,
} from '../workload.ts';

/** Starts it on a database of its own that has the clients, the API and the user of the workload. */
export async function startTacit(
  alg: BenchAlg,
  { users = [], settings = {}, webClient = {}, env: changes = {} }: Changes = {},
): Promise<Subject> {
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), 'tacit-bench-'));
  const env = {
    TACIT_PORT: String(port),
    TACIT_DATABASE_URL: `sqlite:${join(directory, 'tacit.db')}`,
    ...changes,
  };
  await configure(env, join(directory, 'tacit.yaml'), { ...tenant(alg, users, webClient), settings });
  const tacit = new URL('../../cli/bin/tacit.js', import.meta.url).pathname;
  return startSubject({ origin: `http://localhost:${port}`, probe: '/readyz', args: [tacit, 'serve'], env });
}

type Changes = {
  readonly users?: readonly object[];
  /** Of the tenant. */
  readonly settings?: object;
  /** What differs in the web application. */
  readonly webClient?: object;
  readonly env?: Environment;
};

/** The load comes from many addresses, as a proxy on this machine says. */
export const BEHIND_PROXY = { TACIT_TRUST_PROXY: '127.0.0.1,::1,::ffff:127.0.0.1' };

type Environment = Readonly<Record<string, string>>;

async function configure(env: Environment, file: string, tenant: object): Promise<void> {
  const config = readConfig(env);
  if (!config.ok) throw new Error(config.error.join('\n'));
  await writeFile(file, JSON.stringify({ tenants: [tenant] }));
  const applied = await applyFile({ file, config: config.value, env: {}, dryRun: false });
  if (!applied.ok) throw new Error(applied.error.join('\n'));
}

function tenant(alg: BenchAlg, users: readonly object[], webClient: object) {
  return {
    name: 'bench',
    region: 'us',
    domain: 'localhost',
    clients: [
      {
        name: 'Bench',
        client_id: CLIENT_ID,
        callbacks: [CALLBACK],
        grant_types: ['implicit'],
        oidc_conformant: true,
        jwt_configuration: { alg },
      },
      {
        name: 'Bench Web',
        client_id: WEB_CLIENT_ID,
        client_secret: WEB_CLIENT_SECRET,
        token_endpoint_auth_method: 'client_secret_basic',
        app_type: 'regular_web',
        callbacks: [WEB_CALLBACK],
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
        oidc_conformant: true,
        jwt_configuration: { alg },
        refresh_token: { rotation_type: 'rotating' },
        ...webClient,
      },
    ],
    clientGrants: [{ client_id: WEB_CLIENT_ID, audience: AUDIENCE, scope: [API_SCOPE] }],
    resourceServers: [
      {
        name: 'API',
        identifier: AUDIENCE,
        signing_alg: alg,
        scopes: [{ value: API_SCOPE }],
        skip_consent_for_verifiable_first_party_clients: true,
      },
    ],
    users: [{ email: USER.email, password: USER.password }, ...users],
  };
}
