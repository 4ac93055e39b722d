/**
 * What people are found by: the fields of Auth0's search that are indexed here, a row each.
 */

/**
 * How a field is looked for. `text`: by all of it; `words`: by each of its words too; `flag`: true or false, which everybody has;
 * `time` and `number`: by ranges too.
 */
export type SearchedAs = 'id' | 'text' | 'words' | 'phone' | 'flag' | 'time' | 'number';

type Searched = {
  readonly as: SearchedAs;
  /** Whether it stands in the row of the user, and not among the terms. */
  readonly column?: true;
};

export const SEARCHED = {
  user_id: { as: 'id' },
  email: { as: 'text' },
  'email.domain': { as: 'text' },
  username: { as: 'text' },
  name: { as: 'words' },
  given_name: { as: 'words' },
  family_name: { as: 'words' },
  nickname: { as: 'words' },
  phone_number: { as: 'phone' },
  email_verified: { as: 'flag' },
  blocked: { as: 'flag' },
  created_at: { as: 'time' },
  updated_at: { as: 'time' },
  last_login: { as: 'time', column: true },
  logins_count: { as: 'number', column: true },
} as const satisfies Readonly<Record<string, Searched>>;

export type SearchedField = keyof typeof SEARCHED;

/** What a word without a field is looked for in. */
export const SEARCHED_BY_WORD: readonly SearchedField[] = [
  ...(['email', 'username', 'name', 'given_name', 'family_name', 'nickname'] as const),
  ...(['phone_number', 'user_id'] as const),
];

/** Metadata is found by the texts, numbers and flags in it: `app_metadata.plan`, `user_metadata.address.city`. */
export const METADATA = ['user_metadata', 'app_metadata'] as const;

/** Whether a name is one of a member of metadata. */
export function isMetadataField(name: string): boolean {
  return METADATA.some((one) => name.startsWith(`${one}.`) && name.length > one.length + 1);
}

/** How a field is looked for; undefined: it is not. */
export function searchedAs(name: string): SearchedAs | undefined {
  if (isSearched(name)) return SEARCHED[name].as;
  return isMetadataField(name) ? 'text' : undefined;
}

export function isSearched(name: string): name is SearchedField {
  return Object.hasOwn(SEARCHED, name);
}

/** The words of a field, which are terms of their own beside the whole of it. */
export function wordsField(field: string): string {
  return `${field}~`;
}

/** The one spelling of a text that is looked for and found: case, width and how many spaces say nothing. */
export function spelled(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

/** A telephone number without what only makes it easier to read. */
export function spelledPhone(text: string): string {
  return spelled(text).replaceAll(/[\s().\-/]/g, '');
}

/** Digits of a number in a term; the order of such texts is that of their numbers. */
const DIGITS = 12;

export function spelledNumber(value: number): string {
  return String(value).padStart(DIGITS, '0');
}
