/**
 * What End-Users may say about themselves (OIDC Core §5.1). Everything else that is known of them, whether an address was
 * verified above all, is nobody's to write by a form.
 */
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

/** BCP 47 as far as its shape goes. */
const LOCALE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}$/;

const isName = (value: string) => [...value].length <= MAX_NAME && !/[\p{Cc}\p{Cs}]/u.test(value);

/** A row a claim: what it may be. */
const RULES: Readonly<Record<ProfileClaim, (value: string) => boolean>> = {
  name: isName,
  given_name: isName,
  family_name: isName,
  nickname: isName,
  picture: isPicture,
  locale: (value) => LOCALE.test(value),
  zoneinfo: isTimeZone,
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

/** What was typed, and which of it cannot be. */
export type TypedProfile = {
  readonly values: Readonly<Record<ProfileClaim, string>>;
  readonly failures: readonly ProfileClaim[];
};

/** Reads the fields of the form; a field that is missing or empty takes the claim away. */
export function readProfile(field: (name: ProfileClaim) => string | undefined): TypedProfile {
  const typed = (name: ProfileClaim) => (field(name) ?? '').trim();
  const values = {
    name: typed('name'),
    given_name: typed('given_name'),
    family_name: typed('family_name'),
    nickname: typed('nickname'),
    picture: typed('picture'),
    locale: typed('locale'),
    zoneinfo: typed('zoneinfo'),
  };
  const failures = PROFILE_CLAIMS.filter((name) => values[name] !== '' && !RULES[name](values[name]));
  return { values, failures };
}

/** Whether times can be shown in this zone. */
export function isTimeZone(name: string): boolean {
  return name === 'UTC' || TIME_ZONES.includes(name);
}

/** The zones of the time zone database that this runtime knows. */
export const TIME_ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

/** A picture is loaded by every application that shows it: by https, from a host, with no password in the address. */
function isPicture(value: string): boolean {
  if (value.length > MAX_ADDRESS || !URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return protocol === 'https:' && username === '' && password === '';
}
