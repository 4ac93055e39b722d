/**
 * Probes for whoever runs the server: is the process alive, can it do its work.
 */
import type { Deps } from '../deps.ts';
import { json } from '../http/respond.ts';

/** GET /healthz: the process answers. */
export async function health(): Promise<Response> {
  return json({ status: 'ok' });
}

/**
 * GET /readyz: the database answers too, and the process was not told to end. What is wrong stands in the log, not in the
 * answer.
 */
export async function readiness(deps: Deps): Promise<Response> {
  if (deps.isDraining()) return json({ status: 'unavailable', why: 'draining' }, { status: 503 });
  try {
    await deps.storage.ping();
    return json({ status: 'ok' });
  } catch (error) {
    deps.log.warn({ err: error }, 'not ready');
    return json({ status: 'unavailable' }, { status: 503 });
  }
}
