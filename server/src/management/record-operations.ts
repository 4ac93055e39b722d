/**
 * The operations of a kind whose records have an address: list, show, create, change and delete; of a kind of which a tenant has one,
 * show and change.
 */
import type { Exchange } from '../deps.ts';
import type { Change, Filter } from '../desk/desk.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { Said } from '../resources/computed/document.ts';
import { findingAt } from '../resources/computed/names.ts';
import { type Fields, isRecordOf } from '../resources/field.ts';
import { KINDS } from '../resources/index.ts';
import type { Values } from '../resources/kind.ts';
import { documentSchema } from './document/schema.ts';
import { judgeMembers, visible } from './guarded.ts';
import { listByName, NAME_FIELDS } from './named-lists.ts';
import type { Answer, Asked, Operation } from './operation.ts';
import {
  CHECKPOINT_FIELDS,
  checkpointAnswer,
  checkpointOf,
  cursorsOf,
  listSchema,
  PAGE_FIELDS,
  pageAnswer,
  pageOf,
} from './paging.ts';
import type { Problem } from './problem.ts';
import { PROJECTION_FIELDS, project } from './projection.ts';
import { atDesk, etag, findChanged, findRecord, type Shown, said, shown } from './records.ts';

type OneFamily = Shown & {
  /** `/resource-servers`. */
  readonly path: string;
  /** What one is: `an API`. */
  readonly one: string;
  readonly scopes: Readonly<Record<'read' | 'update', Operation['scopes']>>;
  /** The key of whichever one an address means; undefined: there is none. */
  readonly keyOf: (id: string, exchange: Exchange) => Promise<readonly string[] | undefined>;
};

export type RecordFamily = OneFamily & {
  /** The name of its list: `resource_servers`. */
  readonly collection: string;
  /** What they are: `APIs`. */
  readonly many: string;
  readonly scopes: Readonly<Record<'create' | 'delete', Operation['scopes']>>;
  /** What the server says of one that is made, where whoever makes it does not. */
  readonly chosen?: (said: Said, exchange: Exchange) => Values;
  /** By what a list can be narrowed, by our names of the fields. */
  readonly filters?: Fields;
  /** Our name of the field that a filter is about, where Auth0 calls the filter otherwise. */
  readonly filtered?: Readonly<Record<string, string>>;
  /** What narrows a list by what no field says of itself: what is asked, and the fields that it comes to. */
  readonly narrowed?: {
    readonly fields: Fields;
    readonly by: (query: Values, exchange: Exchange) => Filter;
  };
  /** Our name of the field that its records are called by: a list is narrowed and ordered by it. */
  readonly name?: string;
  readonly statuses?: { readonly create?: number; readonly delete?: number };
};

const NO_FILTERS: Fields = {};

const LIST_FIELDS = { ...PAGE_FIELDS, ...CHECKPOINT_FIELDS, ...PROJECTION_FIELDS } as const;

/** The five operations, named by their path: `resource_servers_list`. */
export function recordOperations(family: RecordFamily): readonly Operation[] {
  const { collection, path, scopes, one, many, filters = NO_FILTERS, narrowed, statuses = {} } = family;
  const noun = nounOf(family);
  const record = documentSchema(family, 'read');
  const made = statuses.create ?? 201;
  return [
    {
      ...{ id: `${noun}_list`, method: 'GET', path, sentence: `Lists ${many}.`, scopes: scopes.read },
      query: {
        ...{ ...LIST_FIELDS, ...filters, ...narrowed?.fields },
        ...(family.name === undefined ? {} : NAME_FIELDS),
      },
      answers: { 200: listSchema(collection, record, { checkpoint: true }) },
      handle: (asked) => list(family, asked),
    },
    {
      ...{ id: `${noun}_create`, method: 'POST', path, sentence: `Makes ${one}.`, scopes: scopes.create },
      query: {},
      body: { reads: 'object', schema: documentSchema(family, 'create') },
      answers: { [made]: documentSchema(family, 'made') },
      handle: (asked) => create(family, asked, made),
    },
    ...oneOperations(family, `${path}/{id}`),
    {
      ...{ id: `${noun}_delete`, method: 'DELETE', path: `${path}/{id}`, sentence: `Removes ${one}.` },
      ...{ scopes: scopes.delete, query: {}, answers: { [statuses.delete ?? 204]: undefined } },
      handle: (asked) => remove(family, asked),
    },
  ];
}

