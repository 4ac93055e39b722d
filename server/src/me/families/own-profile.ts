/**
 * What is known of somebody, what they say of themselves, and their address: a link goes to another one, and nothing changes before
 * it is opened.
 */
import { MOMENT, moment, objectOf, TEXT } from '../../management/families/support/support-asked.ts';
import { invalid, type Mistake, type Problem, problem } from '../../management/problem.ts';
import { askForEmail, verifyEmailAgain } from '../../own-account/email.ts';
import { saveProfile } from '../../own-account/profile.ts';
import {
  PROFILE_CLAIMS,
  type ProfileClaim,
  profileForm,
  readProfile,
} from '../../protocol/end-user/profile.ts';
import { err, ok } from '../../protocol/result.ts';
import { type JsonSchema, required } from '../../resources/field.ts';
import type { Values } from '../../resources/kind.ts';
import { text, unknownField } from '../../resources/shape.ts';
import { type Answered, fresh, type OwnAsked, type OwnOperation, operation } from '../own-operation.ts';
import { THROTTLED } from '../own-refusals.ts';

const PATH = '/profile';

const CLAIMS = Object.fromEntries(PROFILE_CLAIMS.map((name) => [name, TEXT]));

const PROFILE: JsonSchema = objectOf(
  {
    ...CLAIMS,
    ...{ user_id: TEXT, email: TEXT, email_verified: { type: 'boolean' }, username: TEXT },
    deletes_at: { ...MOMENT, description: 'When the account will be deleted, as you asked.' },
  },
  ['user_id'],
);

const CHANGE: JsonSchema = {
  type: 'object',
  properties: Object.fromEntries(
    PROFILE_CLAIMS.map((name) => [name, { type: ['string', 'null'], description: '`null` takes it away.' }]),
  ),
  additionalProperties: false,
};

export const PROFILE_OPERATIONS: readonly OwnOperation[] = [
  operation({
    ...{ id: 'profile_show', method: 'GET', path: PATH },
    ...{ sentence: 'Shows what is known of you.', scopes: ['read:me:profile'] },
    ...{ answers: { 200: PROFILE }, handle: show },
  }),
  {
    ...{ id: 'profile_update', method: 'PATCH', path: PATH, query: {} },
    ...{ sentence: 'Changes what you say of yourself.', scopes: ['update:me:profile'] },
    ...{ body: { reads: 'object', schema: CHANGE }, answers: { 200: PROFILE }, handle: change },
  },
  fresh(
    operation({
      ...{ id: 'email_change', method: 'POST', path: '/email' },
      sentence:
        'Sends a link to another address, which takes the place of yours when you open it, signed in.',
      scopes: ['update:me:email'],
      body: { email: required(text(320), { sentence: 'The other address.' }) },
      answers: { 202: undefined },
      async handle({ exchange, access, body }) {
        const failure = await askForEmail(access, body.email, exchange);
        return failure === undefined ? ok({ status: 202 }) : err(EMAIL_FAILURES[failure]);
      },
    }),
  ),
  operation({
    ...{ id: 'email_verify', method: 'POST', path: '/email/verification' },
    sentence: 'Sends the link once more by which the address that you have is verified.',
    ...{ scopes: ['update:me:email'], answers: { 202: undefined } },
    async handle({ exchange, access }) {
      const failure = await verifyEmailAgain(access, exchange);
      return failure === undefined ? ok({ status: 202 }) : err(VERIFY_FAILURES[failure]);
    },
  }),
];

const EMAIL_FAILURES: Readonly<Record<'not_an_address' | 'same' | 'throttled', Problem>> = {
  not_an_address: invalid('body', [
    { code: 'not_an_address', path: ['email'], message: 'must be an e-mail address' },
  ]),
  same: problem(409, 'same_address', 'The account has this address already'),
  throttled: THROTTLED,
};

const VERIFY_FAILURES: Readonly<Record<'none' | 'throttled', Problem>> = {
  none: problem(409, 'nothing_to_verify', 'The account has no address, or its address is verified'),
  throttled: THROTTLED,
};

async function show({ exchange, access: { session, client } }: OwnAsked): Answered {
  const { deps, records, tenant } = exchange;
  const { sub } = session.user;
  // What was changed by this very request is shown too.
  const { claims, username } = (await records.users.find(sub)) ?? session.user;
  const deletion = await records.users.deletion(sub);
  const said = PROFILE_CLAIMS.flatMap((name) => (claims[name] === undefined ? [] : [[name, claims[name]]]));
  const body = {
    user_id: deps.subjects.of(sub, client, tenant.tenant_id),
    ...Object.fromEntries(said),
    ...(claims.email === undefined
      ? {}
      : { email: claims.email, email_verified: claims.email_verified === true }),
    ...(username === undefined ? {} : { username }),
    ...(deletion === undefined ? {} : { deletes_at: moment(deletion.deletes_at) }),
  };
  return ok({ status: 200, body });
}

/** By the rules of the form: what is not said stays as it is, and is not judged. */
async function change(asked: OwnAsked<Values, Values>): Answered {
  const { exchange, access, body } = asked;
  const wrong = Object.entries(body).flatMap(([name, value]) => mistakesIn(name, value));
  if (wrong.length > 0) return err(invalid('body', wrong));
  const { claims } = access.session.user;
  const { shown } = profileForm(claims);
  const said = (name: ProfileClaim) => (Object.hasOwn(body, name) ? String(body[name] ?? '') : claims[name]);
  const form = new Map<string, string | undefined>(
    PROFILE_CLAIMS.flatMap((name) => [
      [name, said(name)],
      [`shown_${name}`, shown[name]],
    ]),
  );
  const { changes, failures } = readProfile((name) => form.get(name), claims);
  const refused = failures.length > 0 ? failures : await saveProfile(access, changes, exchange);
  return refused.length > 0 ? err(invalid('body', refused.map(refusalOf))) : show(asked);
}

function mistakesIn(name: string, value: unknown): readonly Mistake[] {
  if (!PROFILE_CLAIMS.some((claim) => claim === name))
    return [{ code: 'unknown_field', path: [name], message: unknownField(name, PROFILE_CLAIMS) }];
  return typeof value === 'string' || value === null
    ? []
    : [{ code: 'wrong_shape', path: [name], message: 'must be text, or null' }];
}

function refusalOf(name: ProfileClaim): Mistake {
  return { code: `bad_${name}`, path: [name], message: 'cannot be so' };
}
