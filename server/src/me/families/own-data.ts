/**
 * The copy of all that is kept about somebody, and the end of their account (GDPR Art. 15, 17 and 20).
 */
import { MOMENT, moment, objectOf } from '../../management/families/support/support-asked.ts';
import { invalid, type Problem, problem } from '../../management/problem.ts';
import { downloadData } from '../../own-account/own-data.ts';
import { askForRemoval, keepAccount } from '../../own-account/removal.ts';
import { err, ok } from '../../protocol/result.ts';
import { required } from '../../resources/field.ts';
import { text } from '../../resources/shape.ts';
import { type Answered, fresh, type OwnAsked, type OwnOperation, operation } from '../own-operation.ts';
import { STALE, THROTTLED } from '../own-refusals.ts';

const PATH = '/deletion';

const CONFIRM = {
  confirm: required(text(320), {
    sentence:
      'The address of the account, or its `user_id` where it has none: that it is this one that you mean.',
  }),
} as const;

export const DATA_OPERATIONS: readonly OwnOperation[] = [
  fresh(
    operation({
      ...{ id: 'data_download', method: 'GET', path: '/data' },
      ...{ sentence: 'A file of all that is kept about you.', scopes: ['read:me:data'] },
      answers: { 200: { type: 'object' } },
      async handle({ exchange, access }) {
        return ok({ status: 200, body: await downloadData(access, exchange) });
      },
    }),
  ),
  fresh(
    operation({
      ...{ id: 'deletion_create', method: 'POST', path: PATH },
      sentence:
        'Asks for your account to be deleted, when the time that the tenant waits is over; a mail says so.',
      scopes: ['delete:me:account'],
      body: CONFIRM,
      answers: { 202: objectOf({ deletes_at: MOMENT }, []), 204: undefined },
      handle: remove,
    }),
  ),
  operation({
    ...{ id: 'deletion_delete', method: 'DELETE', path: PATH },
    ...{ sentence: 'Keeps the account after all.', scopes: ['delete:me:account'] },
    answers: { 204: undefined },
    async handle({ exchange, access }) {
      return (await keepAccount(access, exchange)) ? ok({ status: 204 }) : err(NOT_ASKED);
    },
  }),
];

const NOT_ASKED = problem(404, 'not_asked', 'Nobody has asked for the end of the account');

const OFF = problem(409, 'not_available', 'Accounts are not deleted here by whose they are');

const ASKED = problem(409, 'asked_before', 'The end of the account was asked for before');

const FAILURES: Readonly<Record<'mismatch' | 'throttled' | 'stale', Problem>> = {
  mismatch: invalid('body', [
    { code: 'mismatch', path: ['confirm'], message: 'is not the address of the account' },
  ]),
  throttled: THROTTLED,
  stale: STALE,
};

async function remove({ exchange, access, body }: OwnAsked<object, { readonly confirm: string }>): Answered {
  const { users } = exchange.records;
  const { sub } = access.session.user;
  if (!exchange.tenant.settings.account_deletion) return err(OFF);
  if (await users.deletion(sub)) return err(ASKED);
  const removal = await askForRemoval(access, body.confirm, exchange);
  if (removal === 'mismatch' || removal === 'throttled' || removal === 'stale') return err(FAILURES[removal]);
  if (removal === 'deleted') return ok({ status: 204 });
  const asked = await users.deletion(sub);
  return ok({ status: 202, body: asked ? { deletes_at: moment(asked.deletes_at) } : {} });
}
