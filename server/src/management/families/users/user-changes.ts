/**
 * People made and changed: what Auth0 says beside a record, and who may say what.
 */
import type { Exchange } from '../../../deps.ts';
import type { Change, Listed } from '../../../desk/desk.ts';
import { reserveMail } from '../../../login/account-budgets.ts';
import { VERIFY_EMAIL } from '../../../login/mailed-link.ts';
import { acceptPassword } from '../../../login/passwords/chosen-password.ts';
import { sendLink } from '../../../login/send-link.ts';
import { ID_PREFIX, wholeView } from '../../../people/person-view.ts';
import { canonicalEmail } from '../../../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { EMAIL_CONNECTION, isOwnDatabase } from '../../../protocol/tenant/connection.ts';
import { type Fields, isRecordOf, optional, type RecordOf } from '../../../resources/field.ts';
import type { Values } from '../../../resources/kind.ts';
import { boolean, identifier, text } from '../../../resources/shape.ts';
import type { Answer, Asked } from '../../operation.ts';
import { invalid, type Mistake, type Problem, problem } from '../../problem.ts';
import { atDesk, etag, findChanged, findRecord, said } from '../../records.ts';
import { readBody } from '../../request/read.ts';
import { USERS } from './user-view.ts';

/** What is said beside the record of a person. */
export const BESIDE = {
  connection: optional(text(128), {
    sentence:
      'Where they come from: `Username-Password-Authentication`, another database of the tenant by its name, or `email`. All of these are one.',
  }),
  verify_email: optional(boolean, { sentence: 'Whether a mail asks them to confirm the address.' }),
  client_id: optional(identifier(255), { sentence: 'The application for which it is done.' }),
  phone_verified: optional(boolean, { sentence: 'Whether the telephone number was shown to be theirs.' }),
  verify_phone_number: optional(boolean, { sentence: 'No message is sent to a telephone.' }),
} as const satisfies Fields;

type Answered = Promise<Result<Answer, Problem>>;

type Said = {
  /** Of the record, in Auth0's names; without a password. */
  readonly document: Values;
  readonly beside: RecordOf<typeof BESIDE>;
  readonly password: string | undefined;
};

/** What a body says of the record, and what beside it. */
function split(body: Values, { tenant: { settings } }: Exchange): Result<Said, Problem> {
  const { password, ...rest } = body;
  // Hashes are brought by files and imports.
  if ('password_hash' in rest) return err(wrong('password_hash', 'unknown field password_hash'));
  const isBeside = (name: string) => Object.hasOwn(BESIDE, name);
  const members = Object.entries(rest);
  const read = readBody(Object.fromEntries(members.filter(([name]) => isBeside(name))), BESIDE);
  if (!read.ok) return read;
  const beside = read.value;
  if (!isRecordOf(BESIDE, beside)) throw new Error('The door reads what is said beside a person.');
  if (password !== undefined && (typeof password !== 'string' || password === ''))
    return err(wrong('password', 'must be text'));
  const { connection } = beside;
  if (connection !== undefined && connection !== EMAIL_CONNECTION && !isOwnDatabase(connection, settings))
    return err(problem(400, 'inexistent_connection', 'The connection does not exist.'));
  if (beside.verify_phone_number === true)
    return err(wrong('verify_phone_number', 'can only be false: no message is sent to a telephone here'));
  const phone = beside.phone_verified === undefined ? {} : { phone_number_verified: beside.phone_verified };
  const document = { ...Object.fromEntries(members.filter(([name]) => !isBeside(name))), ...phone };
  return ok({ document, beside, password });
}

/** One of these whoever is made has; who has a telephone alone signs in once they are given another. */
const CALLED_BY = ['email', 'username', 'phone_number'] as const;

/** POST /users. */
export async function createUser(asked: Asked): Answered {
  const { exchange, body } = asked;
  const read = split(body, exchange);
  if (!read.ok) return read;
  const { document, beside, password } = read.value;
  if (beside.connection === undefined)
    return err(wrong('connection', 'Missing required property: connection'));
  if (CALLED_BY.every((name) => document[name] === undefined))
    return err(wrong('email', 'Missing required property: email'));
  const secret = await secretOf(password, { email: document['email'] }, exchange);
  if (!secret.ok) return secret;
  const { said: own, unreadable, mistakes } = said(USERS, { ...document, user_id: idOf(document, exchange) });
  const made = await atDesk(
    { ...wishOf(exchange), verb: 'create', meant: 'whole', said: { ...own, ...secret.value }, unreadable },
    asked,
    { noun: USERS.noun, mistakes },
  );
  if (!made.ok) return err(isTaken(made.error) ? EXISTS : made.error);
  if (beside.verify_email ?? document['email_verified'] !== true)
    await askToVerify(made.value.record, exchange);
  return answerOf(made.value, exchange, 201);
}

/** Auth0's ids: what somebody else called them, behind the name of where they come from. */
function idOf({ user_id }: Values, { deps }: Exchange): unknown {
  if (user_id === undefined || user_id === null)
    return `${ID_PREFIX}${Buffer.from(deps.random(12), 'base64url').toString('hex')}`;
  return typeof user_id !== 'string' || user_id.includes('|') ? user_id : `${ID_PREFIX}${user_id}`;
}

