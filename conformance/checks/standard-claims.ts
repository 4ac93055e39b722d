/**
 * The standard claims (OIDC Core §5.1): which scope asks for which, and what each must look like.
 */
import { type Finding, must, should } from './finding.ts';
import { isObject, isText, type JsonObject } from './json.ts';

/** The claims each scope asks for (OIDC Core §5.4). */
export const SCOPE_CLAIMS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'profile',
    [
      'name',
      'given_name',
      'family_name',
      'middle_name',
      'nickname',
      'profile',
      'picture',
      'website',
      'gender',
      'birthdate',
      'zoneinfo',
      'locale',
      'updated_at',
      'preferred_username',
    ],
  ],
  ['email', ['email', 'email_verified']],
  ['address', ['address']],
  ['phone', ['phone_number', 'phone_number_verified']],
]);

type Rule = (value: unknown, now: number) => boolean;

/** 1990-01-01: an `updated_at` before it is in the wrong unit or unset. */
const EARLIEST_UPDATE = 631_152_000;
const BIRTHDATE = /^(?:\d{4}(?:-\d{2}-\d{2})?)$/;

const isWords: Rule = (value) => isText(value) && value !== 'null';
const isBoolean: Rule = (value) => typeof value === 'boolean';
const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['email_verified', isBoolean],
  ['phone_number_verified', isBoolean],
  ['updated_at', (value, now) => typeof value === 'number' && value >= EARLIEST_UPDATE && value <= now],
  ['birthdate', (value) => typeof value === 'string' && BIRTHDATE.test(value)],
  ['address', (value, now) => isObject(value) && Object.values(value).every((part) => isWords(part, now))],
]);
const STANDARD: ReadonlySet<string> = new Set([...SCOPE_CLAIMS.values()].flat());

/** Each standard claim that is there must be of its type. */
export function checkStandardClaims(claims: JsonObject, at: { readonly what: string; readonly now: number }) {
  return Object.entries(claims)
    .filter(([name]) => STANDARD.has(name))
    .flatMap(([name, value]) =>
      must(
        (RULES.get(name) ?? isWords)(value, at.now),
        `${at.what}: ${name} is not of its type (OIDC Core §5.1)`,
      ),
    );
}

/** The claims of these scopes must be there; a missing one is a warning as long as its scope gave something. */
export function checkScopeClaims(
  claims: JsonObject,
  scopes: readonly string[],
  what: string,
): readonly Finding[] {
  return scopes.flatMap((scope) => {
    const wanted = SCOPE_CLAIMS.get(scope) ?? [];
    const missing = wanted.filter((name) => claims[name] === undefined);
    return [
      ...must(missing.length < wanted.length, `${what}: nothing of scope ${scope} (OIDC Core §5.4)`),
      ...should(
        missing.length === 0 || missing.length === wanted.length,
        `${what}: scope ${scope} without ${missing.join(', ')}`,
      ),
    ];
  });
}
