/**
 * What people agreed to. People agree; whoever is asked for help can look, and take it back.
 */
import type { Exchange } from '../../../deps.ts';
import { err, ok } from '../../../protocol/result.ts';
import { optional, required } from '../../../resources/field.ts';
import type { Values } from '../../../resources/kind.ts';
import { identifier, text } from '../../../resources/shape.ts';
import { withdrawConsents } from '../../../support/access.ts';
import { type Operation, operation } from '../../operation.ts';
import { listSchema, PAGE_FIELDS, pageAnswer, pageOf } from '../../paging.ts';
import { inexistent } from '../../problem.ts';
import { idOf, keyOfId } from '../../record-ids.ts';
import { atDesk } from '../../records.ts';
import { caseOf, objectOf, TEXT, TEXTS } from './support-asked.ts';

const PREFIX = 'cgt_';

/** What stands in an id for what is told of people themselves, which has no API: a name has a letter. */
const NO_API = '-';

const GRANT = objectOf({ id: TEXT, clientID: TEXT, user_id: TEXT, audience: TEXT, scope: TEXTS }, [
  'id',
  'clientID',
  'user_id',
  'audience',
  'scope',
]);

export const GRANT_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'grants_list', method: 'GET', path: '/grants' },
    ...{ sentence: 'Lists what people agreed to.', scopes: ['read:grants'] },
    query: {
      user_id: optional(identifier(255), { sentence: 'Of this person alone.' }),
      client_id: optional(identifier(255), { sentence: 'For this application alone.' }),
      audience: optional(text(600), { sentence: 'At this API alone.' }),
      ...PAGE_FIELDS,
    },
    answers: { 200: listSchema('grants', GRANT) },
    async handle({ exchange, query }) {
      const { user_id: sub, client_id, audience } = query;
      const consents = consentsOf({ sub, client_id, audience }, exchange);
      const entries = (await consents.page(pageOf(query))).map(shown);
      const total = query.include_totals ? await consents.count() : undefined;
      return ok(pageAnswer('grants', entries, { query, total }));
    },
  }),
  operation({
    ...{ id: 'grants_delete', method: 'DELETE', path: '/grants/{id}' },
    sentence: 'Takes back what somebody agreed to, and ends what was given by it.',
    ...{ scopes: ['delete:grants'], answers: { 204: undefined } },
    async handle(asked) {
      const { exchange, path } = asked;
      const [sub, client_id, audience] = keyOfId(PREFIX, path['id'] ?? '', 3) ?? [];
      // Who is gone already is as gone as was asked for (RFC 9110 §9.2.2).
      if (sub === undefined || client_id === undefined || audience === undefined) return ok({ status: 204 });
      const place = { tenant_id: exchange.tenant.tenant_id };
      const key = [sub, client_id, audience === NO_API ? '' : audience];
      const gone = await atDesk({ kind: 'consent', place, verb: 'delete', key }, asked, { noun: 'grant' });
      return gone.ok || gone.error.status === 404 ? ok({ status: 204 }) : gone;
    },
  }),
  operation({
    ...{ id: 'user_grants_delete', method: 'DELETE', path: '/grants' },
    sentence: 'Takes back all that a person agreed to, and ends what was given by it.',
    scopes: ['delete:grants'],
    query: { user_id: required(identifier(255), { sentence: 'Whose.' }) },
    answers: { 204: undefined },
    async handle(asked) {
      const isThere = await withdrawConsents(asked.query.user_id, caseOf(asked));
      return isThere ? ok({ status: 204 }) : err(inexistent('user'));
    },
  }),
];

type Filter = Parameters<Exchange['records']['support']['countConsents']>[0];

/** Those of a person, an application or an API by their index; all of them as the desk lists any records. */
function consentsOf(filter: Filter, { records, deps: { desk }, tenant: { tenant_id } }: Exchange) {
  if (Object.values(filter).some((one) => one !== undefined))
    return {
      page: (page: ReturnType<typeof pageOf>) => records.support.consents(filter, page),
      count: () => records.support.countConsents(filter),
    };
  return {
    page: async (page: ReturnType<typeof pageOf>) =>
      (await desk.list('consent', tenant_id, page)).map(({ record }) => consentIn(record)),
    count: () => desk.count('consent', tenant_id),
  };
}

type Consent = Awaited<ReturnType<Exchange['records']['support']['consents']>>[number];

function consentIn({ sub, client_id, audience, scope }: Values): Consent {
  const scopes = Array.isArray(scope) ? scope.map(String) : [];
  return { sub: String(sub), client_id: String(client_id), audience: String(audience), scope: scopes };
}

function shown({ sub, client_id, audience, scope }: Consent) {
  return {
    id: idOf(PREFIX, [sub, client_id, audience || NO_API]),
    clientID: client_id,
    user_id: sub,
    audience,
    scope,
  };
}
