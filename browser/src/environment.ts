/**
 * All that this package touches of the browser. The client is handed one such object, so what it does is decided
 * elsewhere and can run without a page.
 */

import type { KeeperAnswer, KeeperRequest } from './tokens/keeper.ts';

export type Message = { readonly origin: string; readonly source: unknown; readonly data: unknown };

type Frame = { readonly contentWindow: () => unknown; readonly remove: () => void };

export type Environment = {
  readonly location: Pick<Location, 'hash' | 'search' | 'pathname' | 'origin' | 'assign'>;
  readonly history: Pick<History, 'state' | 'replaceState'>;
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly crypto: Pick<Crypto, 'subtle' | 'getRandomValues'>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Whole seconds since the epoch. */
  readonly now: () => number;
  /** Runs `act` once, `seconds` from now, unless the function it returns is called before. */
  readonly after: (seconds: number, act: () => void) => () => void;
  /** Hears every message sent to this window until the function it returns is called. */
  readonly onMessage: (hear: (message: Message) => void) => () => void;
  /** Loads a page that nobody sees. */
  readonly openFrame: (url: string) => Frame;
  /** Runs `step` while no other tab of this origin is in a step of that name; waits at most `patience` seconds. */
  readonly locked: <T>(name: string, patience: number, step: () => Promise<T>) => Promise<T>;
  /** Tells the other tabs of this origin; `hear` is called when one of them tells us. */
  readonly openChannel: (name: string, hear: () => void) => () => void;
  /**
   * Runs a script where no script of the page can look. What it posts is heard, what the function that is returned is
   * told is posted to it; `fail` is called when it may not run.
   */
  readonly startWorker: (
    script: string,
    hear: (answer: KeeperAnswer) => void,
    fail: (reason: unknown) => void,
  ) => (request: KeeperRequest) => void;
};

/** Trusted Types, where the browser has them. */
type TrustedTypes = {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ) => { readonly createScriptURL: (url: string) => string };
};

/** The page this script runs in. */
export function browserEnvironment(): Environment {
  return {
    location,
    history,
    sessionStorage,
    crypto,
    fetch: (url, init) => fetch(url, init),
    now: () => Math.floor(Date.now() / 1000),
    after(seconds, act) {
      const timer = setTimeout(act, seconds * 1000);
      return () => clearTimeout(timer);
    },
    onMessage(hear) {
      addEventListener('message', hear);
      return () => removeEventListener('message', hear);
    },
    openFrame,
    locked,
    openChannel,
    startWorker,
  };
}

function openFrame(url: string): Frame {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  // The server's page needs its cookies and one script; it has no business with our window's address.
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
  frame.src = url;
  document.body.append(frame);
  return { contentWindow: () => frame.contentWindow, remove: () => frame.remove() };
}

/** Web Locks are there wherever `crypto.subtle` is, without which nothing here works: in secure contexts. */
function locked<T>(name: string, patience: number, step: () => Promise<T>): Promise<T> {
  return navigator.locks.request(name, { signal: AbortSignal.timeout(patience * 1000) }, step);
}

function openChannel(name: string, hear: () => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = hear;
  return () => channel.postMessage(null);
}

const startWorker: Environment['startWorker'] = (script, hear, fail) => {
  const url = URL.createObjectURL(new Blob([script]));
  const { trustedTypes }: Window & { readonly trustedTypes?: TrustedTypes } = window;
  const rules = { createScriptURL: String };
  const worker = new Worker(trustedTypes?.createPolicy('tacit', rules).createScriptURL(url) ?? url);
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = fail;
  return (request) => worker.postMessage(request);
};
