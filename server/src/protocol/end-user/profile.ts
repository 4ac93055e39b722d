/**
 * What End-Users may say about themselves (OIDC Core §5.1). Everything else that is known of them, whether an address was
 * verified above all, is nobody's to write by a form. What they did not touch is neither judged nor written: it may be from an
 * import or an operator, who are held to less than a form.
 */
import { sha256 } from '../digest.ts';
import { isLanguageTag } from './languages.ts';
import { findTimeZone } from './time-zones.ts';

export type ProfileClaim =
  | 'name'
  | 'given_name'
  | 'family_name'
  | 'nickname'
  | 'picture'
  | 'locale'
  | 'zoneinfo';

const MAX_NAME = 150;
const MAX_ADDRESS = 2_000;

/** What was typed if it may be so, as it is stored; undefined if it may not. */
type Rule = (typed: string) => string | undefined;

const when =
  (isAllowed: (typed: string) => boolean): Rule =>
  (typed) =>
    isAllowed(typed) ? typed : undefined;

const nameRule = when((typed) => [...typed].length <= MAX_NAME && !/[\p{Cc}\p{Cs}]/u.test(typed));

/** A row a claim. */
const RULES: Readonly<Record<ProfileClaim, Rule>> = {
  name: nameRule,
  given_name: nameRule,
  family_name: nameRule,
  nickname: nameRule,
  picture: when(isPicture),
  locale: when(isLanguageTag),
  zoneinfo: findTimeZone,
};

/** The claims in the order of the form. */
export const PROFILE_CLAIMS: readonly ProfileClaim[] = [
  'name',
  'given_name',
  'family_name',
  'nickname',
  'picture',
  'locale',
  'zoneinfo',
];

type Values = Readonly<Record<ProfileClaim, string>>;

/** A form as it is on the page. */
export type ProfileForm = {
  readonly values: Values;
  /**
   * What the fields held when the page was made, as digests: empty where there was nothing. They come back beside the fields, so
   * that it is known which were touched.
   */
  readonly shown: Values;
  /** What was typed and cannot be. */
  readonly failures: readonly ProfileClaim[];
};

/** A form that came back, and what it changes; null takes a claim away. */
type SentProfile = ProfileForm & { readonly changes: Readonly<Partial<Record<ProfileClaim, string | null>>> };

type Claims = Readonly<Partial<Record<ProfileClaim, string | undefined>>>;

/** The form of what is stored. */
export function profileForm(claims: Claims): ProfileForm {
  const values = valuesOf((name) => claims[name]);
  return { values, shown: valuesOf((name) => digestOf(values[name])), failures: [] };
}

/** Reads the fields of the form beside what is stored now. One that is empty takes its claim away, if it was not so before. */
export function readProfile(
  field: (name: ProfileClaim | `shown_${ProfileClaim}`) => string | undefined,
  claims: Claims,
): SentProfile {
  const stored = valuesOf((name) => claims[name]);
  const values = valuesOf(field);
  const shown = valuesOf((name) => field(`shown_${name}`));
  const touched = PROFILE_CLAIMS.filter(
    (name) => values[name] !== stored[name] && digestOf(values[name]) !== shown[name],
  );
  const changes = touched.flatMap((name) => {
    const value = values[name] === '' ? null : RULES[name](values[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  const failures = touched.filter((name) => !changes.some(([changed]) => changed === name));
  return { values, shown, failures, changes: Object.fromEntries(changes) };
}

function valuesOf(value: (name: ProfileClaim) => string | undefined): Values {
  const one = (name: ProfileClaim) => asInField(value(name) ?? '');
  return {
    name: one('name'),
    given_name: one('given_name'),
    family_name: one('family_name'),
    nickname: one('nickname'),
    picture: one('picture'),
    locale: one('locale'),
    zoneinfo: one('zoneinfo'),
  };
}

function digestOf(value: string): string {
  return value === '' ? '' : sha256(value);
}

/** What a field of one line makes of a value (HTML §4.10.5.1.2), so that a browser which sends it back sends the same. */
function asInField(value: string): string {
  return value
    .toWellFormed()
    .replace(/[\r\n]/g, '')
    .replaceAll('\0', '\ufffd')
    .trim();
}

/** A picture is loaded by every application that shows it: by https, from a host, with no password in the address. */
function isPicture(value: string): boolean {
  if (value.length > MAX_ADDRESS || !URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return protocol === 'https:' && username === '' && password === '';
}
