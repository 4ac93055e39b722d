/**
 * Which applications may use the account, and taking that back.
 */
import { MOMENT, moment, objectOf, TEXT } from '../../management/families/support/support-asked.ts';
import { inexistent } from '../../management/problem.ts';
import { listApplications, withdrawAccess } from '../../own-account/applications.ts';
import { err, ok } from '../../protocol/result.ts';
import { type OwnOperation, operation } from '../own-operation.ts';

const SCOPE = objectOf({ value: TEXT, description: TEXT }, ['value']);

const API = objectOf({ name: TEXT, scopes: { type: 'array', items: SCOPE } }, ['scopes']);

const APPLICATION = objectOf(
  {
    ...{ client_id: TEXT, client_name: TEXT, since: MOMENT, home: TEXT },
    apis: {
      type: 'array',
      items: API,
      description: 'Without a name: what you are called, and the like.',
    },
    asks_again: { type: 'boolean', description: 'It is not any more what you agreed to.' },
  },
  ['client_id', 'client_name', 'apis', 'asks_again'],
);

export const APPLICATION_OPERATIONS: readonly OwnOperation[] = [
  operation({
    ...{ id: 'applications_list', method: 'GET', path: '/applications' },
    ...{ sentence: 'Lists which applications you gave access.', scopes: ['read:me:applications'] },
    answers: { 200: objectOf({ applications: { type: 'array', items: APPLICATION } }) },
    async handle({ exchange, access: { session } }) {
      const listed = await listApplications(session.user.sub, exchange);
      const applications = listed.map(({ since, home, asks_again = false, apis, ...application }) => ({
        ...application,
        ...(since === undefined ? {} : { since: moment(since) }),
        ...(home === undefined ? {} : { home }),
        asks_again,
        apis: apis.map(({ name, scopes }) => ({ ...(name === undefined ? {} : { name }), scopes })),
      }));
      return ok({ status: 200, body: { applications } });
    },
  }),
  operation({
    ...{ id: 'applications_delete', method: 'DELETE', path: '/applications/{client_id}' },
    sentence: 'Takes back what you gave an application, and ends what it holds by it.',
    ...{ scopes: ['delete:me:applications'], answers: { 204: undefined } },
    async handle({ exchange, access, path }) {
      const isDone = await withdrawAccess(access, path['client_id'] ?? '', exchange);
      return isDone ? ok({ status: 204 }) : err(inexistent('application'));
    },
  }),
];
