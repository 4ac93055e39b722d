/**
 * `tacit serve`.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { complain, configured } from './output.ts';

export type ServeChoice = {
  /** There may be no database yet. */
  readonly new?: boolean;
};

/** Serves until the process is told to end, then lets the requests under way finish. */
export async function serveUntilSignal(choice: ServeChoice): Promise<number> {
  const config = await configured({ isNew: choice.new ?? false });
  if (!config) return 1;
  const { configWarnings } = await import('@tacit/server/config');
  complain(configWarnings(config).map((warning) => `Warning: ${warning}`));
  const { serve } = await loadServer();
  const server = await serve({ config });
  complain([`Tacit listens at ${server.url}; its tenants are below ${config.baseUrl.origin}`]);
  await endSignal();
  await server.close();
  return 0;
}

/**
 * Loading leaves garbage behind, for which V8 would double the space of young objects again and again and then keep it,
 * 11 MB that a server without requests has no use for; what it keeps all the same is given back before anybody is served.
 * Under load the heap may grow as it always may.
 */
async function loadServer() {
  setFlagsFromString('--semi-space-growth-factor=1');
  try {
    return await import('@tacit/server/main');
  } finally {
    setFlagsFromString('--semi-space-growth-factor=2');
    collectGarbage();
  }
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const gc: NodeJS.GCFunction = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  // The flavor that leaves no page half empty.
  gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** A second signal meets no handler and ends the process at once. */
function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
