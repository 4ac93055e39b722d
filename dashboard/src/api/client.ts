/**
 * The Management API, a function of its operations; nobody else here asks the network for anything.
 */
import { OPERATIONS, type Operations } from './operations.gen.ts';
import { ApiError, readProblem, unreachable } from './problem.ts';
import { type ServerSent, serverSent } from './server-sent.ts';
import type { Session } from './session.ts';

export type OperationId = keyof Operations;

/** What somebody says: values by their names, the path's and the query's. */
export type Said = {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  /** A body of files and fields (RFC 7578), where an operation takes one. */
  readonly form?: FormData;
  /** The version that a change was decided on. */
  readonly version?: string | undefined;
  /** The last event of a stream that came before. */
  readonly after?: string | undefined;
};

export type Answer<Id extends OperationId> = {
  readonly value: Operations[Id]['answer'];
  readonly version: string | undefined;
};

export type Api = {
  readonly session: Session;
  call<Id extends OperationId>(id: Id, said?: Said, signal?: AbortSignal): Promise<Answer<Id>>;
  /** The events of an operation that answers with them, until the signal, or the server, ends it. */
  listen(id: OperationId, said: Said, signal: AbortSignal): Promise<AsyncGenerator<ServerSent>>;
};

/** The client of whoever is signed in. */
export function createApi(session: Session): Api {
  async function send(id: OperationId, said: Said, signal: AbortSignal | undefined, fresh: boolean) {
    const [method] = OPERATIONS[id];
    const token = await session.token({ fresh });
    const json = said.body === undefined ? {} : { body: JSON.stringify(said.body) };
    const body = said.form === undefined ? json : { body: said.form };
    const headers = {
      authorization: `Bearer ${token}`,
      ...(said.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(said.version === undefined ? {} : { 'if-match': said.version }),
      ...(said.after === undefined ? {} : { 'last-event-id': said.after }),
    };
    return fetch(addressOf(id, said), { method, headers, ...body, signal: signal ?? null }).catch((cause) => {
      throw signal?.aborted ? cause : unreachable(cause);
    });
  }
  async function answered(id: OperationId, said: Said, signal: AbortSignal | undefined) {
    const first = await send(id, said, signal, false);
    const response = first.status === 401 ? await send(id, said, signal, true) : first;
    if (response.status === 401) await session.signIn();
    if (!response.ok) throw await readProblem(response, mayAsk(session, id) ? [] : scopesOf(id));
    return response;
  }
  return {
    session,
    async listen(id, said, signal) {
      const { body } = await answered(id, said, signal);
      if (!body) throw new Error('A stream of events has a body.');
      return serverSent(body);
    },
    async call(id, said = {}, signal) {
      const response = await answered(id, said, signal);
      const text = await response.text();
      const value = text === '' ? undefined : JSON.parse(text);
      return { value, version: response.headers.get('etag') ?? undefined };
    },
  };
}

function addressOf(id: OperationId, { path = {}, query = {} }: Said): string {
  const [, template] = OPERATIONS[id];
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const said = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `/api/v2${filled}${said.length > 0 ? `?${said.join('&')}` : ''}`;
}

/** The scopes of which any one opens an operation. */
export function scopesOf(id: OperationId): readonly string[] {
  return OPERATIONS[id][2];
}

/** Whether somebody may; the server decides all the same. */
export function may({ session }: Api, id: OperationId): boolean {
  return mayAsk(session, id);
}

function mayAsk(session: Session, id: OperationId): boolean {
  return scopesOf(id).some((scope) => session.scopes.has(scope));
}

/** A failure of a kind that trying again may mend. */
export function isTransient(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 500;
}