/** PATCH /users/{id}. */
export async function updateUser(asked: Asked): Answered {
  const { exchange, body, path, version, access } = asked;
  const [other] = access.scope.has('update:users')
    ? []
    : Object.keys(body).filter((name) => name !== 'app_metadata' && name !== 'connection');
  if (other !== undefined) return err(beyondMetadata(other));
  const read = split(body, exchange);
  if (!read.ok) return read;
  const sub = path['id'] ?? '';
  const found = await findRecord(USERS, [sub], exchange);
  if (!found.ok) return found;
  const { document, beside, password } = read.value;
  const email = document['email'] ?? found.value.record['email'];
  const secret = await secretOf(password, { email, sub }, exchange);
  if (!secret.ok) return secret;
  const { said: own, unreadable, mistakes } = said(USERS, document);
  const renamed = own['sub'] !== undefined && own['sub'] !== sub ? [FIXED_ID] : [];
  const changed = await atDesk(
    {
      ...{ ...wishOf(exchange), verb: 'change', meant: 'patch', unreadable },
      said: { ...unverified(own, found.value), ...own, sub, ...secret.value },
      ...(version === undefined ? {} : { version }),
    },
    asked,
    { noun: USERS.noun, mistakes: [...mistakes, ...renamed] },
  );
  if (!changed.ok) return err(isTaken(changed.error) ? TAKEN : changed.error);
  if (beside.verify_email === true) await askToVerify(changed.value.record, exchange);
  return answerOf(changed.value, exchange, 200);
}

const FIXED_ID: Mistake = {
  code: 'create_only',
  path: ['user_id'],
  message: 'cannot be changed once it is made',
};

function beyondMetadata(name: string): Problem {
  return problem(
    403,
    'insufficient_scope',
    `Insufficient scope, expected any of: update:users (${name} is no part of app_metadata)`,
  );
}

/** Another address is one that nobody has shown to be theirs, unless whoever writes it says so. */
function unverified({ email, email_verified }: Values, { record }: Listed): Values {
  const before = record['email'];
  const isOther =
    typeof email === 'string' &&
    (typeof before !== 'string' || canonicalEmail(before) !== canonicalEmail(email));
  return isOther && email_verified === undefined ? { email_verified: false } : {};
}

function wishOf({ tenant }: Exchange) {
  return { kind: 'user', place: { tenant_id: tenant.tenant_id } } as const;
}

type Owner = { readonly email: unknown; readonly sub?: string };

/** The hash of a password that the tenant's policy takes, as somebody chooses one on a page. */
async function secretOf(
  password: string | undefined,
  { email, sub }: Owner,
  exchange: Exchange,
): Promise<Result<Values, Problem>> {
  if (password === undefined) return ok({});
  const user = sub === undefined ? undefined : await exchange.records.users.find(sub);
  const owner = { user, email: typeof email === 'string' ? email : undefined };
  const accepted = await acceptPassword(password, owner, exchange);
  if (accepted.ok) return ok({ password_hash: accepted.value });
  if (accepted.error === 'busy') return err(problem(503, 'busy', 'Too many passwords are hashed: try again'));
  const mistakes = accepted.error.map((code) => ({ code, path: ['password'], message: code }));
  return err(
    problem(
      400,
      'invalid_body',
      `PasswordStrengthError: Password is too weak (${accepted.error.join(', ')})`,
      { mistakes },
    ),
  );
}

const EXISTS = problem(409, 'auth0_idp_error', 'The user already exists.');

const TAKEN = problem(400, 'auth0_idp_error', 'The specified new email or username already exists');

const TAKEN_CODES: ReadonlySet<string> = new Set(['email_taken', 'username_taken', 'name_taken']);

/** Whether nothing is wrong but that somebody else has it. */
function isTaken({ errorCode, mistakes = [] }: Problem): boolean {
  if (errorCode === 'user_exists') return true;
  return mistakes.length > 0 && mistakes.every(({ code }) => TAKEN_CODES.has(code));
}

/** A mail with a link, as at a sign-up; none where the mailbox has had enough of them. */
export async function askToVerify({ sub, email, email_verified }: Values, exchange: Exchange): Promise<void> {
  const user = typeof sub === 'string' ? await exchange.records.users.find(sub) : undefined;
  if (!user || typeof email !== 'string' || email_verified === true) return;
  const canonical = canonicalEmail(email);
  if (!(await reserveMail({ email: canonical, owner: user }, exchange))) return;
  const link = { mail: 'verify_email', to: email, email: canonical, user, data: {} } as const;
  await sendLink(VERIFY_EMAIL, { ...link, isLive: true, isMailed: true, ui_locales: undefined }, exchange);
}

async function answerOf(change: Change, exchange: Exchange, status: number): Answered {
  const found = await findChanged(USERS, change, exchange);
  if (!found.ok) return found;
  const { record, version } = found.value;
  return ok({ status, body: wholeView(record), headers: etag(version) });
}

function wrong(name: string, message: string): Problem {
  return invalid('body', [{ code: 'wrong_shape', path: [name], message }]);
}
