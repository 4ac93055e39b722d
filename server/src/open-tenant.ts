/**
 * A tenant when the server starts: its keys are opened before anybody is served, and what weakens it is said.
 */
import type { Deps } from './deps.ts';
import { unsafeChoices } from './resources/computed/unsafe.ts';
import { KINDS } from './resources/index.ts';
import { type Tenant, tenantName } from './resources/tenant/tenant.ts';

type Opening = Pick<Deps, 'keys' | 'storage' | 'log'>;

/** Opens its keys and warns of what it has chosen. */
export async function openTenant(tenant: Tenant, opening: Opening): Promise<void> {
  await openKeysOf(tenant, opening);
  await warnOfUnsafe(tenant, opening);
}

/** A tenant whose keys are damaged signs nothing, and is no reason to keep the others from it. */
async function openKeysOf(tenant: Tenant, { keys, log }: Pick<Deps, 'keys' | 'log'>): Promise<void> {
  try {
    await keys.settle(tenant.tenant_id);
    await keys.open(tenant.tenant_id);
  } catch (error) {
    log.error({ tenant: tenantName(tenant), err: error }, 'signing keys');
  }
}

/** Clients that are named for one setting of a tenant: who has more has been told. */
const MAX_NAMED = 10;

/** Whoever weakens a protection hears of it each time the server starts. */
async function warnOfUnsafe(tenant: Tenant, { storage, log }: Pick<Deps, 'storage' | 'log'>): Promise<void> {
  const name = tenantName(tenant);
  for (const { field, sentence } of unsafeChoices(KINDS.settings, tenant.settings))
    log.warn({ tenant: name, setting: field }, sentence);
  const named = new Map<string, number>();
  for (const client of await storage.tenant(tenant.tenant_id).clients.list()) {
    for (const { field, sentence } of unsafeChoices(KINDS.client, client)) {
      const count = (named.get(field) ?? 0) + 1;
      named.set(field, count);
      if (count <= MAX_NAMED)
        log.warn({ tenant: name, client_id: client.client_id, setting: field }, sentence);
    }
  }
}
