/**
 * Looking on at the log: the events that come, and how the connection is. A connection that ends is made anew behind the last event,
 * so nothing is missed; what comes twice is shown once.
 */
import { useEffect, useState } from 'react';
import { ApiError } from './problem.ts';
import { useApi } from './queries.ts';

type TailState = 'off' | 'connecting' | 'watching' | 'broken';

export type Tail = {
  readonly state: TailState;
  /** The newest first. */
  readonly events: readonly unknown[];
  /** Why it cannot be watched at all. */
  readonly refused: string | undefined;
};

/** As many are kept. */
export const KEPT = 500;

const PAUSES_MS = [500, 1_000, 2_000, 5_000, 10_000];

const NONE: Tail = { state: 'connecting', events: [], refused: undefined };

/** What the log gets that a query finds, from now on; undefined: it is not watched. */
export function useTail(watched: { readonly q: string | undefined } | undefined): Tail {
  const api = useApi();
  const [tail, setTail] = useState(NONE);
  const [isOn, q] = [watched !== undefined, watched?.q];
  // The connection is the network's: it is there as long as the page that shows it.
  useEffect(() => {
    if (!isOn) return undefined;
    const leaving = new AbortController();
    setTail(NONE);
    const { signal } = leaving;
    const seen = new Set<string>();
    void follow({
      signal,
      listen: (after) => api.listen('logs_tail', { query: { q }, after }, signal),
      onState: (state) => setTail((before) => ({ ...before, state })),
      onEvent({ id = '', data }) {
        if (seen.has(id)) return;
        seen.add(id);
        const event: unknown = JSON.parse(data);
        setTail((before) => ({ ...before, events: [event, ...before.events].slice(0, KEPT) }));
      },
      onRefused: (refused) => setTail((before) => ({ ...before, state: 'broken', refused })),
    });
    return () => leaving.abort();
  }, [api, isOn, q]);
  return isOn ? tail : { ...NONE, state: 'off' };
}

type Following = {
  readonly signal: AbortSignal;
  readonly listen: (after: string | undefined) => ReturnType<ReturnType<typeof useApi>['listen']>;
  readonly onState: (state: TailState) => void;
  readonly onEvent: (event: { readonly id: string | undefined; readonly data: string }) => void;
  readonly onRefused: (why: string) => void;
};

async function follow(following: Following): Promise<void> {
  const { signal, onState, onRefused } = following;
  const at: { after: string | undefined; failures: number } = { after: undefined, failures: 0 };
  while (!signal.aborted) {
    const refused = await read(at, following).catch((error: unknown) => finalOf(error));
    if (signal.aborted) return;
    if (refused !== undefined) return onRefused(refused);
    onState('broken');
    await pause(PAUSES_MS[Math.min(at.failures, PAUSES_MS.length - 1)] ?? 0, signal);
    at.failures += 1;
  }
}

/** One connection, to its end. */
async function read(
  at: { after: string | undefined; failures: number },
  { listen, onState, onEvent }: Following,
): Promise<undefined> {
  const events = await listen(at.after);
  onState('watching');
  for await (const event of events) {
    if (event.name === 'end') return;
    at.failures = 0;
    at.after = event.id ?? at.after;
    onEvent(event);
  }
}

/** Why it cannot be watched however often somebody tries; undefined: the next time it may go well. */
function finalOf(error: unknown): string | undefined {
  const isFinal = error instanceof ApiError && error.status >= 400 && error.status < 429;
  return isFinal ? error.message : undefined;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
