/**
 * The My Account API, a door to one's own account beside the page: path -> operation -> who asks, whether they may, and whether they
 * signed in just now -> what is said -> the answer. It has no rule of its own.
 */
import type { Exchange, Handler } from '../deps.ts';
import { empty, json, jsonText } from '../http/respond.ts';
import { createMatcher, type Match } from '../management/match.ts';
import type { Answer } from '../management/operation.ts';
import { type Problem, problem } from '../management/problem.ts';
import { rateHeaders, tooMany } from '../management/rates.ts';
import { findOperation, readSaid } from '../management/request/said.ts';
import { err, type Result } from '../protocol/result.ts';
import { NOT_HERE, type NotHere } from './not-here.ts';
import { judgeMe, readMe } from './own-access.ts';
import { myAccountDocumentOf } from './own-document.ts';
import type { Me, OwnOperation } from './own-operation.ts';
import { OWN_OPERATIONS } from './own-operations.ts';
import { problemDetails } from './problem-details.ts';
import { MY_ACCOUNT_ROOT } from './root.ts';

const TABLE = {
  root: MY_ACCOUNT_ROOT,
  here: createMatcher(OWN_OPERATIONS),
  absent: createMatcher(NOT_HERE),
};

const made: { document?: string } = {};

/** What the API is, for whoever writes a program for it. It says nothing of a tenant, and is made when somebody asks for it. */
export const myAccountDocument: Handler = async () => {
  made.document ??= JSON.stringify(myAccountDocumentOf(OWN_OPERATIONS));
  return jsonText(made.document, { headers: { 'cache-control': 'public, max-age=300' } });
};

/** Whatever is asked for below `/me/v1/`. */
export const myAccount: Handler = async (exchange) => {
  const found = findOperation(TABLE, exchange);
  if (!found.ok) return reply(found, {});
  const me = await readMe(exchange);
  if (!me.ok) return reply(me, {});
  const { deps, tenant } = exchange;
  const rate = deps.ownRates.take(`${tenant.tenant_id} ${me.value.session.user.sub}`);
  const answered =
    rate.left < 0 ? err(tooMany(rate, deps.now())) : await answer(found.value, me.value, exchange);
  await record({ answered, operation: found.value.operation, me: me.value }, exchange);
  return reply(answered, rateHeaders(rate));
};

async function answer(
  { operation, path }: Match<OwnOperation | NotHere>,
  access: Me,
  exchange: Exchange,
): Promise<Result<Answer, Problem>> {
  if ('why' in operation) return err(problem(501, 'not_here', operation.why));
  const refused = judgeMe(access, operation, exchange);
  if (refused) return err(refused);
  const said = await readSaid(operation, exchange);
  if (!said.ok) return said;
  return operation.handle({ exchange, access, path, ...said.value });
}

function reply(answered: Result<Answer, Problem>, headers: Readonly<Record<string, string>>): Response {
  if (!answered.ok) {
    const { status, headers: own } = answered.error;
    const all = { ...headers, 'content-type': 'application/problem+json', ...own };
    return json(problemDetails(answered.error), { status, headers: all });
  }
  const { status, body, headers: own } = answered.value;
  // A file is an answer already.
  if (body instanceof Response) return body;
  const all = { status, headers: { ...headers, ...own } };
  return body === undefined ? empty(status, all) : json(body, all);
}

type Done = {
  readonly answered: Result<Answer, Problem>;
  readonly operation: OwnOperation | NotHere;
  readonly me: Me;
};

/** By which application somebody changed something, or was refused. What was changed has its row beside this one. */
async function record(
  { answered, operation, me }: Done,
  { records, request_id, address }: Exchange,
): Promise<void> {
  const name = 'id' in operation ? operation.id : `${operation.method} ${operation.path}`;
  const about = { request_id, ip: address, client_id: me.client.client_id, sub: me.session.user.sub };
  if (!answered.ok) {
    const detail = `${name}: ${answered.error.status} ${answered.error.errorCode}`;
    await records.audit.record({ type: 'my_account_refused', ...about, detail });
  } else if (operation.method !== 'GET' || ('isFresh' in operation && operation.isFresh))
    await records.audit.record({ type: 'my_account_used', ...about, detail: name });
}
