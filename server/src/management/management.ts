/**
 * The Management API, a door to the desk: path -> operation -> who asks and whether they may -> what is said -> the answer. It has no
 * rule of its own.
 */
import type { Exchange, Handler } from '../deps.ts';
import { empty, eventStream, json, jsonText } from '../http/respond.ts';
import { err, type Result } from '../protocol/result.ts';
import { ABSENT, type Absent, answerAbsent } from './absent/absent.ts';
import { judgeScope, readAccess } from './access.ts';
import { openApi } from './document/openapi.ts';
import { once } from './idempotency.ts';
import { createMatcher, type Match } from './match.ts';
import { type Access, type Answer, actorOf, type Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { type Problem, problemBody } from './problem.ts';
import { rateHeaders, tooMany } from './rates.ts';
import { judgeReach } from './reach.ts';
import { findOperation, readSaid, readSent } from './request/said.ts';
import { MANAGEMENT_ROOT } from './root.ts';

const TABLE = {
  root: MANAGEMENT_ROOT,
  here: createMatcher(OPERATIONS),
  absent: createMatcher(ABSENT),
};

const made: { document?: string } = {};

/** What the API is, for whoever writes a program for it. It says nothing of a tenant, and is made when somebody asks for it. */
export const managementDocument: Handler = async () => {
  made.document ??= JSON.stringify(openApi(OPERATIONS));
  return jsonText(made.document, { headers: { 'cache-control': 'public, max-age=300' } });
};

/** Whatever is asked for below `/api/v2/`. */
export const management: Handler = async (exchange) => {
  const found = findOperation(TABLE, exchange);
  if (!found.ok) return reply(found, {});
  const access = await readAccess(exchange);
  if (!access.ok) return reply(access, {});
  const { deps, tenant } = exchange;
  const rate = deps.managementRates.take(`${tenant.tenant_id} ${access.value.client_id}`);
  const answered =
    rate.left < 0 ? err(tooMany(rate, deps.now())) : await answer(found.value, access.value, exchange);
  if (!answered.ok) await recordRefused(answered.error, { ...found.value, access: access.value }, exchange);
  return reply(answered, rateHeaders(rate));
};

function reply(answered: Result<Answer, Problem>, headers: Readonly<Record<string, string>>): Response {
  const { status, headers: own } = answered.ok ? answered.value : answered.error;
  const all = { status, headers: { ...headers, ...own } };
  if (answered.ok && answered.value.events) return eventStream(answered.value.events, all);
  const body = answered.ok ? answered.value.body : problemBody(answered.error);
  return body === undefined ? empty(status, all) : json(body, all);
}

/** Whoever has a token and is refused is in the log, by name. */
function recordRefused(
  { status, errorCode }: Problem,
  { operation, access }: { readonly operation: Operation | Absent; readonly access: Access },
  { records, request_id, address }: Exchange,
): Promise<void> {
  const name = 'id' in operation ? operation.id : `${operation.method} ${operation.path}`;
  const detail = `${name}: ${status} ${errorCode}`;
  const event = { type: 'management_refused', request_id, ip: address, detail } as const;
  return records.audit.record({ ...event, client_id: access.client_id, actor: actorOf(access) });
}

async function answer(
  { operation, path }: Match<Operation | Absent>,
  access: Access,
  exchange: Exchange,
): Promise<Result<Answer, Problem>> {
  if ('why' in operation) return answerAbsent(operation, await readSent(operation, exchange));
  const refused = judgeScope(access, operation, exchange);
  if (refused) return err(refused);
  const said = await readSaid(operation, exchange);
  if (!said.ok) return said;
  const asked = { exchange, access, path, ...said.value };
  const beyond = await judgeReach(asked, operation);
  if (beyond) return err(beyond);
  return once({ operation, access, exchange, body: said.value.body }, () => operation.handle(asked));
}
