/**
 * Listens on this machine only: the example is for trying out.
 */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

export type Running = {
  /** Origin and slash, for example `http://localhost:3000/`. */
  readonly url: string;
  close(): Promise<void>;
};

/** Starts an HTTP server; a taken port is refused with a sentence that names the setting to change. */
export async function listen(
  handler: RequestListener,
  at: { readonly port: number; readonly setting: string },
): Promise<Running> {
  const server = createServer(handler);
  server.listen(at.port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new Error(portSentence(at.port, at.setting, cause), { cause });
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return {
    url: `http://localhost:${address.port}/`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What to tell somebody whose port cannot be had. */
export function portSentence(port: number, setting: string, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const reason = code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be had (${code})`;
  return `Port ${port} ${reason}: set ${setting} to a free one and start again.`;
}
