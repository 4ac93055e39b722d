/**
 * Tells when nothing was answered for a while because the event loop did not turn: our own work took long, or the machine
 * gave us no processor. The time that the processor worked for us meanwhile says which of them it was.
 */
import type { Logger } from 'pino';

const LOOK_EVERY_MS = 500;

/** Longer than a busy machine takes now and then, and short enough that a person has noticed nothing. */
const BLOCKED_MS = 1_000;

/** Looks until it is told to end. */
export function startWatchdog(log: Logger): () => void {
  const state = { looked: performance.now(), cpu: process.cpuUsage() };
  const timer = setInterval(() => {
    const blocked_ms = Math.round(performance.now() - state.looked - LOOK_EVERY_MS);
    const { user, system } = process.cpuUsage(state.cpu);
    if (blocked_ms >= BLOCKED_MS)
      log.warn({ blocked_ms, cpu_ms: Math.round((user + system) / 1_000) }, 'nothing was answered meanwhile');
    state.looked = performance.now();
    state.cpu = process.cpuUsage();
  }, LOOK_EVERY_MS).unref();
  return () => clearInterval(timer);
}
