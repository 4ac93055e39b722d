/**
 * The Management API, a door to the desk: path -> operation -> who asks and whether they may -> what is said -> the answer. It has no
 * rule of its own.
 */
import type { Exchange, Handler } from '../deps.ts';
import { readJson } from '../http/form.ts';
import { parseJsonObject } from '../http/json-value.ts';
import { queryOf } from '../http/query.ts';
import { empty, json, jsonText } from '../http/respond.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { Values } from '../resources/kind.ts';
import { ABSENT, type Absent, answerAbsent } from './absent/absent.ts';
import { judgeScope, readAccess } from './access.ts';
import { openApi } from './document/openapi.ts';
import { createMatcher, type Match } from './match.ts';
import { type Access, type Answer, actorOf, isOwnBody, type Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { invalid, type Problem, problem, problemBody } from './problem.ts';
import { rateHeaders, tooMany } from './rates.ts';
import { judgeReach } from './reach.ts';
import { readBody, readList, readObject, readQuery } from './read.ts';
import { MANAGEMENT_ROOT } from './root.ts';

const MAX_BODY_BYTES = 1_048_576;

const matcher = createMatcher(OPERATIONS);

const made: { document?: string } = {};

/** What the API is, for whoever writes a program for it. It says nothing of a tenant, and is made when somebody asks for it. */
export const managementDocument: Handler = async () => {
  made.document ??= JSON.stringify(openApi(OPERATIONS));
  return jsonText(made.document, { headers: { 'cache-control': 'public, max-age=300' } });
};

const absentMatcher = createMatcher(ABSENT);

/** Whatever is asked for below `/api/v2/`. */
export const management: Handler = async (exchange) => {
  const found = findOperation(exchange);
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
  const body = answered.ok ? answered.value.body : problemBody(answered.error);
  const all = { status, headers: { ...headers, ...own } };
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
  const query = readQuery(queryOf(exchange.request), operation.query);
  if (!query.ok) return query;
  const body = await readBodyOf(operation, exchange);
  if (!body.ok) return body;
  const version = readVersion(exchange);
  if (!version.ok) return version;
  const asked = {
    ...{ exchange, access, path, query: query.value },
    ...{ body: body.value, version: version.value },
  };
  const beyond = await judgeReach(asked, operation);
  return beyond ? err(beyond) : operation.handle(asked);
}

function findOperation({ request, path }: Exchange): Result<Match<Operation | Absent>, Problem> {
  const below = path.slice(MANAGEMENT_ROOT.length);
  const found = matcher.find(request.method, below);
  if (found && 'operation' in found) return ok(found);
  const absent = absentMatcher.find(request.method, below);
  if (absent && 'operation' in absent) return ok(absent);
  const methods = found ?? absent;
  if (methods === undefined) return err(problem(404, 'not_found', 'Not Found'));
  const allow = methods.join(', ');
  return err(problem(405, 'method_not_allowed', `Here there is: ${allow}`, { headers: { allow } }));
}

const NO_BODY: Values = {};

async function readBodyOf(
  { body, isListBody }: Operation,
  { request }: Exchange,
): Promise<Result<Values, Problem>> {
  if (!body) return ok(NO_BODY);
  const text = await readJson(request, MAX_BODY_BYTES);
  if (!text.ok) return err(BODY_PROBLEMS[text.error]);
  const isList = isOwnBody(body) ? body.reads === 'list' : isListBody;
  const document = isList ? readList(text.value) : readObject(text.value);
  if (!document.ok || isOwnBody(body)) return document;
  return readBody(document.value, body);
}

/** What a change says of something that is not here; undefined where it says nothing that could be so. */
async function readSent({ method, none }: Absent, { request }: Exchange): Promise<unknown> {
  if (method === 'GET' || none === undefined) return undefined;
  const text = await readJson(request, MAX_BODY_BYTES);
  return text.ok ? parseJsonObject(text.value) : undefined;
}

const BODY_PROBLEMS = {
  unsupported_media_type: problem(
    415,
    'unsupported_media_type',
    'The body must be application/json in UTF-8',
  ),
  too_large: problem(413, 'payload_too_large', `The body has more than ${MAX_BODY_BYTES} bytes`),
  malformed: invalid('body', [{ code: 'malformed', path: [], message: 'is not UTF-8' }]),
} as const;

/** RFC 9110 §13.1.1; `*` asks for nothing that the operation does not ask for anyway. */
function readVersion({ request }: Exchange): Result<number | undefined, Problem> {
  const header = request.headers.get('if-match');
  if (header === null || header === '*') return ok(undefined);
  const [, version] = /^"(\d{1,15})"$/.exec(header) ?? [];
  return version === undefined
    ? err(
        invalid('headers', [{ code: 'wrong_shape', path: ['If-Match'], message: 'must be an ETag of ours' }]),
      )
    : ok(Number(version));
}
