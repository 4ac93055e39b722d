/**
 * Second factors of a person, one by one. What verifies one is never answered, not even to whoever has just said it.
 */
import { sha256 } from '../../../protocol/digest.ts';
import { canonicalEmail, type EndUser } from '../../../protocol/end-user/end-user.ts';
import { MAX_AUTHENTICATORS } from '../../../protocol/end-user/second-factor.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { optional, type RecordOf, required } from '../../../resources/field.ts';
import { list, oneOf, record, text } from '../../../resources/shape.ts';
import {
  addFactor,
  factorsOf,
  findFactor,
  type NewFactor,
  removeFactors,
  renameFactor,
  replaceFactors,
  storedFactor,
} from '../../../support/factors.ts';
import { type Asked, type Operation, operation } from '../../operation.ts';
import { listSchema, PAGE_FIELDS, pageAnswer, pageOf } from '../../paging.ts';
import { inexistent, invalid, type Problem, problem } from '../../problem.ts';
import { AUTHENTICATION_METHOD, authenticationMethod } from './factor-shapes.ts';
import { type Answered, caseOf, ended, findUser } from './support-asked.ts';

const PATH = '/users/{id}/authentication-methods';

const ONE = `${PATH}/{authentication_method_id}`;

const NAME = optional(text(60), { sentence: 'What the person calls it.' });

const FACTOR = {
  type: required(oneOf(['totp', 'email', 'webauthn-roaming', 'passkey']), {
    sentence: 'An authenticator app, codes by mail, a security key or passkey.',
  }),
  name: NAME,
  totp_secret: optional(text(200), { sentence: 'Of an app: its key in Base32, 128 bits at least.' }),
  email: optional(text(320), { sentence: 'Of codes by mail: the address of the account, and no other.' }),
  key_id: optional(text(1_364), { sentence: 'Of a security key: the id of its credential.' }),
  public_key: optional(text(4_096), { sentence: 'Its public key: COSE in Base64.' }),
  relying_party_identifier: optional(text(253), {
    sentence: 'The host for which it was made: that of the tenant, and no other.',
  }),
} as const;

type Said = RecordOf<typeof FACTOR>;

const NO_ANSWER = { 204: undefined } as const;

export const AUTHENTICATION_METHOD_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'authentication_methods_list', method: 'GET', path: PATH },
    ...{ sentence: 'Lists the second factors of a person.', scopes: ['read:authentication_methods'] },
    query: PAGE_FIELDS,
    answers: { 200: listSchema('authenticators', AUTHENTICATION_METHOD) },
    async handle(asked) {
      const { exchange, path, query } = asked;
      const user = await findUser(path['id'] ?? '', exchange);
      if (!user.ok) return user;
      const all = await shownOf(user.value, asked);
      const { offset, limit } = pageOf(query);
      const total = query.include_totals ? all.length : undefined;
      return ok(pageAnswer('authenticators', all.slice(offset, offset + limit), { query, total }));
    },
  }),
  operation({
    ...{ id: 'authentication_methods_create', method: 'POST', path: PATH },
    ...{ sentence: 'Gives a person a second factor.', scopes: ['create:authentication_methods'] },
    ...{ body: FACTOR, answers: { 201: AUTHENTICATION_METHOD } },
    handle: create,
  }),
  operation({
    ...{ id: 'authentication_methods_set', method: 'PUT', path: PATH },
    sentence: 'Puts second factors in the place of all that a person has. They are signed out.',
    scopes: ['update:authentication_methods'],
    body: {
      list: required(list(record(FACTOR), { max: MAX_AUTHENTICATORS }), { sentence: 'All of them.' }),
    },
    isListBody: true,
    answers: { 200: { type: 'array', items: AUTHENTICATION_METHOD } },
    handle: replace,
  }),
  operation({
    ...{ id: 'authentication_methods_delete_all', method: 'DELETE', path: PATH },
    sentence: 'Takes all second factors of a person away, with their recovery codes. They are signed out.',
    ...{ scopes: ['delete:authentication_methods'], answers: NO_ANSWER, handle: removeAllFactors },
  }),
  operation({
    ...{ id: 'authentication_methods_show', method: 'GET', path: ONE },
    ...{ sentence: 'Shows a second factor.', scopes: ['read:authentication_methods'] },
    answers: { 200: AUTHENTICATION_METHOD },
    async handle(asked) {
      const user = await findUser(asked.path['id'] ?? '', asked.exchange);
      return user.ok ? answerOne(200, user.value, asked) : user;
    },
  }),
  operation({
    ...{ id: 'authentication_methods_update', method: 'PATCH', path: ONE },
    ...{ sentence: 'Gives a second factor another name.', scopes: ['update:authentication_methods'] },
    ...{ body: { name: NAME }, answers: { 200: AUTHENTICATION_METHOD } },
    async handle(asked) {
      const { exchange, path, body } = asked;
      const user = await findUser(path['id'] ?? '', exchange);
      if (!user.ok) return user;
      const named = { sub: user.value.sub, authenticator_id: idIn(asked), name: body.name ?? '' };
      if (body.name !== undefined && !(await renameFactor(named, caseOf(asked)))) return err(MISSING);
      return answerOne(200, user.value, asked);
    },
  }),
  operation({
    ...{ id: 'authentication_methods_delete', method: 'DELETE', path: ONE },
    sentence:
      'Takes a second factor away. What was proved before is worth nothing: the person is signed out.',
    ...{ scopes: ['delete:authentication_methods'], answers: NO_ANSWER },
    async handle(asked) {
      const user = await findUser(asked.path['id'] ?? '', asked.exchange);
      if (!user.ok) return user;
      await removeFactors({ sub: user.value.sub, ids: [idIn(asked)] }, caseOf(asked));
      return ended(204, asked.exchange);
    },
  }),
];

