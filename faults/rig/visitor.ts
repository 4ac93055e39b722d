/**
 * A browser of a virtual user: it has an address of its own, does not wait for ever, and every answer is counted.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, UserAgent } from '../../server/test/user-agent.ts';

/** What was sent to a server that did not answer: nobody knows whether it was done. */
export class Unanswered extends Error {}

/** An answer that is not the one that was asked for. */
export class Refused extends Error {
  readonly status: number;

  constructor(what: string, { status, body, location }: Answer) {
    super(`${what}: ${status} ${location || body.replaceAll(/\s+/g, ' ').slice(0, 200)}`);
    this.status = status;
  }
}

export type Counted = {
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly at_ms: number;
  /** Of a 503 or 429: whether it says when to come again. */
  readonly hasRetryAfter: boolean;
  readonly body: string;
};

export type Door = { readonly port: number; readonly host: string; readonly answers: Counted[] };

const LIMIT_MS = 30_000;

export class Visitor extends UserAgent {
  readonly #door: Door;
  readonly #address: string;
  readonly #limit_ms: number;

  constructor(door: Door, address: string, limit_ms = LIMIT_MS) {
    super(door);
    this.#door = door;
    this.#address = address;
    this.#limit_ms = limit_ms;
  }

  /** Throws `Unanswered` when no answer comes. */
  override async send(path: string, sent: Parameters<UserAgent['send']>[1] = {}): Promise<Answer> {
    const began_ms = performance.now();
    const headers = { 'x-forwarded-for': this.#address, ...sent.headers };
    const giveUp = new AbortController();
    const late = wait(this.#limit_ms, undefined, { signal: giveUp.signal }).then(() => {
      throw new Unanswered(`${path.split('?', 1)[0]} was not answered within ${this.#limit_ms} ms`);
    });
    try {
      const answer = await Promise.race([super.send(path, { ...sent, headers }), late]);
      this.#count(path, answer, began_ms);
      return answer;
    } catch (error) {
      throw error instanceof Unanswered
        ? error
        : new Unanswered(`${path.split('?', 1)[0]}: ${error}`, { cause: error });
    } finally {
      late.catch(() => {});
      giveUp.abort();
    }
  }

  /** Also redirects that name the issuer in full. */
  override follow(answer: Answer): Promise<Answer> {
    const issuer = `http://${this.#door.host}`;
    const { location } = answer;
    return super.follow(
      location.startsWith(`${issuer}/`) ? { ...answer, location: location.slice(issuer.length) } : answer,
    );
  }

  #count(path: string, { status, headers, body }: Answer, began_ms: number): void {
    const at_ms = performance.now();
    this.#door.answers.push({
      path: path.split('?', 1)[0] ?? path,
      status,
      ms: at_ms - began_ms,
      at_ms,
      hasRetryAfter: headers['retry-after'] !== undefined,
      body: status >= 500 ? body.slice(0, 500) : '',
    });
  }
}
