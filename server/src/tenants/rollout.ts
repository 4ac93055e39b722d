/**
 * Whether a feature is on for a tenant, by the stage its region has reached. Pure: the same tenant and row give the same
 * answer on every machine.
 */
import { createHash } from 'node:crypto';
import type { Feature } from '../protocol/tenant/features.ts';
import type { TenantSettings } from '../resources/tenant/settings.ts';
import type { Tenant } from '../resources/tenant/tenant.ts';
import type { Rollout } from '../storage/storage.ts';

/** As much of a tenant as a stage asks about. */
type Reached = Pick<Tenant, 'tenant_id'> & { readonly settings: Pick<TenantSettings, 'preview_features'> };

type Stage = (rollout: Rollout, tenant: Reached) => boolean;

const STAGES: Readonly<Record<Rollout['stage'], Stage>> = {
  off: () => false,
  preview: (rollout, tenant) => tenant.settings.preview_features.includes(rollout.feature),
  // Whoever took part in the preview keeps the feature while it spreads.
  percent: (rollout, tenant) =>
    STAGES.preview(rollout, tenant) || percentile(rollout.feature, tenant.tenant_id) < rollout.percent,
  on: () => true,
};

/** No row for the feature in this region: it is on. */
export function evaluateRollout(rollout: Rollout | undefined, tenant: Reached): boolean {
  return rollout === undefined || STAGES[rollout.stage](rollout, tenant);
}

/**
 * Where a tenant stands between 0 and 100 for a feature. It depends on both, so that no tenant is always among the first,
 * and never on the percentage: whoever is in at 10 is in at 50.
 */
function percentile(feature: Feature | string, tenant_id: string): number {
  const hash = createHash('sha256').update(`${feature}\0${tenant_id}`).digest();
  return (hash.readUInt32BE(0) / 2 ** 32) * 100;
}
