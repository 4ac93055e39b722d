/**
 * What each wish means, put into the draft. Tenants first, for the others live in them.
 */
import { sha256 } from '../protocol/digest.ts';
import { differences, recordMeant } from '../resources/computed/change.ts';
import { readDocument } from '../resources/computed/document.ts';
import type { Finding } from '../resources/finding.ts';
import { KINDS } from '../resources/index.ts';
import type { Judged, Kind, Values } from '../resources/kind.ts';
import type { DeskRecords, StoredRecord } from '../storage/configuration/stored-record.ts';
import { newPassword, withClientSecret } from './credentials.ts';
import type { By, DeskDeps, Refusal, Wish } from './desk.ts';
import type { Draft } from './draft.ts';
import { textOf } from './facts.ts';
import { withFirstAtLocalhost } from './first-tenant.ts';
import { macsOf } from './forgotten.ts';
import { holdingsWished } from './holdings.ts';
import { withMailPassword } from './mail-password.ts';
import { type Placed, placedAt, placeOf } from './places.ts';
import { actionOf, isMeant, type Proposed } from './proposed.ts';
import { isAtDatabase, isKeyUnreadable, keyOf, missingKey } from './record-keys.ts';
import { withStreamSecrets } from './stream-secrets.ts';

type Staging = DeskDeps & { readonly records: DeskRecords; readonly draft: Draft };

/** With the tenants as they will be. */
type Understanding = Staging & { readonly places: readonly Placed[]; readonly hear?: By['hear'] };

export type Staged = { readonly proposed: readonly Proposed[]; readonly refusals: readonly Refusal[] };

type Ordered = { readonly wish: Wish; readonly index: number };

/** Understands every wish; one that cannot be understood hides no other. */
export async function stage(wishes: readonly Wish[], by: By, staging: Staging): Promise<Staged> {
  const ordered = wishes.map((wish, index): Ordered => ({ wish, index }));
  const tenants = ordered.filter(({ wish }) => wish.kind === 'tenant');
  const others = ordered.filter(({ wish }) => wish.kind !== 'tenant');
  const made = await stageEach(tenants, by, { ...staging, places: [] });
  const housed = await withFirstAtLocalhost(made.proposed, { ...staging, wishes });
  const places = (await staging.draft.all('tenant')).map(placedAt);
  const rest = await stageEach(others, by, { ...staging, places, hear: by.hear });
  return {
    proposed: [...housed, ...rest.proposed].sort((a, b) => a.wish - b.wish),
    refusals: [...made.refusals, ...rest.refusals],
  };
}

async function stageEach(ordered: readonly Ordered[], by: By, staging: Understanding): Promise<Staged> {
  const proposed: Proposed[] = [];
  const refusals: Refusal[] = [];
  for (const [done, one] of ordered.entries()) {
    staging.hear?.({ done, total: ordered.length });
    const understood = await understand(one, by, staging);
    refusals.push(...understood.findings.map((finding) => ({ ...finding, wish: one.index })));
    if (!understood.proposed) continue;
    const { at, stored, judged, action } = understood.proposed;
    const isGone = action === 'purge' || (action === 'delete' && at.kind !== 'tenant');
    if (isMeant(understood.proposed))
      staging.draft.put({ at, wish: one.index, stored, after: isGone ? undefined : judged.record });
    proposed.push(understood.proposed);
    const wished = isAtDatabase(by) ? await holdingsWished(one.wish, understood.proposed, staging) : [];
    const theirs = wished.map((wish): Ordered => ({ wish, index: one.index }));
    const belonging = await stageEach(theirs, by, { ...staging, hear: undefined });
    proposed.push(...belonging.proposed);
    refusals.push(...belonging.refusals);
  }
  return { proposed, refusals };
}

type Understood = { readonly proposed?: Proposed; readonly findings: readonly Finding[] };

function refuse(code: string, message: string): Understood {
  return { findings: [{ code, path: [], message }] };
}

async function understand({ wish, index }: Ordered, by: By, staging: Understanding): Promise<Understood> {
  const kind = KINDS[wish.kind];
  const placed = placeOf(wish, staging.places);
  if (!placed) return refuse('unknown_tenant', 'There is no such tenant.');
  if (placed.isDeleted && wish.kind !== 'tenant') return refuse('tenant_deleted', DELETED);
  const at = await keyOf(wish, placed.tenant_id, { ...staging, by });
  if (!at) return { findings: isKeyUnreadable(wish, kind) ? [] : missingKey(wish, kind) };
  const stored = at.isNew ? undefined : await staging.draft.stored(at.key);
  const before = { kind, at: at.key, stored, wish: index, tenant: placed.called };
  const mistake = judgeVerb(wish, stored);
  if (mistake) return refuse(...mistake);
  if (endsOperators(wish, placed, staging)) return refuse('operators_tenant', OPERATORS);
  if ('said' in wish) return describe(wish, { ...before, said: at.said }, by, staging);
  return wish.verb === 'move' ? move(wish, before, staging) : remove(wish, before, staging);
}

