/**
 * What the page's script sends back, read strictly (WebAuthn Level 3 §5.1.8, RegistrationResponseJSON and
 * AuthenticationResponseJSON). The library that verifies it expects the types to be right, so nothing else reaches it.
 */
import * as v from 'valibot';

/** Longest JSON that is looked at, in characters: an authenticator sends one or two thousand. */
const MAX_CREDENTIAL = 16_384;

/** WebAuthn Level 3 §6.1: a credential id has at most 1,023 bytes. */
const MAX_CREDENTIAL_ID = 1_364;

const MAX_USER_HANDLE = 86;
const MAX_TRANSPORTS = 8;

function base64url(maximum: number) {
  return v.pipe(v.string(), v.minLength(1), v.maxLength(maximum), v.regex(/^[A-Za-z0-9_-]+$/));
}

const IDENTITY = {
  id: base64url(MAX_CREDENTIAL_ID),
  rawId: base64url(MAX_CREDENTIAL_ID),
  type: v.literal('public-key'),
};

const REGISTRATION = v.object({
  ...IDENTITY,
  response: v.object({
    clientDataJSON: base64url(MAX_CREDENTIAL),
    attestationObject: base64url(MAX_CREDENTIAL),
    transports: v.optional(
      v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z-]{1,16}$/))), v.maxLength(MAX_TRANSPORTS)),
    ),
  }),
});

const ASSERTION = v.object({
  ...IDENTITY,
  response: v.object({
    clientDataJSON: base64url(MAX_CREDENTIAL),
    authenticatorData: base64url(MAX_CREDENTIAL),
    signature: base64url(MAX_CREDENTIAL),
    userHandle: v.optional(base64url(MAX_USER_HANDLE)),
  }),
});

export type RegistrationCredential = v.InferOutput<typeof REGISTRATION>;
export type AssertionCredential = v.InferOutput<typeof ASSERTION>;

/** A new credential; undefined for anything else. */
export function readRegistration(json: string | undefined): RegistrationCredential | undefined {
  const read = v.safeParse(REGISTRATION, parse(json));
  return read.success && isOurs(read.output.response.clientDataJSON) ? read.output : undefined;
}

/** An assertion by a credential; undefined for anything else. */
export function readAssertion(json: string | undefined): AssertionCredential | undefined {
  const read = v.safeParse(ASSERTION, parse(json));
  return read.success && isOurs(read.output.response.clientDataJSON) ? read.output : undefined;
}

/** Our pages are never framed: what was made in a frame of another site was not made by them (WebAuthn Level 3 §7.2). */
function isOurs(clientDataJSON: string): boolean {
  const data = parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
  return typeof data === 'object' && data !== null && !('crossOrigin' in data && data.crossOrigin !== false);
}

function parse(json: string | undefined): unknown {
  if (json === undefined || json.length > MAX_CREDENTIAL) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    // No JSON is as wrong as any other value.
    return undefined;
  }
}
