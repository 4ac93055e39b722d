/**
 * An End-User as somebody else administers one (OIDC Core §1.2): what is known of them, and what lets them in.
 */

import * as v from 'valibot';
import {
  canonicalEmail,
  canonicalUsername,
  MAX_PASSWORD_BYTES,
  normalizedPassword,
} from '../../protocol/end-user/end-user.ts';
import { err, ok } from '../../protocol/result.ts';
import { computed, optional, required, type Shape, secret, withDefault } from '../field.ts';
import type { Kind, Rule, Values } from '../kind.ts';
import { eachOf, ownName } from '../rules.ts';
import { boolean, identifier, jsonBytes, metadata, text, whole } from '../shape.ts';
import { CLAIM_FIELDS } from './claims.ts';
import { LAST_OWNER } from './tenant-roles.ts';
import { username } from './username.ts';

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

/** Of each of the two kinds of metadata. */
const MAX_METADATA_BYTES = 65_536;

const time = whole(0, Number.MAX_SAFE_INTEGER);

const USER_FIELDS = {
  sub: required(identifier(255), {
    sentence: 'What tokens call them; left out, one is made.',
    auth0: 'user_id',
    createOnly: true,
  }),
  username: optional(username, {
    sentence:
      'What they sign in by instead of an address, where the tenant has `username_login`; one user has it at a time.',
  }),
  ...CLAIM_FIELDS,
  user_metadata: optional(metadata(MAX_METADATA_BYTES), {
    sentence: 'What applications keep for them, as they like it. In no token by itself.',
  }),
  app_metadata: optional(metadata(MAX_METADATA_BYTES), {
    sentence: 'What applications keep about them, which they never change themselves. In no token by itself.',
  }),
  blocked: withDefault(boolean, false, {
    sentence: 'They cannot sign in, and what they had ends.',
  }),
  password: secret(password, {
    sentence: 'Brought once: the same one leaves alone what its user has chosen since.',
  }),
  password_hash: secret(text(1_024), {
    sentence: 'Instead of the password: argon2, bcrypt, scrypt or PBKDF2. Brought once.',
  }),
  created_at: computed(time, { sentence: 'When they signed up, or somebody made the account.' }),
  last_login: computed(time, { sentence: 'When they signed in last.' }),
  last_ip: computed(text(), { sentence: 'From which address that was.' }),
  logins_count: computed(time, { sentence: 'How often they have signed in.' }),
  has_second_factor: computed(boolean, { sentence: 'An authenticator beside the password is enrolled.' }),
  deletes_at: computed(time, {
    sentence: 'When the account is deleted, because they asked for it on the account page.',
  }),
} as const;

/** What somebody signs in by, and is known by where nobody says their `sub`; each in its one spelling, in which no two are alike. */
export const SIGNS_IN_BY = [
  { field: 'email', spelling: canonicalEmail },
  { field: 'username', spelling: canonicalUsername },
] as const;

/** By what a user signs in, in one spelling each. */
export function accountsOf(user: Values): readonly string[] {
  return SIGNS_IN_BY.flatMap(({ field, spelling }) => {
    const value = user[field];
    return typeof value === 'string' ? [spelling(value)] : [];
  });
}

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
  ...SIGNS_IN_BY.map(ownAlone),
  ...(['user_metadata', 'app_metadata'] as const).map(
    (name): Rule => ({
      code: 'too_large',
      judge: ({ record }) =>
        record[name] !== undefined && jsonBytes(record[name]) > MAX_METADATA_BYTES
          ? [
              {
                path: [name],
                message: `has more than ${MAX_METADATA_BYTES} bytes with what is there already`,
              },
            ]
          : [],
    }),
  ),
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

/** Nobody has what another one signs in by. */
function ownAlone({ field, spelling }: (typeof SIGNS_IN_BY)[number]): Rule {
  const spelled = (record: Values) => {
    const value = record[field];
    return typeof value === 'string' ? [spelling(value)] : [];
  };
  return {
    code: `${field}_taken`,
    reads: ({ record }) => ({ accounts: spelled(record) }),
    judge: ({ record }, { ownerOf }) =>
      spelled(record)
        .map(ownerOf)
        .filter((owner) => owner !== undefined && owner !== record['sub'])
        .map((owner) => ({ path: [field], message: `belongs to the user ${owner} already` })),
  };
}

export const USER: Kind = {
  name: 'user',
  section: 'users',
  command: 'users',
  sentence: 'Somebody who signs in.',
  key: ['sub'],
  fields: USER_FIELDS,
  rules: RULES,
  unlike: [...SIGNS_IN_BY.map(({ field, spelling }) => ({ fields: [field], spelling })), { fields: ['sub'] }],
  columns: ['sub', 'email', 'username', 'name', 'blocked'],
  absence: 'stays',
  implied: {},
  verbs: ['list', 'show', 'create', 'set', 'delete'],
};
