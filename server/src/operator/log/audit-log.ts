/**
 * `tacit audit`: the audit log of one tenant or of all, searched, and followed while it grows.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { EVENT_NAMES, eventSentence, typesNamed } from '../../protocol/diagnosis/event-types.ts';
import { reasonNamed } from '../../protocol/diagnosis/reasons.ts';
import { nearestName } from '../../protocol/nearest-name.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { type Tenant, tenantName } from '../../resources/tenant/tenant.ts';
import type { AuditSearch, Logged } from '../../storage/audit-search.ts';
import type { Storage } from '../../storage/storage.ts';
import { chooseTenants } from '../choose-tenant.ts';
import { now, withStorageToRead } from '../database.ts';
import { findSub } from '../find-sub.ts';
import type { Ground } from '../ground.ts';
import { readTime } from './log-time.ts';

/** By what somebody looks, as it was typed. */
export type AuditQuery = {
  readonly tenant?: string | undefined;
  /** E-mail address or user_id. */
  readonly user?: string | undefined;
  /** Of ours or of Auth0's. */
  readonly type?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly client?: string | undefined;
  readonly ip?: string | undefined;
  /** The reference that a page showed. */
  readonly request?: string | undefined;
  readonly limit: number;
};

/** A row with its tenant, and what it means. */
export type AuditLine = {
  readonly time: string;
  readonly tenant: string;
  readonly type: string;
  readonly auth0_type?: string | undefined;
  readonly what: string;
  readonly reason?: string | undefined;
  readonly why?: string | undefined;
  readonly user_id?: string | undefined;
  readonly client_id?: string | undefined;
  readonly ip?: string | undefined;
  readonly actor?: string | undefined;
  readonly request: string;
  readonly sent?: string | undefined;
  readonly detail?: string | undefined;
};

/** A line, by an id that tells it from those that are as it. */
type AuditRow = { readonly id: string; readonly line: AuditLine };

type Answered = Result<readonly AuditRow[], readonly string[]>;

/** The newest that there are, the oldest of them first. */
export function readAudit(config: Ground, query: AuditQuery): Promise<Answered> {
  return withStorageToRead(config, (storage) => searchRows(storage, query));
}

async function searchRows(storage: Storage, query: AuditQuery): Promise<Answered> {
  const asked = await readQuery(query, storage);
  if (!asked.ok) return asked;
  const found = await search(asked.value, storage);
  const rows = found.slice(0, query.limit).toReversed();
  return ok(rows.map((one) => ({ id: nameOf(one), line: lineOf(one) })));
}

/** How often it is looked whether there is more. */
const EVERY_MS = 1_000;

/** Rows of other machines come in as late as this and are not passed over. */
const OVERLAP_SECONDS = 30;

type Follow = { readonly signal: AbortSignal; readonly tell: (lines: readonly AuditLine[]) => void };

/** The same, and then what comes, until it is told to end: the database is open as long. */
export function followAudit(
  config: Ground,
  query: AuditQuery,
  follow: Follow,
): Promise<Result<undefined, readonly string[]>> {
  return withStorageToRead(config, (storage) =>
    followRows((asked) => searchRows(storage, asked), query, follow),
  );
}

/** Follows whatever can be searched. */
export async function followRows(
  read: (query: AuditQuery) => Promise<Answered>,
  query: AuditQuery,
  { signal, tell }: Follow,
): Promise<Result<undefined, readonly string[]>> {
  const first = await read(query);
  if (!first.ok) return first;
  tell(first.value.map(({ line }) => line));
  const lately = () => read({ ...query, since: `${OVERLAP_SECONDS}s`, limit: MAX_AT_ONCE });
  const known = await lately();
  let told = new Set([...first.value, ...(known.ok ? known.value : [])].map(({ id }) => id));
  while (!signal.aborted) {
    await wait(EVERY_MS, undefined, { signal }).catch(() => undefined);
    const found = await lately();
    if (!found.ok) return found;
    tell(found.value.flatMap(({ id, line }) => (told.has(id) ? [] : [line])));
    told = new Set(found.value.map(({ id }) => id));
  }
  return ok(undefined);
}

const MAX_AT_ONCE = 1_000;

type Found = { readonly tenant: Tenant; readonly row: Logged };

type Asked = {
  readonly search: AuditSearch;
  /** With the user as each tenant knows them. */
  readonly tenants: readonly { readonly tenant: Tenant; readonly sub: string | undefined }[];
};

/** Of all tenants together, the newest first. */
async function search({ search, tenants }: Asked, storage: Storage): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const { tenant, sub } of tenants) {
    const { audit } = storage.tenant(tenant.tenant_id);
    for (const row of await audit.search({ ...search, sub })) found.push({ tenant, row });
  }
  return found.toSorted((a, b) => b.row.at - a.row.at || (a.row.id < b.row.id ? 1 : -1));
}

function nameOf({ tenant, row }: Found): string {
  return `${tenant.tenant_id} ${row.at} ${row.id}`;
}

/** Everything that is wrong with it at once. */
async function readQuery(
  { tenant, user, type, client, ip, request, limit, ...times }: AuditQuery,
  storage: Storage,
): Promise<Result<Asked, readonly string[]>> {
  const chosen = await chooseTenants(storage, tenant);
  const since = readOptionalTime(times.since);
  const until = readOptionalTime(times.until);
  const types = type === undefined ? undefined : typesNamed(type);
  const unknown = types?.length === 0 ? [unknownType(String(type))] : [];
  const wrong = [chosen, since, until].flatMap((one) => (one.ok ? [] : [one.error]));
  if (!chosen.ok || !since.ok || !until.ok || unknown.length > 0) return err([...wrong, ...unknown]);
  const tenants = [];
  for (const one of chosen.value) {
    const sub = user === undefined ? undefined : await findSub(user, storage.tenant(one.tenant_id));
    // Who is gone is in the log still, under their user_id.
    if (user === undefined || sub !== undefined || !user.includes('@'))
      tenants.push({ tenant: one, sub: sub ?? user });
  }
  if (tenants.length === 0 && chosen.value.length > 0)
    return err([`There is no user ${user}; \`tacit users\` lists them.`]);
  const search = { types, client_id: client, ip, request_id: request, limit };
  return ok({ search: { ...search, since: since.value, until: until.value }, tenants });
}

function readOptionalTime(text: string | undefined): Result<number | undefined, string> {
  return text === undefined ? ok(undefined) : readTime(text, now());
}

function unknownType(type: string): string {
  const near = nearestName(type, EVENT_NAMES);
  return `There is no type ${type}${near === undefined ? '.' : `: did you mean ${near}?`}`;
}

function lineOf({ tenant, row }: Found): AuditLine {
  const { at, type, auth0_type, reason, sub, client_id, ip, actor, request_id, sent, detail } = row;
  return {
    ...{ time: new Date(at * 1_000).toISOString().replace('.000', ''), tenant: tenantName(tenant) },
    ...{ type, auth0_type, what: eventSentence(type), reason, why: reasonNamed(reason)?.sentence },
    ...{ user_id: sub, client_id, ip, actor, request: request_id, sent, detail },
  };
}