const MISSING = inexistent('authentication_method');

function idIn({ path }: Pick<Asked, 'path'>): string {
  return path['authentication_method_id'] ?? '';
}

/** Takes all factors of the user in the path away. */
export async function removeAllFactors(asked: Asked<object, object>): Answered {
  const user = await findUser(asked.path['id'] ?? '', asked.exchange);
  if (!user.ok) return user;
  await removeFactors({ sub: user.value.sub }, caseOf(asked));
  return ended(204, asked.exchange);
}

type AskedAny = Asked<object, object>;

async function shownOf({ sub, claims: { email } }: EndUser, asked: AskedAny) {
  const { exchange } = asked;
  return (await factorsOf(sub, caseOf(asked))).map((one) => authenticationMethod(one, { exchange, email }));
}

async function answerOne(
  status: number,
  { sub, claims: { email } }: EndUser,
  asked: AskedAny,
  id = idIn(asked),
): Answered {
  const { exchange } = asked;
  const found = await findFactor(id, caseOf(asked));
  if (found?.sub !== sub) return err(MISSING);
  return ok({ status, body: authenticationMethod(found, { exchange, email }) });
}

async function create(asked: Asked<object, Said>): Answered {
  const { exchange, path, body } = asked;
  const user = await findUser(path['id'] ?? '', exchange);
  if (!user.ok) return user;
  const stored = readFactor(body, { user: user.value, asked, at: [] });
  if (!stored.ok) return stored;
  const added = await addFactor(stored.value, caseOf(asked));
  if (added === undefined) return err(inexistent('user'));
  if (added === 'taken')
    return err(problem(409, 'authentication_method_exists', 'There is such a second factor already'));
  if (added === 'full')
    return err(problem(409, 'too_many', `A person has at most ${MAX_AUTHENTICATORS} second factors`));
  return answerOne(201, user.value, asked, stored.value.authenticator_id);
}

async function replace(asked: Asked<object, { readonly list: readonly Said[] }>): Answered {
  const { exchange, path, body } = asked;
  const user = await findUser(path['id'] ?? '', exchange);
  if (!user.ok) return user;
  const stored = [];
  for (const [index, said] of body.list.entries()) {
    const read = readFactor(said, { user: user.value, asked, at: [index] });
    if (!read.ok) return read;
    stored.push(read.value);
  }
  const ids = new Set(stored.map(({ authenticator_id }) => authenticator_id));
  if (ids.size < stored.length)
    return err(invalid('body', [{ code: 'there_twice', path: [], message: 'has an entry twice' }]));
  await replaceFactors(user.value.sub, stored, caseOf(asked));
  ended(200, exchange);
  return ok({ status: 200, body: await shownOf(user.value, asked) });
}

type Reading = { readonly user: EndUser; readonly asked: AskedAny; readonly at: readonly number[] };

type Stored = NonNullable<ReturnType<typeof storedFactor>>;

/** What is to be stored of a factor that was said. */
function readFactor(said: Said, { user, asked, at }: Reading): Result<Stored, Problem> {
  const { deps, tenant, issuer } = asked.exchange;
  const wrong = (path: string, message: string) =>
    err(invalid('body', [{ code: 'wrong_factor', path: [...at, path], message }]));
  const { name = '', email, relying_party_identifier: host = new URL(issuer).hostname } = said;
  const own = user.claims.email;
  if (said.type === 'email' && own === undefined) return wrong('type', 'needs an account with an address');
  if (email !== undefined && canonicalEmail(email) !== canonicalEmail(own ?? ''))
    return wrong('email', 'must be the address of the account: codes are sent there and nowhere else');
  if (host !== new URL(issuer).hostname)
    return wrong(
      'relying_party_identifier',
      'must be the host of the tenant: no browser uses another one’s key here',
    );
  const factor = FACTORS[said.type]({ ...said, name });
  const stored = storedFactor(factor, user, {
    seal: (data) => deps.seal.seal({ purpose: 'authenticator', tenant_id: tenant.tenant_id }, data),
    random: deps.random,
    sha256,
  });
  return stored ? ok(stored) : wrong(KEYS[said.type], 'is missing, or no key that could be used');
}

type Named = Said & { readonly name: string };

const webauthn = ({ name, key_id = '', public_key = '' }: Named): NewFactor => ({
  ...{ kind: 'webauthn', name, key_id, public_key },
});

const FACTORS: Readonly<Record<Said['type'], (said: Named) => NewFactor>> = {
  totp: ({ name, totp_secret = '' }) => ({ kind: 'otp', name, totp_secret }),
  email: ({ name }) => ({ kind: 'email', name }),
  'webauthn-roaming': webauthn,
  passkey: webauthn,
};

/** What its key is called. */
const KEYS: Readonly<Record<Said['type'], string>> = {
  totp: 'totp_secret',
  email: 'email',
  'webauthn-roaming': 'public_key',
  passkey: 'public_key',
};
