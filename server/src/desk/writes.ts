/**
 * What is written for what is proposed, and what the audit log says of it: who, what, old -> new.
 */
import type { EventType } from '../protocol/diagnosis/event-types.ts';
import { managementAudience, myAccountAudience } from '../protocol/tenant/names.ts';
import { OWNER_ROLE } from '../resources/end-user/tenant-roles.ts';
import type { KindName } from '../resources/kind.ts';
import type { HostsOf, Renamed, Write } from '../storage/configuration/stored-record.ts';
import { type HostConfig, hostsOf } from '../tenants/tenants.ts';
import type { By, DeskDeps } from './desk.ts';
import { tenantFacts, textOf } from './facts.ts';
import { macsOf } from './forgotten.ts';
import { isMeant, nameOf, type Proposed, shownDifferences } from './proposed.ts';

/** What stands in another's way goes first; of what is made, what others stand on. */
const ORDER: readonly KindName[] = [
  'rollout',
  'tenant',
  'settings',
  'resource_server',
  'client',
  'client_grant',
  'user',
  'role',
  'role_member',
  'user_permission',
  'consent',
  'signing_key',
  'log_stream',
];

/** The writes of everything that changes. Passwords are hashed here. */
export async function writesOf(
  proposed: readonly Proposed[],
  by: By,
  { config, seal }: Pick<DeskDeps, 'config' | 'seal'>,
): Promise<readonly Write[]> {
  const changed = proposed.filter((one) => isMeant(one) && one.action !== 'unchanged').toSorted(inOrder);
  const hosts: HostsOf = (tenant) => hostsOf(tenant, config);
  const writes: Write[] = [];
  for (const [done, one] of changed.entries()) {
    by.hear?.({ done, total: changed.length });
    const { at, stored, judged, action, password, notice } = one;
    const isGone = action === 'purge' || (action === 'delete' && at.kind !== 'tenant');
    writes.push({
      ...at,
      before: stored?.version,
      after: isGone ? undefined : judged.record,
      ...(password ? { password: await password() } : {}),
      ...(notice ? { notice } : {}),
      ...leavesOwner(one, by),
      ...(isGone && at.kind === 'user' ? { forgotten: macsOf(judged.record, at.tenant_id, seal) } : {}),
      ...(at.kind === 'tenant' && !isGone ? { hostsOf: hosts, audiences: renamedApis(one, config) } : {}),
      audit: auditOf(one, by),
    });
  }
  return writes;
}

/** The APIs that every tenant has are called after its issuer. */
function renamedApis({ stored, judged }: Proposed, config: HostConfig): readonly Renamed[] {
  if (!stored) return [];
  const { issuer: before } = tenantFacts(stored.record, config);
  const { issuer: after } = tenantFacts(judged.record, config);
  if (before === after) return [];
  return [managementAudience, myAccountAudience].map((name) => ({
    before: name(before),
    after: name(after),
  }));
}

/** Whether the tenant may lose an owner by it, and must have one left; people may delete themselves, whatever they own. */
function leavesOwner({ at: { kind, key }, action, judged }: Proposed, by: By): Pick<Write, 'leavesOwner'> {
  const isTaken = kind === 'role_member' && action === 'delete' && key.includes(OWNER_ROLE);
  const isOut = kind === 'user' && (action === 'delete' || judged.record['blocked'] === true);
  return by.who !== 'self' && (isTaken || isOut) ? { leavesOwner: true } : {};
}

function inOrder(a: Proposed, b: Proposed): number {
  const isGone = ({ action }: Proposed) => action === 'delete' || action === 'purge';
  if (isGone(a) !== isGone(b)) return isGone(a) ? -1 : 1;
  const order = ORDER.indexOf(a.at.kind) - ORDER.indexOf(b.at.kind);
  if (order !== 0) return isGone(a) ? -order : order;
  // Who is there already may let go of an address that somebody new takes.
  return Number(a.stored === undefined) - Number(b.stored === undefined);
}

/** By who asks and what is done; what is not here is a change of configuration. */
const EVENTS: ReadonlyMap<string, EventType> = new Map([
  ['registration create', 'client_registered'],
  ['registration update', 'client_updated'],
  ['registration delete', 'client_removed'],
  ['self update', 'profile_changed'],
  ['self delete', 'account_deleted'],
]);

function auditOf(one: Proposed, { who, actor, request_id, address }: By): Write['audit'] {
  const { at, action, kind, judged } = one;
  if (kind.name === 'rollout' || (kind.name === 'tenant' && action === 'purge')) return undefined;
  const client_id = textOf(judged.record, 'client_id');
  const sub = textOf(judged.record, 'sub');
  const changes = shownDifferences(one).map(({ field, before, after, isSecret }) =>
    isSecret || kind.fields[field]?.shape.tag === 'metadata'
      ? `${field}: changed`
      : `${field}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`,
  );
  // The log outlives whoever is deleted: it names them as it did before, and keeps no address.
  const isForgotten = action === 'delete' && kind.name === 'user';
  const subject = [action, at.kind, isForgotten ? at.key.join(' ') : nameOf(one)].join(' ');
  return {
    type: EVENTS.get(`${who} ${action}`) ?? 'configuration_changed',
    request_id,
    ...(client_id === undefined ? {} : { client_id }),
    ...(sub === undefined ? {} : { sub }),
    ...(address === undefined ? {} : { ip: address }),
    // Whoever changes themselves, people and clients, is named by what the row is about.
    actor: actor ?? (who === 'operator' ? who : undefined),
    // A person and an application have columns of their own.
    ...(client_id === undefined && sub === undefined ? { record: [at.kind, ...at.key].join(' ') } : {}),
    detail: [subject, ...(action === 'update' ? changes : [])].join('; '),
  };
}
