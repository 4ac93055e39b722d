/**
 * A connection to the server that can be written. Of several that the URL names they are asked in turn, the one that was
 * found last first; a name that moves to another machine is looked up each time.
 */
import { Socket } from 'node:net';
import { Client, type ClientConfig, types } from 'pg';
import { CODES, codeOf, DatabaseFailure, withCode } from './failures.ts';
import type { NamedServer, ServerList, Wanted } from './server-list.ts';

export type Connection = {
  readonly client: Client;
  /** Rejects when the server is not, or no longer, one that is wanted. */
  see(): Promise<void>;
  /** Takes leave; a server that does not answer to it is left without. */
  end(): Promise<void>;
  /** Lets go at once: what is under way on it fails, and its server is asked after all others. */
  cut(): void;
};

export type Connector = {
  /** Connects; each server has the time of the limit to answer. */
  connect(kind: ConnectionKind): Promise<Connection>;
};

/** Milliseconds: 0 is for ever. */
export type ConnectionKind = {
  /** For a server to let us in. */
  readonly connect_ms: number;
  /** For one statement, kept by the server and a little later by us: it may be gone without a word. */
  readonly statement_ms: number;
  /** For a transaction of which nothing is heard, kept by the server. */
  readonly idle_in_transaction_ms: number;
};

const BIGINT = 20;
const LEAVE_MS = 1_000;
const KEEP_ALIVE_AFTER_MS = 10_000;

const DRIVER: ClientConfig = {
  application_name: 'tacit',
  keepAlive: true,
  keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
  // Times are bigint in the tables, which pg gives as text; as whole seconds they are far from the end of number.
  types: {
    getTypeParser: (oid: number) => (oid === BIGINT ? Number : types.getTypeParser(oid)),
  },
};

/** Knows the servers, and which of them was the one. */
export function createConnector({ servers, wanted }: ServerList): Connector {
  const known = { order: servers };
  return {
    async connect(kind) {
      const failed: { readonly server: NamedServer; readonly error: unknown }[] = [];
      for (const server of known.order) {
        try {
          const connection = await connectTo(server, { kind, wanted });
          const others = () => known.order.filter((one) => one !== server);
          known.order = [server, ...others()];
          return {
            ...connection,
            cut() {
              known.order = [...others(), server];
              connection.cut();
            },
          };
        } catch (thrown) {
          const error = withCode(thrown);
          // Who is refused by one is refused by all (libpq stops here, too): the others would only count wrong passwords.
          if (isRefusal(error)) throw noConnection(server.name, error);
          failed.push({ server, error });
        }
      }
      throw noneOf(failed);
    },
  };
}

/** invalid_authorization_specification, invalid_password, invalid_catalog_name, insufficient_privilege. */
function isRefusal(error: unknown): boolean {
  return /^(?:28...|3D000|42501)$/.test(codeOf(error) ?? '');
}

type Failed = readonly { readonly server: NamedServer; readonly error: unknown }[];

function noneOf(failed: Failed): DatabaseFailure {
  const [first] = failed;
  if (!first) throw new Error('A list of servers without a server cannot be read.');
  if (failed.length === 1) return noConnection(first.server.name, first.error);
  const words = failed.map(({ server, error }) => `${server.name}: ${wordsOf(error)}`).join('; ');
  // One that can only be read says most: it is there, and its primary is not.
  const telling = failed.find(({ error }) => codeOf(error) === CODES.readOnly) ?? first;
  const code = codeOf(telling.error) ?? CODES.noConnection;
  return noConnection('any of the servers', new DatabaseFailure(code, words));
}

function noConnection(name: string, cause: unknown): DatabaseFailure {
  return new DatabaseFailure(CODES.noConnection, `There is no connection to ${name}.`, { cause });
}

/** Of several addresses of one name the error has no words, only a code. */
function wordsOf(error: unknown): string {
  return (error instanceof Error && error.message) || String(codeOf(error) ?? error);
}

type Terms = { readonly kind: ConnectionKind; readonly wanted: Wanted };

async function connectTo(server: NamedServer, { kind, wanted }: Terms): Promise<Connection> {
  const socket = new Socket();
  const client = new Client({
    ...DRIVER,
    connectionString: server.url,
    connectionTimeoutMillis: kind.connect_ms,
    ...(kind.statement_ms > 0 && { query_timeout: kind.statement_ms + GRACE_MS }),
    stream: () => socket,
  });
  // Whoever uses it hears of its loss by the statement that fails; without a listener the process would end.
  client.on('error', ignore);
  try {
    await client.connect();
    await begin(client, { server, kind, wanted });
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return {
    client,
    see: () => refuseOthers(client.query<State>(`select ${STATE}`), { server, wanted }),
    async end() {
      const timer = setTimeout(() => socket.destroy(), LEAVE_MS);
      await client.end();
      clearTimeout(timer);
    },
    cut: () => void socket.destroy(),
  };
}

const GRACE_MS = 2_000;

function ignore(): void {}

type State = { readonly transaction_read_only: string; readonly in_recovery: boolean };

const STATE = `current_setting('transaction_read_only') as transaction_read_only, pg_is_in_recovery() as in_recovery`;

/**
 * The limits, and what the server is, in one round trip. Not among the parameters of the start: PgBouncer refuses those that
 * it does not know.
 */
function begin(client: Client, { server, kind, wanted }: Terms & { readonly server: NamedServer }) {
  const set = `set_config('statement_timeout', $1, false), set_config('idle_in_transaction_session_timeout', $2, false)`;
  const query = { text: `select ${set}, ${STATE}`, query_timeout: kind.connect_ms };
  const values = [String(kind.statement_ms), String(kind.idle_in_transaction_ms)];
  return refuseOthers(client.query<State>({ ...query, values }), { server, wanted });
}

async function refuseOthers(
  asked: Promise<{ readonly rows: readonly State[] }>,
  { server, wanted }: { readonly server: NamedServer; readonly wanted: Wanted },
): Promise<void> {
  const { rows } = await asked;
  const [state] = rows;
  if (!state) throw new Error('A select without a table has one row.');
  if (IS_WANTED[wanted](state)) return;
  throw new DatabaseFailure(CODES.readOnly, `${server.name} can only be read.`);
}

const IS_WANTED: Readonly<Record<Wanted, (state: State) => boolean>> = {
  any: () => true,
  'read-write': ({ transaction_read_only }) => transaction_read_only === 'off',
  primary: ({ in_recovery }) => !in_recovery,
};
