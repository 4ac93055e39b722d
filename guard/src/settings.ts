/**
 * What a guard is told, checked once, when it is made: a mistake here is a start-up error, never a request's.
 */
import { type Algorithm, DEFAULT_ALGORITHMS, isAlgorithm } from './access-token/algorithms.ts';
import type { JwsRules } from './access-token/jws.ts';
import type { Finding } from './diagnosis/finding.ts';
import { GuardError } from './guard-error.ts';
import { isIdentifier } from './identifier.ts';
import { isFetchable, isLoopback } from './issuer/discovery.ts';
import type { KeySourceSettings } from './issuer/key-source.ts';
import type { BearerError, Reason } from './protected-resource/refusal.ts';
import {
  type ResourceMetadata,
  type ResourceMetadataOptions,
  readResourceMetadata,
} from './protected-resource/resource-metadata.ts';

/** A refusal as the API's log may have it: it holds nothing of the token. */
export type RefusalReport = {
  readonly reason: Reason;
  readonly error: BearerError;
  readonly status: number;
  /** What to do about it, made of the guard's settings; for `keys_unavailable` what failed. */
  readonly detail?: string;
};

export type GuardOptions = {
  /** The issuer, exactly as its tokens spell it in `iss`; Tacit and Auth0 end it with a slash. */
  readonly issuer: string;
  /** The identifier of this API, as clients ask for it in `audience`. */
  readonly audience: string;
  /** Default: RS256, ES256, EdDSA. */
  readonly algorithms?: readonly Algorithm[];
  /** Named in `WWW-Authenticate`. Default: `api`. */
  readonly realm?: string;
  /** Seconds by which this machine's clock and the issuer's may differ, at most 60. Default: 5. */
  readonly leeway?: number;
  /** Called with every refusal, for the log. Default: on a loopback issuer each reason is said once on the console. */
  readonly onRefusal?: ((refusal: RefusalReport) => void) | undefined;
  /** Answers `/.well-known/oauth-protected-resource` (RFC 9728) and names it in refusals. Default: neither. */
  readonly resource_metadata?: ResourceMetadataOptions;
  /**
   * Whether an answer says why the token was refused, and what it says of itself. Default: where `issuer` is this machine, to requests
   * that come from it; `true` tells everybody, `false` nobody. In production (`NODE_ENV`) nobody is told, whatever stands here.
   */
  readonly explain_refusals_to_callers?: boolean | undefined;
  /** Lets CORS preflight requests pass unguarded to the next handler (Express, Fastify, Hono). Default: false. */
  readonly let_preflight_through?: boolean;
  /** Also accepts access tokens of Auth0's own dialect, whose `typ` is the one ID tokens have. Default: false. */
  readonly accept_access_tokens_typed_like_id_tokens?: boolean;
  /** Lets anybody on the network path choose the keys: an http issuer that is not this machine. Default: false. */
  readonly allow_insecure_http?: boolean;
  /** Lets the discovery document name keys on another origin than the issuer's. Default: false. */
  readonly allow_foreign_jwks_uri?: boolean;
};

export type Settings = {
  readonly issuer: string;
  readonly audience: string;
  readonly realm: string;
  readonly leeway: number;
  readonly jws: JwsRules;
  readonly keys: KeySourceSettings;
  readonly lets_preflight_through: boolean;
  /** Undefined: not served. */
  readonly resource_metadata: ResourceMetadata | undefined;
  /** The options in force that weaken a protection: somebody should hear of them at start. */
  readonly weakened_by: readonly string[];
  /** Who is told in the answer why a token was refused, where it is not production. */
  readonly tells: 'nobody' | 'own_machine' | 'everybody';
  /** Hears what was found too, nothing in production. Undefined: nobody asked. */
  readonly onRefusal: ((refusal: RefusalReport, findings: readonly Finding[]) => void) | undefined;
};

const WEAKENING = [
  'accept_access_tokens_typed_like_id_tokens',
  'allow_insecure_http',
  'allow_foreign_jwks_uri',
  'explain_refusals_to_callers',
] as const satisfies readonly (keyof GuardOptions)[];
const DEFAULT_LEEWAY = 5;
const MAX_LEEWAY = 60;
/** What a quoted-string holds without escapes (RFC 9110 §5.6.4). */
const QUOTABLE = /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/;

/** The settings of a guard, or a GuardError that names the option. */
export function readSettings(options: GuardOptions): Settings {
  const {
    issuer,
    audience,
    realm = 'api',
    leeway = DEFAULT_LEEWAY,
    algorithms = DEFAULT_ALGORITHMS,
  } = options;
  const allowsHttp = options.allow_insecure_http === true;
  assertIssuer(issuer, allowsHttp);
  if (!isIdentifier(audience))
    throw new GuardError('invalid_audience', 'audience must be the identifier of this API.');
  if (!Array.isArray(algorithms) || algorithms.length === 0 || !algorithms.every(isAlgorithm)) {
    throw new GuardError(
      'invalid_algorithms',
      'algorithms must name asymmetric ones from the table in the README.',
    );
  }
  if (!(Number.isFinite(leeway) && leeway >= 0 && leeway <= MAX_LEEWAY)) {
    throw new GuardError('invalid_leeway', `leeway must be a number of seconds from 0 to ${MAX_LEEWAY}.`);
  }
  if (!QUOTABLE.test(realm)) {
    throw new GuardError('invalid_realm', 'realm must be printable ASCII without quotes and backslashes.');
  }
  const { resource_metadata, onRefusal } = options;
  const accepts_jwt = options.accept_access_tokens_typed_like_id_tokens === true;
  return {
    issuer,
    audience,
    realm,
    leeway,
    jws: { algorithms, typs: accepts_jwt ? ['at+jwt', 'jwt'] : ['at+jwt'] },
    keys: { issuer, algorithms, allowsHttp, allowsForeignJwksUri: options.allow_foreign_jwks_uri === true },
    lets_preflight_through: options.let_preflight_through === true,
    resource_metadata:
      resource_metadata === undefined
        ? undefined
        : readResourceMetadata(resource_metadata, { issuer, audience, allowsHttp }),
    weakened_by: WEAKENING.filter((name) => options[name] === true),
    tells: whoIsTold(options),
    // What was found holds what the token says: a log that others read gets nothing of it.
    onRefusal: onRefusal && ((refusal) => onRefusal(refusal)),
  };
}

/** On one's own machine whoever develops; elsewhere whoever was chosen. */
function whoIsTold({ issuer, explain_refusals_to_callers: chosen }: GuardOptions): Settings['tells'] {
  if (chosen !== undefined) return chosen === true ? 'everybody' : 'nobody';
  return isLoopback(new URL(issuer).hostname) ? 'own_machine' : 'nobody';
}

/** OIDC Discovery §3: an https URL without query and fragment. */
function assertIssuer(issuer: string, allowsHttp: boolean): void {
  if (!isIdentifier(issuer) || !URL.canParse(issuer) || /[\s?#]/.test(issuer)) {
    throw new GuardError('invalid_issuer', 'issuer must be a URL without query and fragment.');
  }
  const url = new URL(issuer);
  if (url.username !== '' || url.password !== '') {
    throw new GuardError('invalid_issuer', 'issuer must not hold a user name or a password.');
  }
  if (!isFetchable(url, allowsHttp)) {
    throw new GuardError('insecure_issuer', 'issuer must be https, or http on localhost.');
  }
}