/** The two operations of the one record that a tenant has. */
export function singletonOperations(family: Omit<OneFamily, 'keyOf'>): readonly Operation[] {
  return oneOperations({ ...family, keyOf: async () => [] }, family.path);
}

function nounOf({ path }: Pick<OneFamily, 'path'>): string {
  return path.slice(1).replaceAll('-', '_');
}

function oneOperations(family: OneFamily, path: string): readonly Operation[] {
  const { scopes, one } = family;
  const noun = nounOf(family);
  return [
    {
      ...{ id: `${noun}_show`, method: 'GET', path, sentence: `Shows ${one}.`, scopes: scopes.read },
      query: PROJECTION_FIELDS,
      answers: { 200: documentSchema(family, 'read') },
      handle: (asked) => show(family, asked),
    },
    {
      ...{ id: `${noun}_update`, method: 'PATCH', path, sentence: `Changes ${one}.` },
      ...{ scopes: scopes.update, query: {} },
      body: { reads: 'object', schema: documentSchema(family, 'change') },
      answers: { 200: documentSchema(family, 'made') },
      handle: (asked) => change(family, asked),
    },
  ];
}

type Answered = Promise<Result<Answer, Problem>>;

async function list(family: RecordFamily, { exchange, query, access }: Asked): Answered {
  if (!isRecordOf(LIST_FIELDS, query)) throw new Error('The door reads the query of a list.');
  const { kind, collection } = family;
  const { desk } = exchange.deps;
  const { tenant_id } = exchange.tenant;
  const filter = { ...filterOf(query, family), ...family.narrowed?.by(query, exchange) };
  const cursors = cursorsOf(exchange, JSON.stringify([collection, filter]));
  const checkpoint = checkpointOf(query, cursors);
  if (!checkpoint.ok) return checkpoint;
  const show = ({ record }: { readonly record: Values }) =>
    project(visible(shown(family, record, exchange), family.guarded, access), query);
  if (checkpoint.value) {
    const { after, limit } = checkpoint.value;
    const found = await desk.list(kind, tenant_id, { filter, limit, ...(after ? { after } : {}) });
    const page = { collection, entries: found.map(show), last: found.at(-1)?.key, limit };
    return ok(checkpointAnswer(page, cursors));
  }
  const { name } = family;
  const named = name === undefined ? undefined : await listByName({ kind, name, filter }, query, exchange);
  if (named) {
    const total = query.include_totals ? named.total : undefined;
    return ok(pageAnswer(collection, named.found.map(show), { query, total }));
  }
  const found = await desk.list(kind, tenant_id, { filter, ...pageOf(query) });
  const entries = found.map(show);
  const total = query.include_totals ? await desk.count(kind, tenant_id, filter) : undefined;
  return ok(pageAnswer(collection, entries, { query, total }));
}

function filterOf(query: Values, { filters = NO_FILTERS, filtered = {} }: RecordFamily): Filter {
  return Object.fromEntries(
    Object.keys(filters).flatMap((name) => {
      const wanted = query[name];
      if (wanted === undefined) return [];
      const field = filtered[name] ?? name;
      return [[field, Array.isArray(wanted) ? wanted.map(String) : String(wanted)]];
    }),
  );
}