/** Nobody could administer the others any more, and no way of theirs would lead back. */
function endsOperators(wish: Wish, { called }: Placed, { config }: Staging): boolean {
  if (wish.kind !== 'tenant' || called !== config.operatorTenant) return false;
  return 'said' in wish ? wish.said['suspended'] === true : wish.verb !== 'restore';
}

const OPERATORS = 'is the tenant by which the others are administered (TACIT_OPERATOR_TENANT), and stays';

const DELETED = 'was deleted: restore the tenant first';

/** What a verb needs to find, and what is said where it finds something else. */
function judgeVerb(
  wish: Wish,
  stored: StoredRecord | undefined,
): readonly [code: string, message: string] | undefined {
  const needsRecord = wish.verb !== 'put' && wish.verb !== 'create';
  if (wish.verb === 'create' && stored) return ['exists', 'is there already'];
  if (needsRecord && !stored) return ['not_found', 'is not there'];
  if (wish.version !== undefined && stored && stored.version !== wish.version)
    return ['moved', `was changed by somebody else: its version is ${stored.version} now`];
  const isDeleted = stored?.record['deleted_at'] !== undefined;
  if (isDeleted && wish.verb !== 'restore' && wish.verb !== 'purge') return ['tenant_deleted', DELETED];
  if (!isDeleted && (wish.verb === 'restore' || wish.verb === 'purge'))
    return ['not_deleted', 'is not deleted'];
  return undefined;
}

type Before = Pick<Proposed, 'kind' | 'at' | 'stored' | 'wish' | 'tenant'>;

type SayingWish = Extract<Wish, { readonly said: unknown }>;

async function describe(
  wish: SayingWish,
  { said, ...before }: Before & { readonly said: Values },
  by: By,
  staging: Staging,
): Promise<Understood> {
  const { kind, at, stored } = before;
  const { meant, given: byServer = {}, unreadable = [] } = wish;
  const asked = recordMeant(kind, said, { stored: stored?.record, meant, given: byServer, unreadable });
  const given = await withGiven(kind, asked, before, { by, staging, wish });
  const action = (await staysDeleted(wish, before, given, staging))
    ? 'stays_deleted'
    : actionOf(stored, given.judged.record, kind, given.changedSecrets.length);
  const tenant_id = kind.name === 'tenant' ? textOf(given.judged.record, 'tenant_id') : at.tenant_id;
  return {
    findings: [...asked.findings, ...(by.who === 'self' ? notOfSelf(kind, said) : [])],
    proposed: {
      ...before,
      ...given,
      at: { ...at, tenant_id },
      verb: wish.verb,
      action,
      unreadable,
      isPatch: meant === 'patch',
    },
  };
}

/** Whether a file names somebody who was deleted. Whoever is made by name, and not by what shall be there, is meant to be. */
async function staysDeleted(
  { verb, recreate }: SayingWish,
  { kind, at: { tenant_id }, stored }: Before,
  { judged: { record } }: Given,
  { records, seal }: Staging,
): Promise<boolean> {
  if (kind.name !== 'user' || verb !== 'put' || stored || recreate || tenant_id === undefined) return false;
  return records.isForgotten(tenant_id, macsOf(record, tenant_id, seal));
}

/** What End-Users may not say about themselves: whether an address was verified, above all. */
function notOfSelf({ fields, key }: Kind, said: Values): readonly Finding[] {
  return Object.keys(said)
    .filter((name) => !key.includes(name) && !fields[name]?.selfService)
    .map((name) => ({ code: 'not_of_self', path: [name], message: 'is not the End-User’s to change' }));
}

type Given = Pick<Proposed, 'judged' | 'changedSecrets' | 'made' | 'password' | 'followed'>;

