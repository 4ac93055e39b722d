/**
 * Answers held against the document of their API: what it does not say is not answered.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { openApi } from '../../src/management/document/openapi.ts';
import { createMatcher } from '../../src/management/match.ts';
import type { OperationOf } from '../../src/management/operation.ts';
import { OPERATIONS } from '../../src/management/operations.ts';

const DOCUMENT = 'openapi.json';

type Row = Pick<OperationOf<string, never>, 'id' | 'method' | 'path'>;

type Answered = { readonly status: number; readonly body: unknown };

/** What is wrong with an answer by the document; undefined: nothing, or the path is not in it. */
type Judge = (method: string, path: string, answered: Answered) => string | undefined;

/** Whoever holds answers against the document of these operations. */
export function judgeBy(openapi: object, operations: readonly Row[]): Judge {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  const document = JSON.parse(JSON.stringify(openapi));
  ajv.addSchema(document, DOCUMENT);
  const matcher = createMatcher(operations);
  const compiled = new Map<string, ValidateFunction>();
  return (method, path, { status, body }) => {
    const [pathname = ''] = path.split('?', 1);
    const found = matcher.find(method, pathname);
    if (found === undefined || !('operation' in found)) return undefined;
    const { operation } = found;
    const { response, at } = responseIn(document, operation, status);
    if (response === undefined) return `${operation.id} does not say that it answers ${status}`;
    const [type] = Object.keys(response.content ?? {});
    if (type === undefined)
      return body === '' ? undefined : `${operation.id} says that ${status} has no body`;
    const schema = `${at}/content/${pointer(type)}/schema`;
    const validate = compiled.get(schema) ?? ajv.compile({ $ref: `${DOCUMENT}${schema}` });
    compiled.set(schema, validate);
    return validate(body) ? undefined : `${operation.id} ${status}: ${ajv.errorsText(validate.errors)}`;
  };
}

/** That of the Management API. */
export const answerMistake = judgeBy(openApi(OPERATIONS), OPERATIONS);

type Response = { readonly content?: object };

/** What an operation says that it answers, and where that stands: with it, or once for all. */
function responseIn(
  // biome-ignore lint/suspicious/noExplicitAny: a document of ours, as JSON.
  document: any,
  { path, method }: Row,
  status: number,
): { readonly response: Response | undefined; readonly at: string } {
  const verb = method.toLowerCase();
  const response = document.paths[path][verb].responses[status];
  return response?.$ref === undefined
    ? { response, at: `#/paths/${pointer(path)}/${verb}/responses/${status}` }
    : { response: document.components.responses[status], at: response.$ref };
}

/** A name in a JSON pointer in a URI (RFC 6901 §6). */
function pointer(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}
