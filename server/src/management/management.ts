/**
 * The Management API, a door to the desk: path -> operation -> who asks and whether they may -> what is said -> the answer. It has no
 * rule of its own.
 */
import type { Exchange, Handler } from '../deps.ts';
import { readJson } from '../http/form.ts';
import { queryOf } from '../http/query.ts';
import { empty, json, jsonText } from '../http/respond.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { Values } from '../resources/kind.ts';
import { judgeScope, readAccess } from './access.ts';
import { createMatcher, type Match } from './match.ts';
import { openApi } from './openapi.ts';
import { type Access, type Answer, isKindBody, type Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { invalid, type Problem, problem, problemBody } from './problem.ts';
import { readBody, readObject, readQuery } from './read.ts';
import { MANAGEMENT_ROOT } from './root.ts';

const MAX_BODY_BYTES = 1_048_576;

const matcher = createMatcher(OPERATIONS);

const DOCUMENT = JSON.stringify(openApi(OPERATIONS));

/** What the API is, for whoever writes a program for it. It says nothing of a tenant. */
export const managementDocument: Handler = async () =>
  jsonText(DOCUMENT, { headers: { 'cache-control': 'public, max-age=3600' } });

/** Whatever is asked for below `/api/v2/`. */
export const management: Handler = async (exchange) => {
  const answered = await answer(exchange);
  if (!answered.ok) {
    const { status, headers } = answered.error;
    return json(problemBody(answered.error), { status, headers });
  }
  const { status, body, headers } = answered.value;
  return body === undefined ? empty(status, { headers }) : json(body, { status, headers });
};

async function answer(exchange: Exchange): Promise<Result<Answer, Problem>> {
  const found = findOperation(exchange);
  if (!found.ok) return found;
  const access = await readAccess(exchange);
  if (!access.ok) return access;
  const done = await carryOut(found.value, access.value, exchange);
  if (!done.ok) await recordRefused(done.error, { ...found.value, access: access.value }, exchange);
  return done;
}

/** Whoever has a token and is refused is in the log, by name. */
function recordRefused(
  { status, errorCode }: Problem,
  { operation, access }: { readonly operation: Operation; readonly access: Access },
  { records, request_id, address }: Exchange,
): Promise<void> {
  const detail = `${operation.id}: ${status} ${errorCode}`;
  const event = { type: 'management_refused', request_id, ip: address, detail } as const;
  return records.audit.record({ ...event, client_id: access.client_id, actor: access.sub });
}

async function carryOut(
  { operation, path }: Match,
  access: Access,
  exchange: Exchange,
): Promise<Result<Answer, Problem>> {
  const refused = judgeScope(access, operation, exchange);
  if (refused) return err(refused);
  const query = readQuery(queryOf(exchange.request), operation.query);
  if (!query.ok) return query;
  const body = await readBodyOf(operation, exchange);
  if (!body.ok) return body;
  const version = readVersion(exchange);
  if (!version.ok) return version;
  return operation.handle({
    exchange,
    access,
    path,
    query: query.value,
    body: body.value,
    version: version.value,
  });
}

function findOperation({ request, path }: Exchange): Result<Match, Problem> {
  const found = matcher.find(request.method, path.slice(MANAGEMENT_ROOT.length));
  if (found === undefined) return err(problem(404, 'not_found', 'Not Found'));
  if ('operation' in found) return ok(found);
  const allow = found.join(', ');
  return err(problem(405, 'method_not_allowed', `Here there is: ${allow}`, { headers: { allow } }));
}

const NO_BODY: Values = {};

async function readBodyOf({ body }: Operation, { request }: Exchange): Promise<Result<Values, Problem>> {
  if (!body) return ok(NO_BODY);
  const text = await readJson(request, MAX_BODY_BYTES);
  if (!text.ok) return err(BODY_PROBLEMS[text.error]);
  const document = readObject(text.value);
  if (!document.ok || isKindBody(body)) return document;
  return readBody(document.value, body);
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
