/**
 * Who is shown the way from a refusal to the inspector of the dashboard: whoever is signed in to the tenant in this very browser and
 * holds a role that opens it there. An End-User who may do nothing with it sees no more than the reference.
 */
import type { Exchange } from '../deps.ts';
import type { ManagementScope } from '../resources/tenant/management-api.ts';
import { permissionsAt } from '../tokens/permissions.ts';
import { findSession } from './session.ts';

/** Of the operation that tells of a reference. */
const OPENS: ManagementScope = 'read:clients';

export async function mayInspect(exchange: Exchange): Promise<boolean> {
  const session = await findSession(exchange, { silent: false });
  if (!session) return false;
  const api = exchange.deps.tenants.managementApi(exchange.tenant);
  const held = await permissionsAt(api, session.user.sub, exchange);
  return held?.includes(OPENS) === true;
}