async function create(family: RecordFamily, asked: Asked, status: number): Answered {
  const { exchange, body } = asked;
  const { said: read, unreadable, mistakes } = said(family, body);
  const made = await atDesk(
    {
      ...{ kind: family.kind, place: { tenant_id: exchange.tenant.tenant_id } },
      ...{ verb: 'create', meant: 'whole', unreadable },
      said: { ...family.chosen?.(read, exchange), ...read },
    },
    asked,
    { noun: family.noun, mistakes },
  );
  return made.ok ? answerOf(family, made.value, { exchange, status }) : made;
}

async function show(family: OneFamily, { exchange, path, query, access }: Asked): Answered {
  if (!isRecordOf(PROJECTION_FIELDS, query)) throw new Error('The door reads the query of a record.');
  const found = await findRecord(family, await keyIn(family, path, exchange), exchange);
  if (!found.ok) return found;
  const { record, version } = found.value;
  const seen = visible(shown(family, record, exchange), family.guarded, access);
  return ok({ status: 200, body: project(seen, query), headers: etag(version) });
}

async function change(family: OneFamily, asked: Asked): Answered {
  const { exchange, access, path, body, version } = asked;
  const refused = judgeMembers(body, family.guarded, access);
  if (refused) return err(refused);
  const found = await findRecord(family, await keyIn(family, path, exchange), exchange);
  if (!found.ok) return found;
  const { said: read, unreadable, mistakes } = said(family, body);
  const { own, mistakes: renamed } = keyFields(family, found.value.key, read);
  const changed = await atDesk(
    {
      ...{ kind: family.kind, place: { tenant_id: exchange.tenant.tenant_id } },
      ...{ verb: 'change', meant: 'patch', unreadable },
      said: { ...read, ...own },
      ...(version === undefined ? {} : { version }),
    },
    asked,
    { noun: family.noun, mistakes: [...mistakes, ...renamed] },
  );
  return changed.ok ? answerOf(family, changed.value, { exchange, status: 200 }) : changed;
}

async function remove(family: RecordFamily, asked: Asked): Answered {
  const { exchange, path, version } = asked;
  const { kind, noun, statuses = {} } = family;
  const key = await keyIn(family, path, exchange);
  const status = statuses.delete ?? 204;
  // Who is gone already is as gone as was asked for (RFC 9110 §9.2.2).
  if (!key) return ok({ status });
  const gone = await atDesk(
    {
      ...{ kind, place: { tenant_id: exchange.tenant.tenant_id }, verb: 'delete', key },
      ...(version === undefined ? {} : { version }),
    },
    asked,
    { noun },
  );
  return gone.ok ? ok({ status }) : gone.error.status === 404 ? ok({ status }) : gone;
}

function keyIn(
  { keyOf }: OneFamily,
  path: Asked['path'],
  exchange: Exchange,
): Promise<readonly string[] | undefined> {
  return keyOf(path['id'] ?? '', exchange);
}

/** What the record is called; a body that calls it otherwise is about another one. */
function keyFields({ kind }: OneFamily, key: readonly string[], read: Said) {
  const { key: names } = KINDS[kind];
  const own = Object.fromEntries(names.map((name, index) => [name, key[index]]));
  const mistakes = names
    .filter((name) => read[name] !== undefined && read[name] !== own[name])
    .map((name) => findingAt('auth0', KINDS[kind], { code: 'create_only', path: [name], message: FIXED }));
  return { own, mistakes };
}

const FIXED = 'cannot be changed once it is made';

type Made = { readonly exchange: Exchange; readonly status: number };

/** A record as it is now, with what is told of it once. */
async function answerOf(family: OneFamily, change: Change, { exchange, status }: Made): Answered {
  const found = await findChanged(family, change, exchange);
  if (!found.ok) return found;
  const { record, version } = found.value;
  const told = Object.entries(change.secrets).map(([name, secret]) => [name, secret.reveal()]);
  const body = { ...shown(family, record, exchange), ...Object.fromEntries(told) };
  return ok({ status, body, headers: etag(version) });
}
