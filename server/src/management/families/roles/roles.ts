/**
 * Roles: those of the tenant, and before them the ones that every tenant has, which nobody changes. Auth0 answers 200 to one that is
 * made and to one that is deleted.
 */
import { ok } from '../../../protocol/result.ts';
import { optional } from '../../../resources/field.ts';
import { oneOf, text } from '../../../resources/shape.ts';
import { documentSchema } from '../../document/schema.ts';
import { type Operation, operation } from '../../operation.ts';
import { listSchema, PAGE_FIELDS, pageAnswer, pageOf } from '../../paging.ts';
import { type RecordFamily, recordOperations } from '../../record-operations.ts';
import { etag, findRecord, shown } from '../../records.ts';
import { builtIn, ROLE, rolesNamed, unchangeable } from './role-records.ts';

const ROLES: RecordFamily = {
  ...ROLE,
  collection: 'roles',
  path: '/roles',
  many: 'roles',
  one: 'a role',
  scopes: {
    create: ['create:roles'],
    read: ['read:roles'],
    update: ['update:roles'],
    delete: ['delete:roles'],
  },
  keyOf: async (id) => [id],
  statuses: { create: 200, delete: 200 },
};

const SCHEMA = documentSchema(ROLE, 'read');

const LIST = operation({
  ...{ id: 'roles_list', method: 'GET', path: '/roles', sentence: 'Lists roles.', scopes: ['read:roles'] },
  query: {
    ...PAGE_FIELDS,
    name_filter: optional(text(), { sentence: 'Those whose name has this in it.' }),
    type: optional(oneOf(['tenant', 'organization']), {
      sentence:
        '`tenant`: those of the tenant alone, without the ones that every tenant has; `organization`: none.',
    }),
    owner_id: optional(text(64), { sentence: 'Those of this organization: there are none.' }),
  },
  answers: { 200: listSchema('roles', SCHEMA) },
  async handle({ exchange, query }) {
    if (query.type === 'organization' || query.owner_id !== undefined)
      return ok(pageAnswer('roles', [], { query, total: query.include_totals ? 0 : undefined }));
    const { offset, limit } = pageOf(query);
    const own = query.type === undefined ? builtIn(exchange) : [];
    const { desk } = exchange.deps;
    const { tenant_id } = exchange.tenant;
    const { name_filter } = query;
    if (name_filter !== undefined) {
      const named = await rolesNamed(name_filter, own, exchange);
      const entries = named.slice(offset, offset + limit).map((role) => shown(ROLE, role, exchange));
      const total = query.include_totals ? named.length : undefined;
      return ok(pageAnswer('roles', entries, { query, total }));
    }
    const first = own.slice(offset, offset + limit);
    const rest =
      first.length === limit
        ? []
        : await desk.list('role', tenant_id, {
            offset: Math.max(0, offset - own.length),
            limit: limit - first.length,
          });
    const total = query.include_totals ? own.length + (await desk.count('role', tenant_id)) : undefined;
    const entries = [...first, ...rest.map(({ record }) => record)];
    return ok(
      pageAnswer(
        'roles',
        entries.map((role) => shown(ROLE, role, exchange)),
        { query, total },
      ),
    );
  },
});

const SHOW = operation({
  ...{ id: 'roles_show', method: 'GET', path: '/roles/{id}', sentence: 'Shows a role.' },
  ...{ scopes: ['read:roles'], answers: { 200: SCHEMA } },
  async handle({ exchange, path }) {
    const own = builtIn(exchange).find(({ id }) => id === path['id']);
    if (own) return ok({ status: 200, body: shown(ROLE, own, exchange) });
    const found = await findRecord(ROLE, [path['id'] ?? ''], exchange);
    if (!found.ok) return found;
    const { record, version } = found.value;
    return ok({ status: 200, body: shown(ROLE, record, exchange), headers: etag(version) });
  },
});

/** What changes a role changes none that every tenant has; to be what it is may be asked of it, as tools do that bring an export. */
function ofTenant(made: Operation): Operation {
  return {
    ...made,
    async handle(asked) {
      const { exchange, path, body } = asked;
      const own = builtIn(exchange).find(({ id }) => id === path['id']);
      if (!own) return made.handle(asked);
      const document = shown(ROLE, own, exchange);
      const isSame =
        made.method === 'PATCH' && Object.keys(body).every((name) => body[name] === document[name]);
      return isSame ? ok({ status: 200, body: document }) : unchangeable();
    },
  };
}

export const ROLE_OPERATIONS: readonly Operation[] = [
  LIST,
  SHOW,
  ...recordOperations(ROLES)
    .filter(({ method }) => method !== 'GET')
    .map(ofTenant),
];
