/**
 * The OpenAPI 3.1 document of an API of ours, computed of its operations: who writes a client, a form or a test for it reads this.
 */

import { isSame } from '../../resources/computed/change.ts';
import type { Field, Fields, JsonSchema } from '../../resources/field.ts';
import { isMapping, objectSchema } from '../../resources/shape.ts';
import { KEY_HEADER, takesKey } from '../idempotency.ts';
import { isOwnBody, type Operation, type OperationOf } from '../operation.ts';
import { MANAGEMENT_ROOT } from '../root.ts';

type Document = Readonly<Record<string, unknown>>;

type AnyOperation = Omit<OperationOf<string, never>, 'handle'>;

/** Statuses that an operation is refused with, and what they say. */
export type Refusals = readonly (readonly [
  status: number,
  sentence: string,
  of: (operation: AnyOperation) => boolean,
])[];

/** An API as a document says it. */
type Described = {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly root: string;
  /** What it refuses by. */
  readonly error: JsonSchema;
  readonly error_type: string;
  readonly refusals: Refusals;
  /** Whether `Idempotency-Key` is read. */
  readonly takesKey: (operation: AnyOperation) => boolean;
};

const ERROR: JsonSchema = {
  type: 'object',
  properties: {
    statusCode: { type: 'integer', minimum: 400, maximum: 599 },
    error: { type: 'string', description: 'The name of the status.' },
    message: { type: 'string', description: 'A sentence.' },
    errorCode: { type: 'string', description: 'Stable, for programs.' },
    mistakes: {
      type: 'array',
      description: 'What is wrong, one by one, where it is what was sent.',
      items: {
        type: 'object',
        properties: {
          code: { type: 'string' },
          path: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'integer' }] } },
          message: { type: 'string' },
        },
        required: ['code', 'path', 'message'],
        additionalProperties: false,
      },
    },
  },
  required: ['statusCode', 'error', 'message', 'errorCode'],
  additionalProperties: false,
};

const REFUSALS: Refusals = [
  [400, 'What was sent is wrong.', () => true],
  [401, 'There is no access token of this API.', () => true],
  [403, 'The access token lacks a scope, or its bearer may not reach so far.', () => true],
  [404, 'There is no such record.', () => true],
  [409, 'There is one already, or it is in use.', ({ method }) => method !== 'GET'],
  [412, 'Another version is there than `If-Match` names.', ({ method }) => method !== 'GET'],
  [413, 'The body is too large.', ({ body }) => body !== undefined],
  [415, 'The body is not JSON.', ({ body }) => body !== undefined],
  [422, 'The `Idempotency-Key` was sent with another request.', takesKey],
  [429, 'Too many requests: `Retry-After` says when to come again.', () => true],
  [500, 'A mistake of ours; the log has it by its `x-request-id`.', () => true],
  [501, 'It has no meaning here; the message says why.', () => true],
  [503, 'The database is not there.', () => true],
];

const IDEMPOTENCY_KEY = {
  name: KEY_HEADER,
  in: 'header',
  required: false,
  description:
    'Under one key something is made once: the same request is given the same answer again for a day, another one is refused.',
  schema: { type: 'string', minLength: 1, maxLength: 257 },
};

const ERROR_REF = { $ref: '#/components/schemas/error' };

const MANAGEMENT: Described = {
  title: 'Tacit Management API',
  version: '2',
  description: 'What Auth0’s Management API v2 says, as far as it has a meaning here.',
  root: MANAGEMENT_ROOT,
  error: ERROR,
  error_type: 'application/json',
  refusals: REFUSALS,
  takesKey,
};

/** The whole document of the Management API. */
export function openApi(operations: readonly Operation[]): Document {
  return documentOf(MANAGEMENT, operations);
}

