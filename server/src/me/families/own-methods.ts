/**
 * How somebody signs in: looked at, named, taken away. What adds to it is in enrolment/.
 */
import { takenMethods } from '../../login/factors/factor-methods.ts';
import { mayResetPassword } from '../../login/passwords/password-reset.ts';
import { objectOf } from '../../management/families/support/support-asked.ts';
import { inexistent, invalid, type Problem, problem } from '../../management/problem.ts';
import { forgetDevices, removeOwnFactor, renameOwnFactor } from '../../own-account/factors.ts';
import { err, ok } from '../../protocol/result.ts';
import { optional } from '../../resources/field.ts';
import { oneOf, text } from '../../resources/shape.ts';
import { type Answered, fresh, type OwnAsked, type OwnOperation, operation } from '../own-operation.ts';
import { STALE } from '../own-refusals.ts';
import { factorType, METHOD, METHOD_TYPES, methodsOf, USAGE } from './own-shapes.ts';

const PATH = '/authentication-methods';

const ONE = `${PATH}/{id}`;

const MISSING = inexistent('authentication_method');

const FACTOR = objectOf({ type: { enum: METHOD_TYPES }, usage: USAGE });

export const AUTHENTICATION_METHOD_OPERATIONS: readonly OwnOperation[] = [
  operation({
    ...{ id: 'factors_list', method: 'GET', path: '/factors' },
    ...{ sentence: 'Lists what the tenant takes of you to sign in by.', scopes: ['read:me:factors'] },
    answers: { 200: objectOf({ factors: { type: 'array', items: FACTOR } }) },
    async handle({ exchange, access }) {
      const { settings } = exchange.tenant;
      const { user } = access.session;
      const factors: object[] = takenMethods({ user, settings }).map(({ kind }) =>
        factorType(kind, settings),
      );
      if (mayResetPassword(exchange)) factors.push({ type: 'password', usage: ['primary'] });
      if (user.has_second_factor) factors.push({ type: 'recovery-code', usage: ['secondary'] });
      return ok({ status: 200, body: { factors } });
    },
  }),
  operation({
    ...{ id: 'authentication_methods_list', method: 'GET', path: PATH },
    ...{ sentence: 'Lists how you sign in.', scopes: ['read:me:authentication_methods'] },
    query: { type: optional(oneOf(METHOD_TYPES), { sentence: 'Of this kind alone.' }) },
    answers: { 200: objectOf({ authentication_methods: { type: 'array', items: METHOD } }) },
    async handle({ exchange, access, query: { type } }) {
      const methods = [...(await methodsOf(access, exchange)).values()];
      const authentication_methods = methods.filter(
        (one) => type === undefined || ('type' in one && one.type === type),
      );
      return ok({ status: 200, body: { authentication_methods } });
    },
  }),
  operation({
    ...{ id: 'authentication_methods_show', method: 'GET', path: ONE },
    ...{ sentence: 'Shows one way in which you sign in.', scopes: ['read:me:authentication_methods'] },
    answers: { 200: METHOD },
    handle: show,
  }),
  fresh(
    operation({
      ...{ id: 'authentication_methods_update', method: 'PATCH', path: ONE },
      sentence: 'Gives a key, an app or a mailbox another name.',
      scopes: ['update:me:authentication_methods'],
      body: { name: optional(text(60), { sentence: 'What you call it.' }) },
      answers: { 200: METHOD },
      async handle(asked) {
        const { exchange, access, path, body } = asked;
        const authenticator_id = path['id'] ?? '';
        const factor = await findFactor(asked, authenticator_id);
        if (!factor)
          return err((await methodsOf(access, exchange)).has(authenticator_id) ? NAMELESS : MISSING);
        const { name } = body;
        const renamed =
          name !== undefined && (await renameOwnFactor(access, { authenticator_id, name }, exchange));
        return renamed === 'bad_name' ? err(BAD_NAME) : show(asked);
      },
    }),
  ),
  fresh(
    operation({
      ...{ id: 'authentication_methods_delete', method: 'DELETE', path: ONE },
      sentence:
        'Takes a key, an app or a mailbox away. What was proved before is worth nothing: you are signed out everywhere.',
      scopes: ['delete:me:authentication_methods'],
      answers: { 204: undefined },
      async handle(asked) {
        const { exchange, access, path } = asked;
        const id = path['id'] ?? '';
        if (!(await findFactor(asked, id)))
          return err((await methodsOf(access, exchange)).has(id) ? STAYS : MISSING);
        const removal = await removeOwnFactor({ ...access, next: undefined }, id, exchange);
        return removal === 'removed' ? ok({ status: 204 }) : err(REMOVALS[removal]);
      },
    }),
  ),
  fresh(
    operation({
      ...{ id: 'remembered_devices_delete', method: 'DELETE', path: '/remembered-devices' },
      sentence: 'Forgets the devices on which you are not asked for a second factor.',
      scopes: ['delete:me:authentication_methods'],
      answers: { 204: undefined },
      async handle({ exchange, access }) {
        await forgetDevices(access, exchange);
        return ok({ status: 204 });
      },
    }),
  ),
];

const NAMELESS = problem(409, 'nameless', 'A password and recovery codes have no name');

const STAYS = problem(409, 'not_removable', 'A password and recovery codes can be replaced, and not removed');

const BAD_NAME = invalid('body', [
  { code: 'bad_name', path: ['name'], message: 'must be a name of at most 60 characters' },
]);

const REMOVALS: Readonly<Record<'not_there' | 'last_one' | 'stale', Problem>> = {
  not_there: MISSING,
  last_one: problem(409, 'last_one', 'A second factor is always asked for here: add another one first'),
  stale: STALE,
};

/** Those of others are as little known as those that never were. */
async function findFactor({ exchange, access }: OwnAsked, id: string) {
  const factors = await exchange.records.authenticators.list(access.session.user.sub);
  return factors.find(({ authenticator_id }) => authenticator_id === id);
}

async function show({ exchange, access, path }: OwnAsked): Answered {
  const method = (await methodsOf(access, exchange)).get(path['id'] ?? '');
  return method ? ok({ status: 200, body: method }) : err(MISSING);
}
