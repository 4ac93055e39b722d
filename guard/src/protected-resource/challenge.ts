/**
 * The answer to a refused request (RFC 6750 §3): status, `WWW-Authenticate` and a JSON body. It says in general words
 * what was expected and never what was wrong with this token, nor which keys or audience the guard knows (JW-28);
 * whoever develops reads that beside.
 */
import type { Finding } from '../diagnosis/finding.ts';
import type { Answer } from './answer.ts';
import { type BearerError, ERROR_OF_REASON, type Refusal } from './refusal.ts';

/** What every challenge of an API says. */
type Said = {
  readonly realm: string;
  /** Where the metadata of this API is; undefined: it is not served. */
  readonly resource_metadata: string | undefined;
  /** What the route asks of any token. */
  readonly scope: readonly string[];
  /** Undefined: whoever asks is not told. */
  readonly findings: readonly Finding[] | undefined;
};

const ANSWERS: Readonly<
  Record<BearerError, { readonly status: number; readonly error_description: string }>
> = {
  unauthorized: {
    status: 401,
    error_description: 'An access token is expected in the Authorization header, with the Bearer scheme.',
  },
  invalid_request: {
    status: 400,
    error_description: 'Exactly one access token is expected, in one Authorization header and nowhere else.',
  },
  invalid_token: {
    status: 401,
    error_description:
      'An access token is expected that is unexpired, issued by the issuer of this API and for it.',
  },
  insufficient_scope: {
    status: 403,
    error_description: 'An access token with more privileges is expected.',
  },
};

/** Two reasons that the caller may know more of: they are about the route, not about the token. */
const DESCRIPTIONS: ReadonlyMap<string, string> = new Map([
  ['missing_scope', 'An access token with every scope of this route is expected.'],
  ['not_a_user', 'An access token of a user is expected, not one that a client got for itself.'],
]);

/**
 * What was missing; and where a client is led to the authorization server, what it needs there (RFC 6750 §3, MCP Authorization,
 * "Scope Selection Strategy").
 */
function scopeParameter(refusal: Refusal, { resource_metadata, scope }: Said, status: number) {
  const needed = resource_metadata !== undefined && status === 401 ? scope : [];
  const values = refusal.scope ?? needed;
  return values.length === 0 ? [] : [['scope', values.join(' ')]];
}

/** The one renderer of a refusal. */
export function renderChallenge(refusal: Refusal, said: Said): Answer {
  const { realm, resource_metadata, findings } = said;
  const error = ERROR_OF_REASON[refusal.reason];
  const answer = ANSWERS[error];
  const error_description = DESCRIPTIONS.get(refusal.reason) ?? answer.error_description;
  const parameters = [
    ['realm', realm],
    // RFC 6750 §3.1: a request without credentials gets no error code.
    ...(error === 'unauthorized'
      ? []
      : [
          ['error', error],
          ['error_description', error_description],
        ]),
    ...scopeParameter(refusal, said, answer.status),
    // RFC 9728 §5.1.
    ...(resource_metadata === undefined ? [] : [['resource_metadata', resource_metadata]]),
  ];
  return {
    status: answer.status,
    headers: {
      'www-authenticate': `Bearer ${parameters.map(([name, value]) => `${name}="${value}"`).join(', ')}`,
      'content-type': 'application/json',
      'cache-control': 'no-store',
    },
    body: JSON.stringify({ error, error_description, findings }),
  };
}