/** The whole document of an API. */
export function documentOf(api: Described, operations: readonly AnyOperation[]): Document {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const item = paths[operation.path] ?? {};
    item[operation.method.toLowerCase()] = describe(operation, api);
    paths[operation.path] = item;
  }
  const { title, version, description: says, root, error, error_type, refusals } = api;
  const schemas: Record<string, unknown> = { error };
  return {
    openapi: '3.1.0',
    info: { title, version, description: says },
    servers: [{ url: root }],
    security: [{ bearer: [] }],
    paths: hoisted(paths, schemas),
    components: {
      responses: Object.fromEntries(
        refusals.map(([status, description]) => [
          status,
          { description, content: { [error_type]: { schema: ERROR_REF } } },
        ]),
      ),
      ...(operations.some(api.takesKey) ? { parameters: { idempotency_key: IDEMPOTENCY_KEY } } : {}),
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas,
    },
  };
}

/** Schemas that have a title stand once, under it, and are referred to wherever they were. */
function hoisted(value: unknown, schemas: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((one) => hoisted(one, schemas));
  if (!isMapping(value)) return value;
  const { title } = value;
  const members = Object.entries(value).map(([name, member]) => [name, hoisted(member, schemas)]);
  if (typeof title !== 'string') return Object.fromEntries(members);
  const written = Object.fromEntries(members.filter(([name]) => name !== 'title'));
  if (schemas[title] !== undefined && !isSame(schemas[title], written))
    throw new Error(`Two schemas are called ${title}.`);
  schemas[title] = written;
  return { $ref: `#/components/schemas/${title}` };
}

function describe(operation: AnyOperation, api: Described): Document {
  const { id, sentence, scopes, path, query, body, answers, answersAs = JSON_TYPE } = operation;
  return {
    operationId: id,
    summary: sentence,
    tags: [familyOf(operation)],
    security: [{ bearer: scopes }],
    parameters: [
      ...pathParameters(path),
      ...queryParameters(query),
      ...(api.takesKey(operation) ? [{ $ref: '#/components/parameters/idempotency_key' }] : []),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: contentOf(operation),
          },
        }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, schema]) => [
          status,
          {
            description: sentence,
            ...(schema === undefined ? {} : { content: { [answersAs]: { schema } } }),
          },
        ]),
      ),
      ...Object.fromEntries(
        api.refusals
          .filter(([status, , of]) => of(operation) && !(status in answers))
          .map(([status]) => [status, { $ref: `#/components/responses/${status}` }]),
      ),
    },
  };
}

function contentOf(operation: AnyOperation): Document {
  const { body } = operation;
  const isMultipart = body !== undefined && isOwnBody(body) && body.reads === 'multipart';
  return isMultipart ? { 'multipart/form-data': { schema: body.schema } } : jsonOf(bodySchema(operation));
}

/** What its body holds. */
export function bodySchema({ body, isListBody }: Pick<AnyOperation, 'body' | 'isListBody'>): JsonSchema {
  if (!body) return {};
  if (isOwnBody(body)) return body.schema;
  return isListBody ? (body['list']?.shape.json ?? {}) : objectSchema(body);
}

/** The first word of its path: `clients`. */
export function familyOf({ path }: Pick<AnyOperation, 'path'>): string {
  return path.split('/')[1] ?? '';
}

const JSON_TYPE = 'application/json';

function jsonOf(schema: JsonSchema): Document {
  return { [JSON_TYPE]: { schema } };
}

function pathParameters(path: string): readonly Document[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1 },
  }));
}

function queryParameters(query: Fields): readonly Document[] {
  return Object.entries(query).map(([name, field]) => ({
    name,
    in: 'query',
    required: field.presence === 'required',
    description: field.sentence,
    ...styleOf(field),
    schema: { ...field.shape.json, ...(field.presence === 'default' ? { default: field.default } : {}) },
  }));
}

/** A list is written with commas. */
function styleOf({ shape }: Field): Document {
  return shape.tag === 'list' ? { style: 'form', explode: false } : {};
}
