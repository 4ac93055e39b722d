/**
 * A request that is sent again by a client that has heard no answer (draft-ietf-httpapi-idempotency-key-header): under one key something is
 * made once, and the answer is given again. What it told once lies sealed until then.
 */
import type { Exchange } from '../deps.ts';
import { queryOf } from '../http/query.ts';
import { sha256 } from '../protocol/digest.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { isMapping } from '../resources/shape.ts';
import { type Access, type Answer, actorOf, isOwnBody, type Operation } from './operation.ts';
import { invalid, type Problem, problem } from './problem.ts';

export const KEY_HEADER = 'Idempotency-Key';

/** Seconds for which an answer is given again. */
const KEPT = 86_400;

/** Seconds after which somebody who began has died, or failed, and the key is free. */
const UNDER_WAY = 300;

/** Of one client at a time. */
const MOST_KEYS = 10_000;

/** Plain characters, in quotes or without (RFC 9651 §3.3.3). */
const KEY = /^(?:"([\x20\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x5b\x5d-\x7e]{1,255}))$/;

/** Whether a request for it may name a key: all that make something, but for files, of which nobody knows beforehand what they say. */
export function takesKey({ method, body }: Pick<Operation, 'method' | 'body'>): boolean {
  return method === 'POST' && !(body && isOwnBody(body) && body.reads === 'multipart');
}

type Asking = {
  readonly operation: Operation;
  readonly access: Access;
  readonly exchange: Exchange;
  readonly body: unknown;
};

/** Does it, or gives the answer that there is. */
export async function once(
  { operation, access, exchange, body }: Asking,
  run: () => Promise<Result<Answer, Problem>>,
): Promise<Result<Answer, Problem>> {
  const header = exchange.request.headers.get(KEY_HEADER);
  if (header === null || operation.method !== 'POST') return run();
  if (!takesKey(operation)) return err(wrongKey('is not taken with a file'));
  const [, quoted, bare] = KEY.exec(header) ?? [];
  const key = quoted ?? bare;
  if (key === undefined) return err(wrongKey('must be at most 255 plain characters'));
  const { deps, records, tenant, request, path } = exchange;
  const { idempotencyKeys } = records;
  const context = { purpose: 'kept-answer', tenant_id: tenant.tenant_id } as const;
  const { client_id } = access;
  const key_hash = sha256(JSON.stringify([client_id, actorOf(access), key]));
  const request_hash = sha256(JSON.stringify([path, queryOf(request), body]));
  const row = { key_hash, client_id, request_hash, sealed: deps.seal.seal(context, {}) };
  const begun = await idempotencyKeys.begin({ ...row, expires_at: deps.now() + UNDER_WAY }, MOST_KEYS);
  if (begun === 'full')
    return err(problem(429, 'too_many_keys', `This client has named ${MOST_KEYS} keys within a day`));
  if (begun !== 'begun')
    return begun.request_hash === request_hash ? again(deps.seal.open(context, begun.sealed)) : err(ANOTHER);
  // What throws may have been done: until its time is over nobody does it a second time.
  const answered = await run();
  if (answered.ok) {
    const sealed = deps.seal.seal(context, { answer: answered.value });
    await idempotencyKeys.finish({ key_hash, sealed, expires_at: deps.now() + KEPT });
  } else await idempotencyKeys.forget(key_hash);
  return answered;
}

/** The answer that there is, or that there is none yet. */
function again(kept: Readonly<Record<string, unknown>> | undefined): Result<Answer, Problem> {
  const { status, body, headers } = isMapping(kept?.['answer']) ? kept['answer'] : {};
  if (typeof status !== 'number') return err(UNDER_WAY_STILL);
  const told = isMapping(headers)
    ? Object.entries(headers).map(([name, value]) => [name, String(value)])
    : [];
  const all = { ...Object.fromEntries(told), 'idempotent-replayed': 'true' };
  return ok({ status, headers: all, ...(body === undefined ? {} : { body }) });
}

const ANOTHER = problem(422, 'idempotency_key_reused', `This ${KEY_HEADER} was sent with another request`);

const UNDER_WAY_STILL = problem(
  409,
  'idempotency_key_in_use',
  `A request with this ${KEY_HEADER} is under way: ask again when it has been answered`,
);

function wrongKey(message: string): Problem {
  return invalid('headers', [{ code: 'wrong_shape', path: [KEY_HEADER], message }]);
}
