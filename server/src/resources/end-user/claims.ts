/**
 * The standard claims of an End-User (OIDC Core §5.1), in the specification's spelling and types.
 */
import { optional, type RecordOf } from '../field.ts';
import { boolean, lines, record, text, uri, whole } from '../shape.ts';

/** The last second of the year 9999. */
const LAST_SECOND = 253_402_300_799;

const MAX_LINES = 500;

/** OIDC Core §5.1.1; lines of the formatted address may be broken. */
const ADDRESS_FIELDS = {
  formatted: optional(lines(MAX_LINES), { sentence: 'The whole, as on a letter.' }),
  street_address: optional(lines(MAX_LINES), { sentence: 'Street and number.' }),
  locality: optional(text(), { sentence: 'City.' }),
  region: optional(text(), { sentence: 'State or province.' }),
  postal_code: optional(text(), { sentence: 'Postal code.' }),
  country: optional(text(), { sentence: 'Country.' }),
} as const;

const selfService = true;

export const CLAIM_FIELDS = {
  name: optional(text(), { sentence: 'Full name.', selfService }),
  given_name: optional(text(), { sentence: 'Given name.', selfService }),
  family_name: optional(text(), { sentence: 'Family name.', selfService }),
  middle_name: optional(text(), { sentence: 'Middle name.' }),
  nickname: optional(text(), { sentence: 'Casual name.', selfService }),
  preferred_username: optional(text(), { sentence: 'What somebody wants to be called.' }),
  profile: optional(uri, { sentence: 'A page about them.' }),
  picture: optional(uri, { sentence: 'A picture of them.', selfService }),
  website: optional(uri, { sentence: 'A page of theirs.' }),
  gender: optional(text(), { sentence: 'Gender.' }),
  birthdate: optional(text(), { sentence: 'Day of birth, `YYYY-MM-DD`.' }),
  zoneinfo: optional(text(), { sentence: 'Time zone, `Europe/Paris`.', selfService }),
  locale: optional(text(), { sentence: 'Language, `en-US`.', selfService }),
  updated_at: optional(whole(0, LAST_SECOND), {
    sentence: 'When these were changed last, in seconds since the epoch.',
  }),
  email: optional(
    text(320, {
      holds: (value) => /^[^\s@]+@[^\s@]+$/.test(value),
      message: 'must be an e-mail address',
      says: 'an e-mail address',
    }),
    { sentence: 'Their address, which one user has at a time.' },
  ),
  email_verified: optional(boolean, { sentence: 'Whether it was shown to be theirs.' }),
  phone_number: optional(text(), { sentence: 'Telephone number.' }),
  phone_number_verified: optional(boolean, { sentence: 'Whether it was shown to be theirs.' }),
  address: optional(record(ADDRESS_FIELDS), { sentence: 'Postal address.' }),
} as const;

/** The standard claims a user record can hold. */
export type StandardClaims = RecordOf<typeof CLAIM_FIELDS>;
