/**
 * How the Management API refuses, in Auth0's shape: `{ statusCode, error, message, errorCode }`, and beside it what is wrong, a row
 * a mistake, for who shows it at its field.
 */
import { STATUS_CODES } from 'node:http';
import type { Path } from '../resources/finding.ts';

export type Problem = {
  readonly status: number;
  readonly errorCode: string;
  readonly message: string;
  readonly mistakes?: readonly Mistake[];
  readonly headers?: Readonly<Record<string, string>>;
};

/** Something that is wrong with a field. It never holds the value, which may be a secret. */
export type Mistake = { readonly code: string; readonly path: Path; readonly message: string };

/** A refusal; `message` is a sentence. */
export function problem(
  status: number,
  errorCode: string,
  message: string,
  more: Pick<Problem, 'mistakes' | 'headers'> = {},
): Problem {
  return { status, errorCode, message, ...more };
}

/** Which part of a request is wrong, in Auth0's words and code. */
const PARTS = {
  body: { errorCode: 'invalid_body', says: 'Payload' },
  query: { errorCode: 'invalid_query_string', says: 'Query' },
  path: { errorCode: 'invalid_uri', says: 'Path' },
  headers: { errorCode: 'invalid_headers', says: 'Headers' },
} as const;

/** `Payload validation error: 'must be text' on property callbacks[1].` */
export function invalid(part: keyof typeof PARTS, mistakes: readonly Mistake[]): Problem {
  const { errorCode, says } = PARTS[part];
  const sentences = mistakes.map(({ path, message }) => {
    const at = path.length === 0 ? '' : ` on property ${pathText(path)}`;
    return `'${message}'${at}`;
  });
  return problem(400, errorCode, `${says} validation error: ${sentences.join('; ')}.`, { mistakes });
}

/** `jwt_configuration.alg`, `callbacks[1]`. */
function pathText(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

/** The JSON of a refusal. */
export function problemBody({ status, errorCode, message, mistakes }: Problem): object {
  return {
    statusCode: status,
    error: STATUS_CODES[status] ?? 'Error',
    message,
    errorCode,
    ...(mistakes === undefined ? {} : { mistakes }),
  };
}

/** What there is not, as Auth0 says it: `inexistent_client`; of people it says it with a full stop. */
export function inexistent(noun: string, says = noun.replaceAll('_', ' ')): Problem {
  return problem(404, `inexistent_${noun}`, `The ${says} does not exist${noun === 'user' ? '.' : ''}`);
}
