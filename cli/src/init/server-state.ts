/**
 * Whether a server answers where the file says, and whether it is the one that knows the file.
 */

export type ServerState = 'ready' | 'silent' | 'stranger';

/** A server on this machine is quick; one that is not there may never answer. */
const LIMIT_MS = 2_000;

/** Asks at the base URL, and then for the link itself, which another server refuses. */
export async function askServer(baseUrl: URL, authorize_url: string): Promise<ServerState> {
  const health = await statusOf(new URL('/healthz', baseUrl).href);
  if (health === undefined) return 'silent';
  const status = await statusOf(authorize_url);
  // A name below localhost that this machine does not find says nothing about the server.
  return status === undefined || status < 400 ? 'ready' : 'stranger';
}

async function statusOf(url: string): Promise<number | undefined> {
  const asked = fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(LIMIT_MS) });
  const response = await asked.catch(() => undefined);
  await response?.body?.cancel();
  return response?.status;
}
