/**
 * Every error a client can be told, as data: one row a code, with the HTTP status of a direct answer and the source.
 * RFC 6749 §4.2.2.1 and §5.2, OIDC Core §3.1.2.6, RFC 6750 §3.1.
 */
import type { DiagnosisCode } from './diagnosis/diagnoses.ts';
import { type Diagnosis, diagnose } from './diagnosis/diagnosis.ts';
import type { OwnReason, Reason } from './diagnosis/reasons.ts';

const ROWS = {
  invalid_request: { status: 400, source: 'RFC 6749 §4.2.2.1' },
  unauthorized_client: { status: 400, source: 'RFC 6749 §4.2.2.1' },
  access_denied: { status: 403, source: 'RFC 6749 §4.2.2.1' },
  unsupported_response_type: { status: 400, source: 'RFC 6749 §4.2.2.1' },
  invalid_scope: { status: 400, source: 'RFC 6749 §4.2.2.1' },
  server_error: { status: 500, source: 'RFC 6749 §4.2.2.1' },
  temporarily_unavailable: { status: 503, source: 'RFC 6749 §4.2.2.1' },
  login_required: { status: 400, source: 'OIDC Core §3.1.2.6' },
  consent_required: { status: 400, source: 'OIDC Core §3.1.2.6' },
  interaction_required: { status: 400, source: 'OIDC Core §3.1.2.6' },
  invalid_request_uri: { status: 400, source: 'OIDC Core §3.1.2.6' },
  invalid_request_object: { status: 400, source: 'OIDC Core §3.1.2.6' },
  unmet_authentication_requirements: { status: 400, source: 'OIDC Unmet Authentication Requirements §2' },
  registration_not_supported: { status: 400, source: 'OIDC Core §3.1.2.6' },
  invalid_target: { status: 400, source: 'RFC 8707 §2' },
  invalid_client: { status: 401, source: 'RFC 6749 §5.2' },
  invalid_grant: { status: 400, source: 'RFC 6749 §5.2' },
  unsupported_grant_type: { status: 400, source: 'RFC 6749 §5.2' },
  invalid_redirect_uri: { status: 400, source: 'RFC 7591 §3.2.2' },
  invalid_client_metadata: { status: 400, source: 'RFC 7591 §3.2.2' },
  invalid_token: { status: 401, source: 'RFC 6750 §3.1' },
  insufficient_scope: { status: 403, source: 'RFC 6750 §3.1' },
  insufficient_user_authentication: { status: 401, source: 'RFC 9470 §3' },
} as const satisfies Record<string, { status: number; source: string }>;

export type OAuthErrorCode = keyof typeof ROWS;

export type OAuthError = {
  readonly error: OAuthErrorCode;
  /** For the client's developer; only the characters of RFC 6749 §5.2 and no user data. */
  readonly error_description: string;
  /** For our log only. */
  readonly detail?: string;
  /** Why, for whoever has to mend it: for our log, and for the page of a developer at this very machine. */
  readonly diagnosis?: Diagnosis;
  /** The reason, where it is not the request that is wrong, or more is known than the code says: for our log. */
  readonly reason?: OwnReason;
  /** Whose grant or session it was about: for our log. */
  readonly sub?: string;
};

/** Characters an error_description may not hold (RFC 6749 §5.2 allows %x20-21 / %x23-5B / %x5D-7E). */
const NOT_ALLOWED = /[^\x20-\x21\x23-\x5b\x5d-\x7e]/g;

/** Makes an error; whatever the description quotes is cut down to the characters the RFC allows. */
export function oauthError(error: OAuthErrorCode, error_description: string, detail?: string): OAuthError {
  const description = error_description.replace(NOT_ALLOWED, '?').slice(0, 300);
  return detail === undefined
    ? { error, error_description: description }
    : { error, error_description: description, detail };
}

/** An error with its reason, which is a row of the table or what is known better. */
export function refusal(
  error: OAuthErrorCode,
  error_description: string,
  why: DiagnosisCode | Diagnosis,
): OAuthError {
  const diagnosis = typeof why === 'string' ? diagnose(why) : why;
  return { ...oauthError(error, error_description), diagnosis };
}

/** What is known of the reason. */
export function diagnosisOf({ error, error_description, diagnosis }: OAuthError): Diagnosis {
  return diagnosis ?? diagnose('other', { sentence: error_description, section: ROWS[error].source });
}

/** Why, where nothing but the code is known. */
const REASON_OF: Readonly<Partial<Record<OAuthErrorCode, OwnReason>>> = {
  invalid_request: 'malformed_request',
  unauthorized_client: 'grant_type_refused',
  unsupported_grant_type: 'grant_type_refused',
  invalid_client: 'wrong_client_secret',
  invalid_grant: 'grant_refused',
  invalid_scope: 'scope_refused',
  invalid_target: 'audience_refused',
};

/** Why, by the word that the log, the audit table and `tacit why` share. */
export function reasonOf({ error, diagnosis, reason }: OAuthError): Reason {
  return diagnosis?.code ?? reason ?? REASON_OF[error] ?? 'other';
}

/** HTTP status of an answer that is not redirected. */
export function errorStatus(error: OAuthErrorCode): number {
  return ROWS[error].status;
}
