/**
 * A browser without a screen: pages with an address, a history, a storage a tab, frames, messages and a clock that
 * moves when it is told to. Cryptography and locks are Node's own.
 */
import type { Environment, Message } from '../src/environment.ts';
import { openWorkers, type Workers } from './worker.ts';

export type OpenedFrame = {
  readonly url: URL;
  readonly contentWindow: object;
  readonly isOpen: () => boolean;
};

export type Page = {
  readonly environment: Environment;
  /** Where the address bar stands. */
  readonly address: () => string;
  /** Goes to an address as the user or another page does: the script starts anew, tab and storage stay. */
  readonly visit: (url: string) => void;
  /** Addresses the script has sent the user to. */
  readonly left: readonly string[];
  /** Addresses that Back can lead to, and the present one. */
  readonly history: readonly string[];
  /** Every address the page was ever opened at. */
  readonly visits: readonly string[];
  readonly storage: ReadonlyMap<string, string>;
  readonly frames: readonly OpenedFrame[];
  /** The next frame to be opened. */
  readonly nextFrame: () => Promise<OpenedFrame>;
  readonly post: (message: Message) => void;
  readonly hearers: () => number;
  readonly workers: Workers;
  readonly advance: (seconds: number) => void;
};

type Timer = { readonly due: number; readonly act: () => void };

export type Browser = {
  readonly openPage: (url: string) => Page;
  /** Who holds the lock, or waits for it, at most at once. */
  readonly busiest: () => number;
};

export const NOW = 1_800_000_000;

/** A browser whose pages fetch by `fetch`. */
export function openBrowser(fetch: Environment['fetch']): Browser {
  const channels = new Map<string, Set<() => void>>();
  const holding = { now: 0, most: 0 };

  function openChannel(name: string, hear: () => void): () => void {
    const channel = channels.get(name) ?? new Set();
    channels.set(name, channel.add(hear));
    return () => {
      for (const other of channel) if (other !== hear) other();
    };
  }

  function locked<T>(name: string, _patience: number, step: () => Promise<T>): Promise<T> {
    return navigator.locks.request(name, async () => {
      holding.now += 1;
      holding.most = Math.max(holding.most, holding.now);
      try {
        return await step();
      } finally {
        holding.now -= 1;
      }
    });
  }

  return {
    openPage: (url) => openPage(url, { fetch, openChannel, locked }),
    busiest: () => holding.most,
  };
}

function openPage(url: string, shared: Pick<Environment, 'fetch' | 'openChannel' | 'locked'>): Page {
  const at = { address: new URL(url), now: NOW };
  const left: string[] = [];
  const visited: string[] = [url];
  const visits: string[] = [url];
  const storage = new Map<string, string>();
  const frames: OpenedFrame[] = [];
  const awaited: ((frame: OpenedFrame) => void)[] = [];
  const hearers = new Set<(message: Message) => void>();
  const timers = new Set<Timer>();
  const workers = openWorkers(shared.fetch);

  const environment: Environment = {
    ...shared,
    crypto,
    location: {
      get hash() {
        return at.address.hash;
      },
      get search() {
        return at.address.search;
      },
      get pathname() {
        return at.address.pathname;
      },
      get origin() {
        return at.address.origin;
      },
      assign: (next) => {
        left.push(String(next));
      },
    },
    history: {
      state: { scroll: 7 },
      replaceState(_state, _unused, next) {
        at.address = new URL(String(next), at.address);
        visited.splice(-1, 1, at.address.href);
      },
    },
    sessionStorage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => {
        storage.set(key, value);
      },
      removeItem: (key) => {
        storage.delete(key);
      },
    },
    now: () => at.now,
    after(seconds, act) {
      const timer = { due: at.now + seconds, act };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    onMessage(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    startWorker: workers.startWorker,
    openFrame(address) {
      const contentWindow = {};
      const state = { open: true };
      const frame = { url: new URL(address), contentWindow, isOpen: () => state.open };
      frames.push(frame);
      awaited.shift()?.(frame);
      return {
        contentWindow: () => (state.open ? contentWindow : null),
        remove: () => {
          state.open = false;
        },
      };
    },
  };

  return {
    environment,
    address: () => at.address.href,
    visit(next) {
      at.address = new URL(next);
      visited.push(next);
      visits.push(next);
    },
    left,
    history: visited,
    visits,
    storage,
    frames,
    nextFrame: () => new Promise((resolve) => awaited.push(resolve)),
    post: (message) => {
      for (const hear of [...hearers]) hear(message);
    },
    hearers: () => hearers.size,
    workers,
    advance(seconds) {
      at.now += seconds;
      for (const timer of [...timers]) {
        if (timer.due > at.now) continue;
        timers.delete(timer);
        timer.act();
      }
    },
  };
}
