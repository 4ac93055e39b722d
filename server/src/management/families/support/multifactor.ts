/**
 * The older families about second factors: enrolments, providers, remembered browsers and recovery codes.
 */
import { err, ok } from '../../../protocol/result.ts';
import type { SecondFactor } from '../../../protocol/tenant/tenant.ts';
import { optional, required, withDefault } from '../../../resources/field.ts';
import { boolean, identifier, oneOf } from '../../../resources/shape.ts';
import {
  factorsOf,
  findFactor,
  forgetDevices,
  removeFactors,
  renewRecoveryCodes,
} from '../../../support/factors.ts';
import { type Asked, type Operation, operation } from '../../operation.ts';
import { inexistent, invalid, problem } from '../../problem.ts';
import { removeAllFactors } from './authentication-methods.ts';
import { ENROLMENT, enrolment } from './factor-shapes.ts';
import { type Answered, caseOf, ended, findUser, objectOf, TEXT, TEXTS } from './support-asked.ts';

const NO_ANSWER = { 204: undefined } as const;

/** Auth0's names of factors that a link may lead to, and ours. */
const FACTORS: ReadonlyMap<string, SecondFactor> = new Map([
  ['otp', 'otp'],
  ['email', 'email'],
  ['webauthn-roaming', 'webauthn'],
  ['webauthn-platform', 'webauthn'],
]);

/** Whose apps a person may have. */
const PROVIDERS: ReadonlyMap<string, readonly SecondFactor[]> = new Map([
  ['google-authenticator', ['otp']],
  ['duo', []],
]);

export const MULTIFACTOR_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'user_authenticators_delete', method: 'DELETE', path: '/users/{id}/authenticators' },
    sentence: 'Takes all second factors of a person away, with their recovery codes. They are signed out.',
    ...{ scopes: ['update:users'], answers: NO_ANSWER, handle: removeAllFactors },
  }),
  operation({
    ...{ id: 'user_enrollments_list', method: 'GET', path: '/users/{id}/enrollments' },
    ...{ sentence: 'Lists the second factors of a person as enrolments.', scopes: ['read:users'] },
    answers: { 200: { type: 'array', items: ENROLMENT } },
    async handle(asked) {
      const user = await findUser(asked.path['id'] ?? '', asked.exchange);
      if (!user.ok) return user;
      const factors = await factorsOf(user.value.sub, caseOf(asked));
      return ok({ status: 200, body: factors.map(enrolment) });
    },
  }),
  operation({
    ...{ id: 'guardian_enrollments_show', method: 'GET', path: '/guardian/enrollments/{id}' },
    ...{ sentence: 'Shows an enrolment.', scopes: ['read:guardian_enrollments'] },
    answers: { 200: ENROLMENT },
    async handle(asked) {
      const found = await findFactor(asked.path['id'] ?? '', caseOf(asked));
      return found ? ok({ status: 200, body: enrolment(found) }) : err(inexistent('enrollment'));
    },
  }),
  operation({
    ...{ id: 'guardian_enrollments_delete', method: 'DELETE', path: '/guardian/enrollments/{id}' },
    sentence:
      'Takes a second factor away. What was proved before is worth nothing: the person is signed out.',
    ...{ scopes: ['delete:guardian_enrollments'], answers: NO_ANSWER },
    async handle(asked) {
      const id = asked.path['id'] ?? '';
      const found = await findFactor(id, caseOf(asked));
      if (found) await removeFactors({ sub: found.sub, ids: [id] }, caseOf(asked));
      return ended(204, asked.exchange);
    },
  }),
  operation({
    ...{ id: 'guardian_enrollment_ticket_create', method: 'POST', path: '/guardian/enrollments/ticket' },
    sentence:
      'The link of the page where a person, once signed in, enrols a second factor. It is not mailed.',
    scopes: ['create:guardian_enrollment_tickets'],
    body: {
      user_id: required(identifier(255), { sentence: 'For whom.' }),
      send_mail: withDefault(boolean, false, { sentence: 'Can only be false here.' }),
      factor: optional(oneOf([...FACTORS.keys()]), { sentence: 'One that the tenant offers.' }),
      allow_multiple_enrollments: withDefault(boolean, true, { sentence: 'Can only be true here.' }),
    },
    answers: { 200: objectOf({ ticket_url: TEXT }) },
    handle: makeEnrolmentTicket,
  }),
  operation({
    ...{ id: 'user_multifactor_delete', method: 'DELETE', path: '/users/{id}/multifactor/{provider}' },
    sentence: 'Takes the authenticator apps of a person away. They are signed out.',
    ...{ scopes: ['update:users'], answers: NO_ANSWER, handle: removeProvider },
  }),
  operation({
    id: 'user_remembered_browsers_invalidate',
    method: 'POST',
    path: '/users/{id}/multifactor/actions/invalidate-remember-browser',
    sentence: 'Lets no browser stand for a second factor of a person any more.',
    ...{ scopes: ['update:users'], answers: NO_ANSWER },
    async handle(asked) {
      const isThere = await forgetDevices(asked.path['id'] ?? '', caseOf(asked));
      return isThere ? ok({ status: 204 }) : err(inexistent('user'));
    },
  }),
  operation({
    ...{
      id: 'user_recovery_code_regenerate',
      method: 'POST',
      path: '/users/{id}/recovery-code-regeneration',
    },
    sentence:
      'Makes new recovery codes for a person and tells them, once. The old ones end, and the person is signed out.',
    scopes: ['update:users'],
    answers: { 200: objectOf({ recovery_code: TEXT, recovery_codes: TEXTS }) },
    handle: renewCodes,
  }),
];

