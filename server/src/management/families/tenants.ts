/**
 * The tenants of the server, at the tenant that its operators have for themselves (`TACIT_OPERATOR_TENANT`) and nowhere else: Auth0
 * has no such path. One that is deleted is served no more, and can be restored for thirty days.
 */
import { err, ok } from '../../protocol/result.ts';
import { optional } from '../../resources/field.ts';
import { text } from '../../resources/shape.ts';
import { region, tenantLabel } from '../../resources/tenant/tenant.ts';
import { documentSchema } from '../document/schema.ts';
import { type Asked, actorOf, type Operation, operation } from '../operation.ts';
import { inexistent, type Problem, problem } from '../problem.ts';
import { type RecordFamily, recordOperations } from '../record-operations.ts';
import { atDesk, etag, findChanged, shown } from '../records.ts';

const TENANTS: RecordFamily = {
  kind: 'tenant',
  noun: 'tenant',
  collection: 'tenants',
  path: '/tenants',
  many: 'tenants',
  one: 'a tenant',
  scopes: {
    create: ['create:tenants'],
    read: ['read:tenants'],
    update: ['update:tenants'],
    delete: ['delete:tenants'],
  },
  keyOf: async (id) => keyOf(id),
  beside: {
    id: {
      shape: text(200),
      sentence: 'Its address here: `<name>.<region>`.',
      of: ({ name, region }) => `${name}.${region}`,
    },
  },
};

function keyOf(id: string): readonly string[] | undefined {
  const labels = id.split('.');
  return labels.length === 2 ? labels : undefined;
}

/** What is deleted comes back, or goes for good. */
function afterDeletion(verb: 'restore' | 'purge', about: Pick<Operation, 'sentence' | 'scopes'>): Operation {
  return {
    ...{ id: `tenants_${verb}`, method: 'POST', path: `/tenants/{id}/${verb}`, ...about, query: {} },
    answers: verb === 'restore' ? { 200: documentSchema(TENANTS, 'read') } : { 204: undefined },
    async handle({ exchange, access, path, version }) {
      const key = keyOf(path['id'] ?? '');
      if (!key) return err(inexistent('tenant'));
      const wish = { kind: 'tenant', verb, key, ...(version === undefined ? {} : { version }) } as const;
      const done = await atDesk(wish, { exchange, access }, { noun: 'tenant' });
      if (!done.ok) return done;
      if (verb === 'restore') return ok({ status: 200, body: shown(TENANTS, done.value.record, exchange) });
      // The log of the tenant went with it.
      const detail = `purge tenant ${path['id']}`;
      const { request_id, address, records } = exchange;
      const event = { type: 'configuration_changed', request_id, ip: address, detail } as const;
      await records.audit.record({ ...event, actor: actorOf(access) });
      return ok({ status: 204 });
    },
  };
}

const MOVE: Operation = operation({
  ...{ id: 'tenants_move', method: 'POST', path: '/tenants/{id}/move', scopes: ['update:tenants'] },
  sentence:
    'Gives a tenant another name or region, and with it other hosts; without a `domain` its issuer is another one too. What it has stays.',
  body: {
    name: optional(tenantLabel, { sentence: 'Its name from now on; left out, the one it has.' }),
    region: optional(region, { sentence: 'Its region from now on; left out, the one it has.' }),
  },
  answers: { 200: documentSchema(TENANTS, 'read') },
  async handle({ exchange, access, path, body: to, version }) {
    const key = keyOf(path['id'] ?? '');
    if (!key) return err(inexistent('tenant'));
    const wish = {
      kind: 'tenant',
      verb: 'move',
      key,
      to,
      ...(version === undefined ? {} : { version }),
    } as const;
    const done = await atDesk(wish, { exchange, access }, { noun: 'tenant' });
    if (!done.ok) return done;
    const found = await findChanged(TENANTS, done.value, exchange);
    if (!found.ok) return found;
    const { record, version: grown } = found.value;
    return ok({ status: 200, body: shown(TENANTS, record, exchange), headers: etag(grown) });
  },
});

/** Elsewhere there is no such path. */
function atOperators(made: Operation): Operation {
  return {
    ...made,
    async handle(asked) {
      const refused = await refusal(asked);
      return refused ? err(refused) : made.handle(asked);
    },
  };
}

const ELSEWHERE = 'Tenants are administered at the tenant that TACIT_OPERATOR_TENANT names, and nowhere else';

async function refusal({ exchange: { tenant, deps } }: Asked): Promise<Problem | undefined> {
  const operators = await deps.tenants.operators();
  return operators?.tenant.tenant_id === tenant.tenant_id ? undefined : problem(404, 'not_found', ELSEWHERE);
}

export const TENANT_OPERATIONS: readonly Operation[] = [
  ...recordOperations(TENANTS),
  MOVE,
  afterDeletion('restore', {
    sentence: 'Brings back a tenant that was deleted.',
    scopes: ['create:tenants', 'update:tenants'],
  }),
  afterDeletion('purge', {
    sentence: 'Destroys a tenant that was deleted, for good.',
    scopes: ['delete:tenants'],
  }),
].map(atOperators);
