/**
 * Requests over connections that are kept, with how long each of them waited, answered or not.
 */
import { once } from 'node:events';
import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { CLIENT_SECRET_BASIC, formOf } from '../web-client.ts';
import type { Minute } from './verdict.ts';

export type SoakClient = {
  /** Asks silently, for a code. */
  code(path: string, cookie: string): Promise<string>;
  /** Asks the token endpoint, for the refresh token of its answer. */
  refreshToken(fields: Readonly<Record<string, string>>): Promise<string>;
  /** Asks for the public keys. */
  keys(): Promise<void>;
  /** Counts a failure of the step; undefined: it failed, or all has ended. */
  attempt<T>(step: () => Promise<T>): Promise<T | undefined>;
  hasEnded(): boolean;
  /** What there was since it was called last. */
  takeMinute(): Pick<Minute, 'answers' | 'failures' | 'longest_ms' | 'keys_ms'>;
};

type Answer = { readonly status: number; readonly location: string; readonly body: string };

/** Every answer that is not the one expected rejects, as each request does when `ended` says so. */
export function createSoakClient(origin: string, ended: AbortSignal): SoakClient {
  const agent = new Agent({ keepAlive: true });
  const work = createWaits();
  const keys = createWaits();
  let failures = 0;

  async function send(path: string, options: RequestOptions, body = ''): Promise<Answer> {
    const sent = request(new URL(path, origin), { agent, signal: ended, ...options });
    sent.end(body);
    const [response]: IncomingMessage[] = await once(sent, 'response');
    if (!response) throw new Error('The event of a response comes with one.');
    const { statusCode = 0, headers } = response;
    return { status: statusCode, location: headers.location ?? '', body: await text(response) };
  }

  return {
    async code(path, cookie) {
      const { location, body } = await work.measure(send(path, { headers: { cookie } }));
      const code = URL.parse(location)?.searchParams.get('code');
      if (!code) throw new Error(`There is no code in ${location || body}.`);
      return code;
    },
    async refreshToken(fields) {
      const options = { method: 'POST', headers: CLIENT_SECRET_BASIC };
      const { status, body } = await work.measure(send('/oauth/token', options, formOf(fields)));
      if (status !== 200) throw new Error(`${fields['grant_type']} was answered ${status} ${body}`);
      return JSON.parse(body).refresh_token;
    },
    async keys() {
      const { status } = await keys.measure(send('/.well-known/jwks.json', {}));
      if (status !== 200) throw new Error(`The keys were answered ${status}.`);
    },
    async attempt(step) {
      try {
        return await step();
      } catch (error) {
        if (ended.aborted) return undefined;
        if (failures === 0) console.error(error);
        failures += 1;
        return undefined;
      }
    },
    hasEnded: () => ended.aborted,
    takeMinute() {
      const taken = { ...work.take(), failures, keys_ms: keys.take().longest_ms };
      failures = 0;
      return taken;
    },
  };
}

/** How many were answered and the longest wait, that of those who still wait too. */
function createWaits() {
  const waiting = new Map<Promise<Answer>, number>();
  let answers = 0;
  let ended_ms: number[] = [];
  return {
    async measure(answer: Promise<Answer>): Promise<Answer> {
      const began_ms = performance.now();
      waiting.set(answer, began_ms);
      try {
        const answered = await answer;
        answers += 1;
        return answered;
      } finally {
        waiting.delete(answer);
        ended_ms.push(performance.now() - began_ms);
      }
    },
    take() {
      const now_ms = performance.now();
      const waited_ms = [...ended_ms, ...waiting.values().map((began_ms) => now_ms - began_ms)];
      const taken = { answers, longest_ms: waited_ms.reduce((a, b) => Math.max(a, b), 0) };
      answers = 0;
      ended_ms = [];
      return taken;
    },
  };
}