/** What the server adds by itself to what was asked. */
async function withGiven(
  kind: Kind,
  asked: Judged,
  { at, stored }: Before,
  { by, staging, wish }: { readonly by: By; readonly staging: Staging; readonly wish: SayingWish },
): Promise<Given> {
  const { record, secrets } = asked;
  const plain: Given = { judged: { record, secrets }, changedSecrets: [], made: {} };
  const tenant_id = at.tenant_id ?? '';
  const give: Readonly<Partial<Record<Kind['name'], () => Promise<Given> | Given>>> = {
    tenant: async () => {
      const id = stored ? {} : { tenant_id: await newTenantId(record, staging.draft) };
      return { ...plain, judged: { secrets, record: { ...id, ...record } } };
    },
    client: () => {
      const made = withClientSecret(asked, { ...staging, tenant_id, makesSecrets: by.makesSecrets });
      return { judged: { record: made.record, secrets }, changedSecrets: made.changed, made: made.made };
    },
    log_stream: () => {
      const { record: kept, changed } = withStreamSecrets(asked, { ...staging, tenant_id });
      return { ...plain, judged: { record: kept, secrets }, changedSecrets: changed };
    },
    settings: () => {
      const { record: kept, changed } = withMailPassword(asked, {
        ...{ tenant_id, seal: staging.seal, before: stored?.record },
      });
      return { ...plain, judged: { record: kept, secrets }, changedSecrets: changed };
    },
    user: async () => {
      const isOfFile = wish.verb === 'put';
      const password = await newPassword(asked, { ...staging, tenant_id, sub: at.key[0] ?? '', isOfFile });
      const isChanged = stored !== undefined && differences(kind, stored.record, record).length > 0;
      const isDated = isChanged && wish.said['updated_at'] === undefined;
      return {
        ...plain,
        ...(isDated ? { followed: ['updated_at'] } : {}),
        judged: { record: isDated ? { ...record, updated_at: staging.now() } : record, secrets },
        ...(password ? { changedSecrets: ['password'], password } : {}),
      };
    },
  };
  return (await give[kind.name]?.()) ?? plain;
}

/**
 * A name is taken once in a region, so the id of a new tenant is made from both: a plan is the same each time it is made, down to the
 * tenants that a percentage reaches. Where one that was called so has moved away, it has that id, and the new one gets another.
 */
async function newTenantId(record: Values, draft: Draft): Promise<string> {
  const taken = new Set((await draft.all('tenant')).map(({ tenant_id }) => tenant_id));
  const called = `${textOf(record, 'name')}.${textOf(record, 'region')}`;
  const idOf = (text: string) => `tenant_${sha256(text).slice(0, 22)}`;
  let id = idOf(called);
  for (let others = 1; taken.has(id); others += 1) id = idOf(`${called} ${others}`);
  return id;
}

type RemovalWish = Extract<Wish, { readonly verb: 'delete' | 'restore' | 'purge' }>;
type MoveWish = Extract<Wish, { readonly verb: 'move' }>;

/** Its hosts are others then, and without a domain of its own so is its issuer; what it has stays. */
async function move(wish: MoveWish, before: Before, { draft }: Staging): Promise<Understood> {
  const { kind, at, stored } = before;
  const { findings, said } = readDocument(kind, 'auth0', wish.to, { unknown: 'refuse' });
  const strange = Object.keys(said).filter((name) => !kind.key.includes(name));
  const record = { ...stored?.record, ...said };
  const key = kind.key.map((name) => textOf(record, name) ?? '');
  const isElsewhere = key.some((part, index) => part !== at.key[index]);
  if (isElsewhere && (await draft.stored({ ...at, key })))
    return refuse('exists', `${key.join('.')} is there already`);
  return {
    findings: [
      ...findings,
      ...strange.map((name) => ({ code: 'no_move', path: [name], message: 'is not what a move changes' })),
    ],
    proposed: {
      ...before,
      at: { ...at, tenant_id: textOf(record, 'tenant_id') },
      verb: wish.verb,
      action: actionOf(stored, record, kind, 0),
      judged: { record, secrets: {} },
      ...{ changedSecrets: [], made: {}, unreadable: [], isPatch: true },
    },
  };
}

function remove({ verb, notice }: RemovalWish, before: Before, { now }: Staging): Understood {
  const { stored, kind, at } = before;
  const { deleted_at: _, ...live } = stored?.record ?? {};
  const isTenant = kind.name === 'tenant';
  const record = isTenant && verb === 'delete' ? { ...live, deleted_at: now() } : live;
  const action = verb === 'restore' || verb === 'purge' ? verb : 'delete';
  const tenant_id = isTenant ? textOf(live, 'tenant_id') : at.tenant_id;
  return {
    findings: [],
    proposed: {
      ...before,
      at: { ...at, tenant_id },
      verb,
      action,
      judged: { record, secrets: {} },
      changedSecrets: [],
      made: {},
      unreadable: [],
      isPatch: false,
      notice,
    },
  };
}
