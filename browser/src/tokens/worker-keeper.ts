/**
 * A keeper as the text of a worker: what it keeps is out of reach of every script of the page.
 */
import type { Environment } from '../environment.ts';
import {
  createKeeper,
  type Keeper,
  type KeeperAnswer,
  type KeeperRequest,
  type KeeperSetup,
} from './keeper.ts';

/** A keeper that does one thing at a time. */
export function startWorkerKeeper(setup: KeeperSetup, startWorker: Environment['startWorker']): Keeper {
  let hear: (answer: KeeperAnswer) => void;
  let tell: (request: KeeperRequest) => void;
  // Rejected where no worker may start, by a Content Security Policy without `worker-src blob:` for one.
  let last = new Promise<KeeperAnswer>((resolve, reject) => {
    hear = resolve;
    tell = startWorker(
      `let k=(${createKeeper})(${JSON.stringify(setup)},fetch);onmessage=async e=>postMessage(await k(e.data));postMessage(0)`,
      (answer) => hear(answer),
      reject,
    );
  });
  return (request) => {
    last = last.then(
      () =>
        new Promise((resolve) => {
          hear = resolve;
          tell(request);
        }),
    );
    return last;
  };
}
