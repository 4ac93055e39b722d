/**
 * An installation: a folder, a database, an environment, and the servers that run on it, each a process as an operator
 * starts it.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../server/test/ports.ts';
import {
  type Database,
  type Dialect,
  databaseOf,
  openPostgres,
  type Postgres,
  sqliteAt,
} from './database.ts';
import { type Environment, kill, type Program, secondsUntil, startProgram, TACIT } from './processes.ts';
import type { Relay } from './relay.ts';
import { type Person, peopleOf, type TenantName, tenantFile } from './tenants.ts';
import type { Counted, Door } from './visitor.ts';

export type Node = Program & {
  readonly port: number;
  /** Seconds until /readyz says yes, or undefined. */
  readonly ready: (limit_s?: number) => Promise<number | undefined>;
};

type Starting = {
  readonly env?: Environment;
  readonly under?: readonly string[];
  /** In place of `tacit serve`. */
  readonly args?: readonly string[];
  readonly port?: number;
};

export type Installation = {
  readonly folder: string;
  readonly env: Environment;
  readonly database: Database;
  /** Of PostgreSQL alone. */
  readonly postgres: (Postgres & { readonly relay: Relay }) | undefined;
  readonly people: readonly Person[];
  readonly port: number;
  readonly answers: Counted[];
  readonly door: (tenant: TenantName, port?: number) => Door;
  /** Starts a server and does not wait. */
  readonly start: (starting?: Starting) => Node;
  /** Starts a server and waits until it is ready. */
  readonly serve: (starting?: Starting) => Promise<Node>;
  /** Runs the operator's tool to its end. */
  readonly tool: (args: readonly string[], env?: Environment) => Program;
  readonly nodes: readonly Node[];
  /** All that servers and tools have said. */
  readonly said: () => string;
  readonly drop: () => Promise<void>;
};

const COLLECTING = ['--import', new URL('./collect-garbage.ts', import.meta.url).href];

const READY_WITHIN_S = 60;
/** A tenant, where a fault wants no other number: enough to keep a small machine busy. */
const PEOPLE = 4;

/** Makes an installation and applies its file; no server runs yet. */
export async function install(options: {
  readonly dialect: Dialect;
  readonly people?: number;
  readonly env?: Environment;
  /** Where the database of SQLite lies; absent: in a folder of its own. */
  readonly dataFolder?: string;
}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'tacit-faults-'));
  const postgres = options.dialect === 'postgres' ? openPostgres() : undefined;
  const made = postgres && (await databaseOf(postgres));
  const database = made ?? sqliteAt(join(options.dataFolder ?? folder, 'tacit.db'));
  const port = await freePort();
  const env = {
    TACIT_PORT: String(port),
    TACIT_BASE_URL: `http://auth.localhost:${port}`,
    TACIT_DATABASE_URL: database.url,
    TACIT_TRUST_PROXY: '127.0.0.1,::1,::ffff:127.0.0.1',
    ...(postgres ? { TACIT_MASTER_KEY: randomBytes(32).toString('base64') } : {}),
    ...options.env,
  };
  const programs: Program[] = [];
  const nodes: Node[] = [];
  const people = peopleOf(options.people ?? PEOPLE);
  const answers: Counted[] = [];

  function start({
    env: changes = {},
    args = [TACIT, 'serve'],
    under = [],
    port: at = port,
  }: Starting = {}): Node {
    const asked = { ...env, TACIT_PORT: String(at), ...changes };
    const program = startProgram({ args: [...COLLECTING, ...args], under, cwd: folder, env: asked });
    const node = {
      ...program,
      port: at,
      ready: (limit_s = READY_WITHIN_S) =>
        secondsUntil(async () => program.hasEnded() || (await statusOf(at, '/readyz')) === 200, limit_s),
    };
    programs.push(program);
    nodes.push(node);
    return node;
  }

  function tool(args: readonly string[], changes: Environment = {}): Program {
    const program = startProgram({ args: [TACIT, ...args], cwd: folder, env: { ...env, ...changes } });
    programs.push(program);
    return program;
  }

  const installation: Installation = {
    folder,
    env,
    database,
    postgres: made && postgres ? { ...postgres, relay: made.relay } : undefined,
    people,
    port,
    answers,
    door: (tenant, at = port) => ({ port: at, host: `${tenant}.us.auth.localhost:${port}`, answers }),
    start,
    async serve(starting) {
      const node = start(starting);
      if ((await node.ready()) === undefined || node.hasEnded())
        throw new Error(`The server did not become ready: ${node.said()}`);
      return node;
    },
    tool,
    nodes,
    said: () => programs.map(({ said }) => said()).join(''),
    async drop() {
      await Promise.all(programs.map((program) => kill(program)));
      await database.close();
      postgres?.signal('SIGCONT');
      postgres?.server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await writeFile(join(folder, 'tacit.yaml'), tenantFile(people));
  const applied = tool(['apply', 'tacit.yaml']);
  if ((await applied.ended) !== 0) {
    await installation.drop();
    throw new Error(`The file was not applied: ${applied.said()}`);
  }
  return installation;
}

/** The status of an answer to nobody in particular; 0 where there is none within the limit. */
export async function statusOf(port: number, path: string, limit_ms = 5_000): Promise<number> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(limit_ms) });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
}