type AskedTicket = Asked<
  object,
  {
    readonly user_id: string;
    readonly send_mail: boolean;
    readonly factor?: string;
    readonly allow_multiple_enrollments: boolean;
  }
>;

async function makeEnrolmentTicket({ exchange, body }: AskedTicket): Answered {
  const user = await findUser(body.user_id, exchange);
  if (!user.ok) return user;
  const { second_factors } = exchange.tenant.settings;
  const kind = FACTORS.get(body.factor ?? '');
  const mistakes = [
    ...(body.send_mail ? [wrong('send_mail', 'can only be false: send the link yourself')] : []),
    ...(body.allow_multiple_enrollments ? [] : [wrong('allow_multiple_enrollments', 'can only be true')]),
    ...(kind && !second_factors.includes(kind)
      ? [wrong('factor', 'is none that second_factors of the tenant names')]
      : []),
  ];
  if (mistakes.length > 0) return err(invalid('body', mistakes));
  return ok({ status: 200, body: { ticket_url: `${exchange.issuer}account/factors` } });
}

function wrong(name: string, message: string) {
  return { code: 'not_here', path: [name], message };
}

async function removeProvider(asked: Asked<object, object>): Answered {
  const { exchange, path } = asked;
  const kinds = PROVIDERS.get(path['provider'] ?? '');
  if (!kinds) {
    const message = `must be one of ${[...PROVIDERS.keys()].join(', ')}`;
    return err(invalid('path', [{ code: 'wrong_shape', path: ['provider'], message }]));
  }
  const user = await findUser(path['id'] ?? '', exchange);
  if (!user.ok) return user;
  const { sub } = user.value;
  const factors = await factorsOf(sub, caseOf(asked));
  const ids = factors
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ authenticator_id }) => authenticator_id);
  if (ids.length > 0) await removeFactors({ sub, ids }, caseOf(asked));
  return ended(204, exchange);
}

async function renewCodes(asked: Asked<object, object>): Answered {
  const { exchange, path } = asked;
  const user = await findUser(path['id'] ?? '', exchange);
  if (!user.ok) return user;
  const codes = await renewRecoveryCodes(user.value, exchange.deps.random, caseOf(asked));
  if (!codes)
    return err(problem(404, 'no_second_factor', 'The user has no second factor that a code could stand for'));
  ended(200, exchange);
  return ok({ status: 200, body: { recovery_code: codes[0], recovery_codes: codes } });
}
