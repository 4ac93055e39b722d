/**
 * What a request to an API of ours says: which operation it is for, and what it holds, by the description of that.
 */
import type { Exchange } from '../../deps.ts';
import { readJson } from '../../http/form.ts';
import { parseJsonObject } from '../../http/json-value.ts';
import { queryOf } from '../../http/query.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import type { Values } from '../../resources/kind.ts';
import type { Absent } from '../absent/absent.ts';
import type { Match, Matcher } from '../match.ts';
import { type Asked, isOwnBody, type OperationOf } from '../operation.ts';
import { invalid, type Problem, problem } from '../problem.ts';
import { readBody, readList, readObject, readQuery } from './read.ts';

const MAX_BODY_BYTES = 1_048_576;

type Described = Pick<OperationOf<string, unknown>, 'query' | 'body' | 'isListBody'>;

type Table<O> = { readonly root: string; readonly here: Matcher<O>; readonly absent: Matcher<Absent> };

/** The operation that a request is for, or what is not here and why; else the refusal. */
export function findOperation<O>(
  { root, here, absent }: Table<O>,
  { request, path }: Exchange,
): Result<Match<O | Absent>, Problem> {
  const below = path.slice(root.length);
  const missing = absent.find(request.method, below);
  // A literal path is no record of that name: `/resource-servers/search`.
  if (missing && 'operation' in missing && missing.operation.path === below) return ok(missing);
  const found = here.find(request.method, below);
  if (found && 'operation' in found) return ok(found);
  if (missing && 'operation' in missing) return ok(missing);
  const methods = found ?? missing;
  if (methods === undefined) return err(problem(404, 'not_found', 'Not Found'));
  const allow = methods.join(', ');
  return err(problem(405, 'method_not_allowed', `Here there is: ${allow}`, { headers: { allow } }));
}

/** Query, body and version, by the description of the operation. */
export async function readSaid(
  operation: Described,
  exchange: Exchange,
): Promise<Result<Pick<Asked, 'query' | 'body' | 'version'>, Problem>> {
  const query = readQuery(queryOf(exchange.request), operation.query);
  if (!query.ok) return query;
  const body = await readBodyOf(operation, exchange);
  if (!body.ok) return body;
  const version = readVersion(exchange);
  if (!version.ok) return version;
  return ok({ query: query.value, body: body.value, version: version.value });
}

const NO_BODY: Values = {};

async function readBodyOf(
  { body, isListBody }: Described,
  { request }: Exchange,
): Promise<Result<Values, Problem>> {
  if (!body || (isOwnBody(body) && body.reads === 'multipart')) return ok(NO_BODY);
  const text = await readJson(request, MAX_BODY_BYTES);
  if (!text.ok) return err(BODY_PROBLEMS[text.error]);
  const isList = isOwnBody(body) ? body.reads === 'list' : isListBody;
  const document = isList ? readList(text.value) : readObject(text.value);
  if (!document.ok || isOwnBody(body)) return document;
  return readBody(document.value, body);
}

/** What a change says of something that is not here; undefined where it says nothing that could be so. */
export async function readSent({ method, none }: Absent, { request }: Exchange): Promise<unknown> {
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
