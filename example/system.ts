/**
 * The appointments system of the example: authorization server, application and API in one process, configured from
 * `tacit.yaml`.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, type Environment, readConfig } from '@tacit/server/config';
import { serve } from '@tacit/server/main';
import { applyFile, makeReadablePassword } from '@tacit/server/operator';
import { startApi } from './api.ts';
import { portSentence } from './listener.ts';
import { startSpa, withAddresses } from './spa-server.ts';

export type System = {
  /** The authorization server's address and name, with the slash at its end. */
  readonly issuer: string;
  readonly spa: string;
  readonly api: string;
  readonly user: string;
  readonly password: string;
  close(): Promise<void>;
};

type Ports = { readonly spa: number; readonly api: number };

const ROOT = join(import.meta.dirname, '..');
const FILE = join(import.meta.dirname, 'tacit.yaml');
const AUDIENCE = 'appointments:api';
const USER = 'alice@example.com';

/** Starts everything, or nothing: throws a sentence for whoever started it. */
export async function startSystem(given: Environment): Promise<System> {
  const password = given['TACIT_DEMO_PASSWORD'] || makeReadablePassword();
  const env: Environment = {
    // A file of its own: what `tacit serve` keeps in data/tacit.db is not for trying out.
    TACIT_DATABASE_URL: `sqlite:${join(ROOT, 'data', 'example.db')}`,
    // What is printed at the start shall be found among the lines of the log.
    TACIT_LOG_LEVEL: 'warn',
    ...given,
    TACIT_DEMO_PASSWORD: password,
  };
  const ports = {
    spa: readPort(env, 'EXAMPLE_SPA_PORT', 3000),
    api: readPort(env, 'EXAMPLE_API_PORT', 7001),
  };
  const config = orSentence(readConfig(env));
  await configure(config, env, ports);
  const running: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    for (const part of running.toReversed()) await part.close();
  };
  try {
    const issuer = issuerOf(config);
    running.push(await startServer(config));
    const api = await startApi({
      port: ports.api,
      issuer,
      audience: AUDIENCE,
      allowedOrigin: originAt(ports.spa),
    });
    running.push(api);
    const spa = await startSpa({ port: ports.spa, issuer, api: api.url });
    running.push(spa);
    return { issuer, spa: spa.url, api: api.url, user: USER, password, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startServer(config: Config): Promise<{ close(): Promise<void> }> {
  try {
    return await serve({ config });
  } catch (error) {
    const isListening = error instanceof Error && 'syscall' in error && error.syscall === 'listen';
    throw isListening ? new Error(portSentence(config.port, 'TACIT_PORT', error), { cause: error }) : error;
  }
}

/** Applies `tacit.yaml`, with the addresses that were chosen in place of the usual ones. */
async function configure(config: Config, env: Environment, ports: Ports): Promise<void> {
  const text = await readFile(FILE, 'utf8');
  const addresses = { issuer: issuerOf(config), spa: originAt(ports.spa), api: originAt(ports.api) };
  const chosen = withAddresses(text, addresses);
  if (chosen === text) {
    orSentence(await applyFile({ file: FILE, config, env, dryRun: false }));
    return;
  }
  const directory = await mkdtemp(join(tmpdir(), 'tacit-example-'));
  try {
    const file = join(directory, 'tacit.yaml');
    await writeFile(file, chosen);
    orSentence(await applyFile({ file, config, env, dryRun: false }));
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** The tenant's domain in `tacit.yaml` is localhost; scheme and port are the server's. */
function issuerOf({ baseUrl }: Config): string {
  return `${baseUrl.protocol}//localhost${baseUrl.port === '' ? '' : `:${baseUrl.port}`}/`;
}

function originAt(port: number): string {
  return `http://localhost:${port}`;
}

function readPort(env: Environment, name: string, usual: number): number {
  const text = env[name]?.trim() || String(usual);
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new Error(`${name} must be a port number from 1 to 65535.`);
  return port;
}

type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: readonly string[] };

function orSentence<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.error.join('\n'));
  return outcome.value;
}
