/**
 * Where End-Users come from: the tenant's own database, whose options are settings, and records of other sources.
 */
import type { Exchange } from '../../../deps.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { DATABASE_CONNECTION } from '../../../protocol/tenant/connection.ts';
import { optional, type RecordOf } from '../../../resources/field.ts';
import type { Values } from '../../../resources/kind.ts';
import { isMapping, list, text } from '../../../resources/shape.ts';
import type { TenantSettings } from '../../../resources/tenant/settings.ts';
import { type Answer, type Operation, operation } from '../../operation.ts';
import {
  CHECKPOINT_FIELDS,
  type CheckpointQuery,
  checkpointAnswer,
  checkpointOf,
  cursorsOf,
  listSchema,
  PAGE_FIELDS,
  pageAnswer,
  pageOf,
} from '../../paging.ts';
import { inexistent, type Problem } from '../../problem.ts';
import { PROJECTION_FIELDS, type ProjectionQuery, project } from '../../projection.ts';
import { idOf, keyOfId } from '../../record-ids.ts';
import { type Revision, reviseSettings, settingsNow } from '../../settings-changes.ts';
import { namedIn, readView, viewOf, viewSchema } from '../../settings-view.ts';
import { DATABASE } from './database-options.ts';
import { documentOf, OTHER_CONNECTION, readOther } from './other-connections.ts';

const PREFIX = 'con_';

const SCHEMA = { anyOf: [viewSchema(DATABASE), OTHER_CONNECTION] };

/** Every connection in the order of a list: the database first. */
function connectionsOf(settings: TenantSettings): readonly Values[] {
  const database = {
    id: idOf(PREFIX, [DATABASE_CONNECTION]),
    name: DATABASE_CONNECTION,
    strategy: 'auth0',
    ...viewOf(DATABASE, settings),
  };
  const others = settings.connections.map((one) => ({ id: idOf(PREFIX, [one.name]), ...documentOf(one) }));
  return [database, ...others];
}

/** The name that an id stands for. */
function connectionName(id: string): string | undefined {
  return keyOfId(PREFIX, id, 1)?.[0];
}

export async function allConnections(exchange: Exchange): Promise<Result<readonly Values[], Problem>> {
  const found = await settingsNow(exchange);
  return found.ok ? ok(connectionsOf(found.value.settings)) : found;
}

const LIST_FIELDS = {
  ...{ ...PAGE_FIELDS, ...CHECKPOINT_FIELDS, ...PROJECTION_FIELDS },
  strategy: optional(list(text(64), { max: 50 }), { sentence: 'Of these strategies alone.' }),
  name: optional(text(64), { sentence: 'Of this name alone.' }),
  domain_alias: optional(text(255), { sentence: 'Those to which this domain belongs alone.' }),
} as const;

function hasDomain({ options }: Values, domain: string): boolean {
  const domains: unknown = isMapping(options) ? options['domain_aliases'] : undefined;
  return Array.isArray(domains) && domains.includes(domain.toLowerCase());
}

const NO_CONNECTION = inexistent('connection');

/** What a document says of another source than the database. */
function changeOther(
  name: string | undefined,
  document: Values,
  { connections }: TenantSettings,
): Result<Revision, Problem> {
  const index = connections.findIndex((one) => one.name === name);
  const stored = connections[index];
  if (!stored) return err(NO_CONNECTION);
  const read = readOther(document, { stored, others: connections });
  return read.ok ? ok({ said: { connections: connections.with(index, read.value) } }) : read;
}

