/**
 * Mail servers for whoever sends to them.
 */
import { once } from 'node:events';
import type { Server } from 'node:net';
import type { TestContext } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { portOf } from '../ports.ts';

/** One that speaks in clear and lets everybody in, unless said otherwise. */
export function mailServer(options: ConstructorParameters<typeof SMTPServer>[0] = {}): Server {
  const usual: typeof options = {
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(null, { user: 'u' }),
  };
  // Whoever finds its certificate wrong hangs up, which is no failure of it.
  return new SMTPServer({ ...usual, ...options }).on('error', () => undefined).server;
}

/** Listens for as long as the test lasts; its port. */
export async function listening(t: TestContext, server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return portOf(server);
}

export const MESSAGE = {
  to: 'alice@acme.test',
  from: 'no-reply@acme.test',
  subject: 'A subject: ä',
  text: 'Text\n',
  html: '<p>Text</p>',
};

/** How it is called on its way. */
export const NAMED = { id: 'mail-1', tenant_id: 't-acme' };
