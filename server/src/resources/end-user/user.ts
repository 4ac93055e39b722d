/**
 * An End-User as somebody else administers one (OIDC Core §1.2): what is known of them, and what lets them in.
 */

import * as v from 'valibot';
import { canonicalEmail, MAX_PASSWORD_BYTES, normalizedPassword } from '../../protocol/end-user/end-user.ts';
import { err, ok } from '../../protocol/result.ts';
import { computed, required, type Shape, secret, withDefault } from '../field.ts';
import type { Kind, Rule } from '../kind.ts';
import { eachOf, ownName } from '../rules.ts';
import { boolean, identifier, text, whole } from '../shape.ts';
import { CLAIM_FIELDS } from './claims.ts';
import { LAST_OWNER } from './tenant-roles.ts';

const password: Shape<string> = {
  tag: 'text',
  schema: v.pipe(
    v.string('must be text'),
    v.nonEmpty('must not be empty'),
    v.check(
      (typed) => normalizedPassword(typed) !== undefined,
      `must have at most ${MAX_PASSWORD_BYTES} bytes`,
    ),
  ),
  says: `text of at most ${MAX_PASSWORD_BYTES} bytes`,
  json: { type: 'string', minLength: 1, maxLength: MAX_PASSWORD_BYTES },
};

const USER_FIELDS = {
  sub: required(identifier(255), {
    sentence: 'What tokens call them; left out, one is made.',
    auth0: 'user_id',
    createOnly: true,
  }),
  ...CLAIM_FIELDS,
  blocked: withDefault(boolean, false, {
    sentence: 'They cannot sign in, and what they had ends.',
  }),
  password: secret(password, {
    sentence: 'Brought once: the same one leaves alone what its user has chosen since.',
  }),
  password_hash: secret(text(1_024), {
    sentence: 'Instead of the password: argon2, bcrypt, scrypt or PBKDF2. Brought once.',
  }),
  created_at: computed(whole(0, Number.MAX_SAFE_INTEGER), { sentence: 'When they signed up.' }),
  has_second_factor: computed(boolean, { sentence: 'An authenticator beside the password is enrolled.' }),
  deletes_at: computed(whole(0, Number.MAX_SAFE_INTEGER), {
    sentence: 'When the account is deleted, because they asked for it on the account page.',
  }),
} as const;

const RULES: readonly Rule[] = [
  ownName('user', 'sub'),
  eachOf('invalid_page', ['profile', 'picture', 'website'], (uri) =>
    URL.canParse(uri) && /^https?:$/.test(new URL(uri).protocol)
      ? ok(uri)
      : err('is not an http or https address'),
  ),
  {
    code: 'password_beside_hash',
    judge: ({ secrets }) =>
      secrets['password'] !== undefined && secrets['password_hash'] !== undefined
        ? [{ path: ['password_hash'], message: 'stands beside {password}: give one of them' }]
        : [],
  },
  {
    code: 'invalid_hash',
    judge: ({ secrets: { password_hash } }, { hashMistake }) => {
      const message = typeof password_hash === 'string' ? hashMistake(password_hash) : undefined;
      return message === undefined ? [] : [{ path: ['password_hash'], message }];
    },
  },
  {
    code: 'email_taken',
    reads: ({ record: { email } }) => ({
      emails: typeof email === 'string' ? [canonicalEmail(email)] : [],
    }),
    judge: ({ record: { email, sub } }, { ownerOf }) => {
      const owner = typeof email === 'string' ? ownerOf(canonicalEmail(email)) : undefined;
      return owner === undefined || owner === sub
        ? []
        : [{ path: ['email'], message: `belongs to the user ${owner} already` }];
    },
  },
  {
    code: 'last_owner',
    reads: ({ record: { sub, blocked } }) => (blocked === true ? { owner: String(sub) } : {}),
    judge: ({ record: { blocked } }, { isLastOwner }) =>
      blocked === true && isLastOwner ? [{ path: ['blocked'], message: LAST_OWNER }] : [],
  },
  {
    code: 'last_owner',
    on: 'delete',
    reads: ({ record: { sub } }) => ({ owner: String(sub) }),
    // Whose account it is may go, whatever they were to the tenant.
    judge: (_, { isLastOwner, by }) =>
      isLastOwner && by !== 'self' ? [{ path: [], message: LAST_OWNER }] : [],
  },
];

export const USER: Kind = {
  name: 'user',
  section: 'users',
  command: 'users',
  sentence: 'Somebody who signs in.',
  key: ['sub'],
  fields: USER_FIELDS,
  rules: RULES,
  unlike: [{ fields: ['email'], spelling: canonicalEmail }, { fields: ['sub'] }],
  columns: ['sub', 'email', 'name', 'blocked'],
  absence: 'stays',
  implied: {},
  verbs: ['list', 'show', 'create', 'set', 'delete'],
};
