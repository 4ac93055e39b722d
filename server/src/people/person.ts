/**
 * A person of a file for Auth0's imports: what it says, under our names, or why that cannot be.
 */
import { repeatedMembers } from '../http/json-value.ts';
import { readDocument } from '../resources/computed/document.ts';
import type { Finding } from '../resources/finding.ts';
import { KINDS } from '../resources/index.ts';
import type { Values } from '../resources/kind.ts';
import { isMapping } from '../resources/shape.ts';
import { ID_PREFIX } from './person-view.ts';

export type Person = {
  readonly said: Values;
  readonly unreadable: readonly string[];
  readonly mistakes: readonly Finding[];
};

/** What a file says of one person. */
export function readPerson(document: Values, text: string): Person {
  const { phone_verified, custom_password_hash, mfa_factors, password, user_id, ...rest } = document;
  const hash = custom_password_hash === undefined ? {} : hashOf(custom_password_hash);
  const mistakes: Finding[] = [...repeatedMembers(text)].map((name) => wrong(name, 'is there twice'));
  if (typeof hash === 'string') mistakes.push(wrong('custom_password_hash', hash));
  if (password !== undefined)
    mistakes.push(wrong('password', 'is not brought in a file: bring password_hash or custom_password_hash'));
  if (Array.isArray(mfa_factors) ? mfa_factors.length > 0 : mfa_factors !== undefined)
    mistakes.push(wrong('mfa_factors', 'are not brought: they enrol again at their next sign-in'));
  if (rest['email'] === undefined && rest['username'] === undefined && rest['phone_number'] === undefined)
    mistakes.push(wrong('email', 'is missing, and username and phone_number as well'));
  const plain = {
    ...rest,
    ...(phone_verified === undefined ? {} : { phone_number_verified: phone_verified }),
    ...(typeof hash === 'string' ? {} : hash),
    ...(typeof user_id === 'string'
      ? { user_id: user_id.includes('|') ? user_id : `${ID_PREFIX}${user_id}` }
      : {}),
    ...(typeof user_id === 'string' || user_id === undefined ? {} : { user_id }),
  };
  const read = readDocument(KINDS.user, 'auth0', plain, { unknown: 'refuse' });
  return { said: read.said, unreadable: read.unreadable, mistakes: [...mistakes, ...read.findings] };
}

function wrong(name: string, message: string): Finding {
  return { code: 'wrong_shape', path: [name], message };
}

type Hash = { readonly password_hash: string };

/** In the form in which a hash is kept; a text: why not. Of what it is made the desk judges. */
function hashOf(custom: unknown): Hash | string {
  const { algorithm, hash, salt, ...how } = isMapping(custom) ? custom : {};
  const read = typeof algorithm === 'string' ? FORMS.get(algorithm) : undefined;
  if (!read)
    return `can be of ${[...FORMS.keys()].join(', ')}: a hash of another kind is found out too fast, and they choose a new password`;
  return read({ hash: Object(hash), salt: Object(salt), ...how });
}

type Custom = { readonly hash: Values; readonly salt: Values; readonly [name: string]: unknown };

function asItIs({ hash: { value } }: Custom): Hash | string {
  return typeof value === 'string' ? { password_hash: value } : 'has no text at hash.value';
}

const FORMS: ReadonlyMap<string, (custom: Custom) => Hash | string> = new Map([
  ['argon2', asItIs],
  ['bcrypt', asItIs],
  ['pbkdf2', asItIs],
  ['scrypt', scryptOf],
]);

/** Cost, block size and parallelization stand beside the hash (RFC 7914 §2). */
function scryptOf({ hash, salt, cost = 16_384, blockSize = 8, parallelization = 1 }: Custom): Hash | string {
  const [derived, salted] = [bytesOf(hash), bytesOf(salt)];
  const ln = Math.log2(Number(cost));
  if (!derived || !salted) return 'needs hash and salt as {value, encoding}, in hex, base64 or utf8';
  if (!Number.isInteger(ln)) return 'has a cost that is no power of two';
  return { password_hash: `$scrypt$ln=${ln},r=${blockSize},p=${parallelization}$${salted}$${derived}` };
}

const ENCODINGS: ReadonlyMap<unknown, BufferEncoding> = new Map<unknown, BufferEncoding>([
  ['hex', 'hex'],
  ['base64', 'base64'],
  ['utf8', 'utf8'],
  [undefined, 'utf8'],
]);

/** In base64 without `=`. */
function bytesOf({ value, encoding }: Values): string | undefined {
  const known = ENCODINGS.get(encoding);
  if (typeof value !== 'string' || known === undefined) return undefined;
  return Buffer.from(value, known).toString('base64').replaceAll('=', '');
}

/** What is shown of somebody who was not imported: nothing that lets anybody in, and nothing whose meaning is not known. */
export function masked(document: Values): Values {
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => [name, SHOWN.has(name) ? value : '*****']),
  );
}

const SHOWN: ReadonlySet<string> = new Set([
  'phone_verified',
  ...Object.entries(KINDS.user.fields)
    .filter(([, { presence }]) => presence !== 'secret')
    .map(([name, { auth0 }]) => auth0 ?? name),
]);

/** What an import changes of somebody who is there: nothing that they sign in by. */
const UPSERTED: ReadonlySet<string> = new Set([
  ...['email_verified', 'given_name', 'family_name', 'name', 'nickname', 'picture', 'blocked'],
  ...['app_metadata', 'user_metadata', 'phone_number', 'phone_number_verified'],
]);

/** Of what is said that which changes somebody who is there. */
export function upserted(own: Values): Values {
  return Object.fromEntries(Object.entries(own).filter(([name]) => UPSERTED.has(name)));
}
