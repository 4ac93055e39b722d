/**
 * A mail server of the field, which takes mail, refuses it for now, hangs up, or takes its time.
 */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { freePort } from '../../server/test/ports.ts';

export type MailMode = 'takes' | 'refuses' | 'hangs up' | 'is slow';

export type MailServer = {
  readonly port: number;
  /** Texts of mails it took. */
  readonly taken: readonly string[];
  readonly set: (mode: MailMode) => void;
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const SLOW_MS = 5_000;

/** One that can be closed and opened again at the same port. */
export async function startMailServer(): Promise<MailServer> {
  const port = await freePort();
  const taken: string[] = [];
  const state: { mode: MailMode; server: SMTPServer | undefined } = { mode: 'takes', server: undefined };

  async function open(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      async onData(stream, session, done) {
        const parts: string[] = [];
        for await (const part of stream) parts.push(String(part));
        if (state.mode === 'is slow') await wait(SLOW_MS);
        if (state.mode === 'refuses')
          return done(Object.assign(new Error('try later'), { responseCode: 451 }));
        if (state.mode !== 'hangs up') taken.push(parts.join(''));
        // Nobody knows whether it was taken.
        else for (const one of server.connections) one.close();
        void session;
        return done();
      },
    });
    server.on('error', () => {});
    state.server = server;
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
  }

  async function close(): Promise<void> {
    const { server } = state;
    state.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }

  await open();
  return { port, taken, set: (mode) => Object.assign(state, { mode }), open, close };
}
