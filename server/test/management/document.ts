/**
 * Answers held against `openapi.json`: what it does not say is not answered.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { openApi } from '../../src/management/document/openapi.ts';
import { createMatcher } from '../../src/management/match.ts';
import type { Operation } from '../../src/management/operation.ts';
import { OPERATIONS } from '../../src/management/operations.ts';

const DOCUMENT = 'openapi.json';

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
const document = JSON.parse(JSON.stringify(openApi(OPERATIONS)));
ajv.addSchema(document, DOCUMENT);

const matcher = createMatcher(OPERATIONS);

const compiled = new Map<string, ValidateFunction>();

type Answered = { readonly status: number; readonly body: unknown };

/** What is wrong with an answer by the document; undefined: nothing, or the path is not in it. */
export function answerMistake(method: string, path: string, { status, body }: Answered): string | undefined {
  const [pathname = ''] = path.split('?', 1);
  const found = matcher.find(method, pathname);
  if (found === undefined || !('operation' in found)) return undefined;
  const { operation } = found;
  const { response, at } = responseOf(operation, status);
  const schema = `${at}/content/application~1json/schema`;
  if (response === undefined) return `${operation.id} does not say that it answers ${status}`;
  if (response.content === undefined)
    return body === '' ? undefined : `${operation.id} says that ${status} has no body`;
  const validate = compiled.get(schema) ?? ajv.compile({ $ref: `${DOCUMENT}${schema}` });
  compiled.set(schema, validate);
  return validate(body) ? undefined : `${operation.id} ${status}: ${ajv.errorsText(validate.errors)}`;
}

type Response = { readonly content?: unknown };

/** What an operation says that it answers, and where that stands: with it, or once for all. */
function responseOf(
  { path, method }: Operation,
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
