/**
 * What is written for what is proposed, and what the audit log says of it: who, what, old -> new.
 */
import type { EventType } from '../protocol/diagnosis/event-types.ts';
import type { KindName } from '../resources/kind.ts';
import type { HostsOf, Write } from '../storage/configuration/stored-record.ts';
import { hostsOf } from '../tenants/tenants.ts';
import type { By, DeskDeps } from './desk.ts';
import { textOf } from './facts.ts';
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
  for (const one of changed) {
    const { at, stored, judged, action, password, notice } = one;
    const isGone = action === 'purge' || (action === 'delete' && at.kind !== 'tenant');
    writes.push({
      ...at,
      before: stored?.version,
      after: isGone ? undefined : judged.record,
      ...(password ? { password: await password() } : {}),
      ...(notice ? { notice } : {}),
      ...(isGone && at.kind === 'user' ? { forgotten: macsOf(judged.record, at.tenant_id, seal) } : {}),
      ...(at.kind === 'tenant' && !isGone ? { hostsOf: hosts } : {}),
      audit: auditOf(one, by),
    });
  }
  return writes;
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
    detail: [subject, ...(action === 'update' ? changes : [])].join('; '),
  };
}
