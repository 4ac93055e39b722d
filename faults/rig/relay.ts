/**
 * A network in between: connections are passed on, held as a router does that drops every packet, delayed, or refused.
 */
import { once } from 'node:events';
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { portOf } from '../../server/test/ports.ts';

type Mode = 'pass' | 'hold' | 'refuse';

export type Relay = {
  readonly port: number;
  /** From now on; `refuse` also cuts what is open, with a reset. */
  readonly set: (mode: Mode, delay_ms?: number) => void;
  readonly close: () => Promise<void>;
};

/** With a reset, where there is such a thing: a socket that is a file has none. */
function cut(socket: Socket): void {
  if (socket.remoteAddress === undefined) socket.destroy();
  else socket.resetAndDestroy();
}

/** Connections go to one target after the other; one that does not answer is passed over. */
export async function startRelay(targets: readonly NetConnectOpts[], port = 0): Promise<Relay> {
  const sockets = new Set<Socket>();
  const state = { mode: 'pass' as Mode, delay_ms: 0, turn: 0, opened: Promise.withResolvers<void>() };

  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    return socket;
  };

  async function pump(from: Socket, to: Socket): Promise<void> {
    for await (const chunk of from) {
      if (state.mode === 'hold') await state.opened.promise;
      if (state.delay_ms > 0) await wait(state.delay_ms);
      if (!to.destroyed && !to.write(chunk)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
    }
    to.end();
  }

  async function reach(): Promise<Socket | undefined> {
    const first = state.turn++;
    for (let tries = 0; tries < targets.length; tries += 1) {
      const target = targets[(first + tries) % targets.length];
      if (!target) continue;
      const socket = connect(target);
      const reached = await once(socket, 'connect').then(
        () => true,
        () => false,
      );
      if (reached) return keep(socket);
    }
    return undefined;
  }

  const server = createServer({ allowHalfOpen: true }, async (incoming) => {
    keep(incoming);
    if (state.mode === 'refuse') return incoming.resetAndDestroy();
    if (state.mode === 'hold') await state.opened.promise;
    const outgoing = await reach();
    if (!outgoing) return incoming.resetAndDestroy();
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const)
      pump(from, to).catch(() => to.destroy());
    return undefined;
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: portOf(server),
    set(mode, delay_ms = 0) {
      const { opened } = state;
      Object.assign(state, { mode, delay_ms, opened: Promise.withResolvers<void>() });
      opened.resolve();
      if (mode === 'refuse') for (const socket of sockets) cut(socket);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), 'close');
    },
  };
}
