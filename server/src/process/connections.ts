/**
 * The connections of the HTTP server, and how they end without losing a request (RFC 9112 §9.6): who has knocked is let in,
 * then nobody; every answer says that it is the last of its connection; what is idle stays for a moment, for its client may
 * be writing; and after the last answer it is read on until the client has heard of the end, because what arrives at a closed
 * socket resets the connection, and with it an answer that is not read yet.
 */
import type { Server, ServerResponse } from 'node:http';
import { Server as Listener, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { within } from './within.ts';

export type Connections = {
  /** Whether the request of this answer may be served; not where the connection has ended for us already. */
  begin(answer: ServerResponse): boolean;
  /** Ends every connection, each as soon as it may; how many were cut because their request did not arrive. */
  end(patience: Patience): Promise<number>;
  /** Cuts all that is left; how many answers are lost by it. */
  cut(): number;
};

export type Patience = {
  /** How long an idle connection stays, so that a request on its way finds it. */
  readonly idle_ms: number;
  /** How long after that a request that has begun to arrive may go on arriving. */
  readonly arrival_ms: number;
};

type Connection = {
  /** Of requests that have begun, in their order. */
  readonly answers: Set<ServerResponse>;
  /** Bytes that belong to requests which were answered; more than these are the beginning of another. */
  answered_bytes: number;
};

/** Clients hang up when they have read the last answer; who does not is not waited for. */
const LINGER_MS = 1_000;

/** Turns of the event loop, each of which lets in one who has knocked: more than a backlog has places. */
const MAX_TURNS = 1_024;

/** Turns without a knock. */
const QUIET_TURNS = 3;

/** Watches the connections of a server from its first on. */
export function createConnections(server: Server): Connections {
  const open = new Map<Socket, Connection>();
  const state = { accepted: 0, isClosing: false, isImpatient: false };
  const ended = Promise.withResolvers<void>();

  server.on('connection', (socket) => {
    state.accepted += 1;
    open.set(socket, { answers: new Set(), answered_bytes: 0 });
    socket.once('close', () => {
      open.delete(socket);
      if (state.isClosing && open.size === 0) ended.resolve();
    });
  });

  function done(socket: Socket, answer: ServerResponse): void {
    const connection = open.get(socket);
    if (!connection) return;
    connection.answers.delete(answer);
    connection.answered_bytes = socket.bytesRead;
    // Its answer was on its way already when the others learned to say that they are the last.
    if (state.isImpatient && connection.answers.size === 0) linger(socket);
  }

  async function letInWhoKnocked(): Promise<void> {
    for (let turns = 0, quiet = 0; turns < MAX_TURNS && quiet < QUIET_TURNS; turns += 1) {
      const before = state.accepted;
      await turn();
      quiet = state.accepted === before ? quiet + 1 : 0;
    }
  }

  function close(): void {
    // Not the close of node:http, which destroys what is idle, and loses what a client has just written.
    Listener.prototype.close.call(server);
    state.isClosing = true;
    for (const [socket, { answers }] of open) {
      // What node:http calls after an answer that says it is the last.
      socket.destroySoon = () => linger(socket);
      sayWhichIsLast(answers);
    }
    if (open.size === 0) ended.resolve();
  }

  function hangUpIdle(idle_ms: number): void {
    state.isImpatient = true;
    for (const [socket, connection] of open) {
      if (connection.answers.size > 0 || socket.bytesRead > connection.answered_bytes) continue;
      if (idle_ms > 0) linger(socket);
      else socket.destroy();
    }
  }

  return {
    begin(answer) {
      const { socket } = answer.req;
      const connection = open.get(socket);
      if (!connection || socket.writableEnded) return false;
      connection.answers.add(answer);
      answer.once('close', () => done(socket, answer));
      if (state.isClosing) sayWhichIsLast(connection.answers);
      return true;
    },
    async end({ idle_ms, arrival_ms }) {
      await letInWhoKnocked();
      close();
      await within(idle_ms, ended.promise);
      // What has arrived by now is read before anything is closed.
      await turn();
      hangUpIdle(idle_ms);
      await within(arrival_ms, ended.promise);
      const dawdling = [...open].filter(([, { answers }]) => ![...answers].some(hasArrived));
      for (const [socket] of dawdling) socket.destroy();
      await ended.promise;
      // It is closed, and lets go of the timer by which it looks after its connections.
      server.close();
      return dawdling.length;
    },
    cut() {
      const lost = [...open.values()].reduce((sum, { answers }) => sum + answers.size, 0);
      for (const socket of open.keys()) socket.destroy();
      return lost;
    },
  };
}

function hasArrived(answer: ServerResponse): boolean {
  return answer.req.complete;
}

/** Of requests in one another's wake all are answered, so the last of them alone ends the connection. */
function sayWhichIsLast(answers: ReadonlySet<ServerResponse>): void {
  const unsaid = [...answers].filter((answer) => !answer.headersSent);
  for (const answer of unsaid.slice(0, -1)) answer.removeHeader('connection');
  unsaid.at(-1)?.setHeader('connection', 'close');
}

/** Says that no more is written, and reads on until the client says the same, or no longer than that takes. */
function linger(socket: Socket): void {
  if (socket.writableEnded) return;
  socket.end();
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(timer));
}
