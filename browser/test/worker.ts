/**
 * A worker without a browser: a script in a world of its own, which meets the page in copied messages alone.
 */
import { runInNewContext } from 'node:vm';
import type { Environment } from '../src/environment.ts';

export type Workers = {
  readonly startWorker: Environment['startWorker'];
  /** What page and workers have told each other. */
  readonly messages: readonly unknown[];
  /** As by a Content Security Policy: workers are made, and never run. */
  areForbidden: boolean;
};

/** Workers that fetch by `fetch`. */
export function openWorkers(fetch: Environment['fetch']): Workers {
  const messages: unknown[] = [];

  function send<T>(data: T, hear: (event: { readonly data: T }) => unknown): void {
    messages.push(data);
    queueMicrotask(() => hear({ data: structuredClone(data) }));
  }

  const startWorker: Environment['startWorker'] = (script, hear, fail) => {
    const scope = {
      onmessage: (_event: { readonly data: unknown }): unknown => undefined,
      postMessage: (data: object) => send(data, (event) => hear(event.data)),
      fetch,
      URLSearchParams,
      AbortSignal,
    };
    queueMicrotask(() => (workers.areForbidden ? fail('forbidden') : runInNewContext(script, scope)));
    return (request) => send(request, (event) => scope.onmessage(event));
  };

  const workers: Workers = { startWorker, messages, areForbidden: false };
  return workers;
}
