/**
 * A crowd: silent requests of people chosen by chance, at the pace of the server or at one that is given.
 */
import { Agent, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { CONNECTIONS } from '../turns.ts';
import { requestAt } from '../workload.ts';
import { cookieOf } from './filler.ts';

export type Crowd = {
  /** As many as the server answers; how long each took, in milliseconds. */
  atCapacity(seconds: number): Promise<readonly number[]>;
  /** So many a second. */
  atPace(seconds: number, perSecond: number): Promise<readonly number[]>;
  close(): void;
};

/** People from 0 up to a count, at a server. */
export function createCrowd(origin: string, count: number): Crowd {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const url = requestAt(origin, { prompt: 'none' });
  const ask = () => askOnce(url, agent, cookieOf(Math.floor(Math.random() * count)));
  return {
    async atCapacity(seconds) {
      const end = performance.now() + 1_000 * seconds;
      const taken: number[] = [];
      const one = async () => {
        while (performance.now() < end) taken.push(await ask());
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, one));
      return taken;
    },
    async atPace(seconds, perSecond) {
      const begin = performance.now();
      const taken: number[] = [];
      const count = seconds * perSecond;
      let next = 0;
      const one = async () => {
        while (next < count) {
          const due = begin + (1_000 * next) / perSecond;
          next += 1;
          const early = due - performance.now();
          if (early > 0) await wait(early);
          // Who could not be asked in time, for all connections waited, has waited as well.
          const waited = Math.max(0, -early);
          taken.push(waited + (await ask()));
        }
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, one));
      return taken;
    },
    close: () => agent.destroy(),
  };
}

/** What is measured must be the work that is meant: tokens of both kinds. */
async function askOnce(url: string, agent: Agent, cookie: string): Promise<number> {
  const begin = performance.now();
  const { statusCode, location } = await answerTo(url, agent, cookie);
  if (/[#&]access_token=/.test(location) && /[#&]id_token=/.test(location)) return performance.now() - begin;
  throw new Error(`${url} answered ${statusCode} ${location}`);
}

type Answer = { readonly statusCode: number | undefined; readonly location: string };

function answerTo(url: string, agent: Agent, cookie: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { cookie } }, (answer) => {
      const { statusCode, headers } = answer;
      answer.resume().on('end', () => resolve({ statusCode, location: headers.location ?? '' }));
    });
    request.on('error', (error) => {
      // A connection that was idle for long may be closed while it is taken up again; nobody has read the request.
      if (request.reusedSocket) resolve(answerTo(url, agent, cookie));
      else reject(error);
    });
  });
}