export const CONNECTION_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'connections_list', method: 'GET', path: '/connections', scopes: ['read:connections'] },
    sentence: 'Lists where people come from: the database of the tenant, and other sources.',
    query: LIST_FIELDS,
    answers: { 200: listSchema('connections', SCHEMA, { checkpoint: true }) },
    async handle({ exchange, query }) {
      const found = await allConnections(exchange);
      if (!found.ok) return found;
      const { strategy = [], name, domain_alias } = query;
      const matching = found.value.filter(
        (one) =>
          (strategy.length === 0 || strategy.includes(String(one['strategy']))) &&
          (name === undefined || one['name'] === name) &&
          (domain_alias === undefined || hasDomain(one, domain_alias)),
      );
      return pageOfAll(matching, { query, exchange });
    },
  }),
  {
    ...{
      id: 'connections_create',
      method: 'POST',
      path: '/connections',
      scopes: ['create:connections'],
      query: {},
    },
    sentence:
      'Makes the record of another source: its name, what its button says and the domains that belong there. Of databases the tenant has one.',
    body: { reads: 'object', schema: OTHER_CONNECTION },
    answers: { 201: OTHER_CONNECTION },
    async handle({ exchange, access, version, body }) {
      const changed = await reviseSettings({ exchange, access, version }, ({ connections }) => {
        const read = readOther(body, { stored: undefined, others: connections });
        return read.ok ? ok({ said: { connections: [...connections, read.value] } }) : read;
      });
      if (!changed.ok) return changed;
      return ok({ status: 201, body: connectionsOf(changed.value).at(-1) });
    },
  },
  operation({
    ...{ id: 'connections_show', method: 'GET', path: '/connections/{id}', scopes: ['read:connections'] },
    sentence: 'Shows where people come from.',
    query: PROJECTION_FIELDS,
    answers: { 200: SCHEMA },
    async handle({ exchange, path, query }) {
      const found = await allConnections(exchange);
      if (!found.ok) return found;
      const one = found.value.find(({ id }) => id === path['id']);
      return one ? ok({ status: 200, body: project(one, query) }) : err(NO_CONNECTION);
    },
  }),
  {
    ...{ id: 'connections_update', method: 'PATCH', path: '/connections/{id}', query: {} },
    sentence: 'Changes the options of the database, or the record of another source.',
    scopes: ['update:connections'],
    body: { reads: 'object', schema: SCHEMA },
    answers: { 200: SCHEMA },
    async handle({ exchange, access, version, path: { id = '' }, body }) {
      const name = connectionName(id);
      // Who signs in by the database is every client: what is said of it is judged where it is said alone.
      const { enabled_clients: _, ...document } = body;
      const isDatabase = name === DATABASE_CONNECTION;
      const changed = await reviseSettings(
        { exchange, access, version },
        (settings) =>
          isDatabase ? ok(readView(DATABASE, document, settings)) : changeOther(name, document, settings),
        isDatabase ? namedIn(DATABASE) : undefined,
      );
      if (!changed.ok) return changed;
      return ok({ status: 200, body: connectionsOf(changed.value).find((one) => one['id'] === id) });
    },
  },
  operation({
    ...{ id: 'connections_delete', method: 'DELETE', path: '/connections/{id}' },
    sentence: 'Removes the record of another source; the database of the tenant stays.',
    scopes: ['delete:connections'],
    answers: { 202: { type: 'object' } },
    async handle({ exchange, access, version, path: { id = '' } }) {
      const name = connectionName(id);
      if (name === DATABASE_CONNECTION) return err(DATABASE_STAYS);
      // Who is gone already is as gone as was asked for (RFC 9110 §9.2.2).
      const changed = await reviseSettings({ exchange, access, version }, ({ connections }) =>
        ok({ said: { connections: connections.filter((one) => one.name !== name) } }),
      );
      return changed.ok
        ? ok({ status: 202, body: { deleted_at: new Date(exchange.deps.now() * 1_000).toISOString() } })
        : changed;
    },
  }),
];

const DATABASE_STAYS: Problem = {
  status: 501,
  errorCode: 'not_here',
  message: 'The database of the tenant cannot be removed: delete the tenant, or turn its ways in off.',
};

type Paged = { readonly query: RecordOf<typeof LIST_FIELDS>; readonly exchange: Exchange };

/** A page of a list that is there as a whole. */
function pageOfAll(all: readonly Values[], { query, exchange }: Paged): Result<Answer, Problem> {
  const { strategy = [], name = '', domain_alias = '', from, take } = query;
  const of = JSON.stringify(['connections', strategy, name, domain_alias]);
  if (from !== undefined || take !== undefined) return pageByCheckpoint(all, { query, of, exchange });
  const { offset, limit } = pageOf(query);
  const entries = all.slice(offset, offset + limit).map((one) => project(one, query));
  const total = query.include_totals ? all.length : undefined;
  return ok(pageAnswer(COLLECTION, entries, { query, total }));
}

const COLLECTION = 'connections';

type ByCheckpoint = {
  readonly query: CheckpointQuery & ProjectionQuery;
  /** What the list is of, for its cursors. */
  readonly of: string;
  readonly exchange: Exchange;
};

/** A page by checkpoint of a list that is there as a whole. */
export function pageByCheckpoint(
  all: readonly Values[],
  { query, of, exchange }: ByCheckpoint,
): Result<Answer, Problem> {
  const cursors = cursorsOf(exchange, of);
  const checkpoint = checkpointOf(query, cursors);
  if (!checkpoint.ok) return checkpoint;
  const { after, limit = all.length } = checkpoint.value ?? {};
  const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after[0]) + 1;
  const found = all.slice(start, start + limit);
  const entries = found.map((one) => project(one, query));
  const last = found.slice(-1).map(({ id }) => String(id));
  return ok(checkpointAnswer({ collection: COLLECTION, entries, last, limit }, cursors));
}
