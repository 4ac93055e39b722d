/**
 * How the My Account API refuses: problem details (RFC 9457), with what is wrong field by field, as Auth0's client reads it.
 */
import { STATUS_CODES } from 'node:http';
import type { Problem } from '../management/problem.ts';
import type { JsonSchema } from '../resources/field.ts';

const TEXT: JsonSchema = { type: 'string' };

/** The JSON of a refusal. */
export function problemDetails({ status, errorCode, message, mistakes }: Problem): object {
  return {
    // A name, which leads nowhere (RFC 9457 §3.1.1).
    type: `urn:tacit:error:${errorCode}`,
    status,
    title: STATUS_CODES[status] ?? 'Error',
    detail: message,
    ...(mistakes === undefined
      ? {}
      : {
          validation_errors: mistakes.map(({ path, message: detail }) => ({
            detail,
            ...(path.length === 0
              ? {}
              : { field: path.join('.'), pointer: path.map((step) => `/${pointerStep(step)}`).join('') }),
          })),
        }),
  };
}

/** RFC 6901 §3. */
function pointerStep(step: string | number): string {
  return String(step).replaceAll('~', '~0').replaceAll('/', '~1');
}

export const PROBLEM_DETAILS: JsonSchema = {
  type: 'object',
  properties: {
    type: { ...TEXT, description: 'Stable, for programs: `urn:tacit:error:insufficient_scope`.' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    title: { ...TEXT, description: 'The name of the status.' },
    detail: { ...TEXT, description: 'A sentence.' },
    validation_errors: {
      type: 'array',
      description: 'What is wrong, one by one, where it is what was sent.',
      items: {
        type: 'object',
        properties: { detail: TEXT, field: TEXT, pointer: TEXT },
        required: ['detail'],
        additionalProperties: false,
      },
    },
  },
  required: ['type', 'status', 'title', 'detail'],
  additionalProperties: false,
};
