/**
 * The API that a client asks for, as it may ask for it: to look after the account of people is for clients that were given a grant,
 * with its scopes, as Auth0 has it (`require_client_grant`); to administer the tenant is for the dashboard, for the tool and for
 * applications that its operator made.
 */
import {
  DASHBOARD_CLIENT_ID,
  managementAudience,
  myAccountAudience,
  TOOL_CLIENT_ID,
} from '../protocol/tenant/names.ts';
import type { Client } from '../resources/client/client.ts';
import { type ClientGrant, scopesGranted } from '../resources/client/client-grant.ts';
import { myAccountApi } from '../resources/tenant/my-account-api.ts';
import type { ResourceServer } from '../resources/tenant/resource-server.ts';
import type { Tenant } from '../resources/tenant/tenant.ts';

/** As much of an exchange as says what a client may be given, so that what would be given can be asked without one. */
export type Asking = {
  readonly issuer: string;
  readonly tenant: Tenant;
  readonly records: {
    readonly clientGrants: { find(client_id: string, audience: string): Promise<ClientGrant | undefined> };
  };
  readonly deps: {
    readonly tenants: {
      managementApi(tenant: Tenant): ResourceServer;
      findResourceServer(
        tenant: Tenant,
        ...identifiers: readonly string[]
      ): Promise<ResourceServer | undefined>;
    };
    readonly now: () => number;
  };
};

/** The first of these that is an API which the client may ask people for; undefined: none. */
export async function requestedApi(
  client: Client | undefined,
  targets: readonly string[],
  asking: Asking,
): Promise<ResourceServer | undefined> {
  const { tenant, issuer, deps } = asking;
  const api = await deps.tenants.findResourceServer(tenant, ...targets);
  if (client && api?.identifier === myAccountAudience(issuer)) return myAccountApiFor(client, asking);
  const isOwn = api?.identifier === managementAudience(issuer);
  const isForOperators =
    client?.is_built_in === true && [DASHBOARD_CLIENT_ID, TOOL_CLIENT_ID].includes(client.client_id);
  const isOperators =
    isForOperators || (client?.is_first_party && !client.is_built_in && client.registration === undefined);
  return isOwn && !isOperators ? undefined : api;
}

/** The My Account API with the scopes that a client may ask for now, a third party only where the tenant allows that; undefined: none. */
export async function myAccountApiFor(
  client: Client,
  { issuer, records, tenant: { settings } }: Pick<Asking, 'issuer' | 'records' | 'tenant'>,
): Promise<ResourceServer | undefined> {
  const api = myAccountApi(issuer);
  const isTaken = client.is_first_party || settings.unsafe_my_account_for_third_parties;
  const grant = isTaken ? await records.clientGrants.find(client.client_id, api.identifier) : undefined;
  if (!grant) return undefined;
  const granted = new Set(scopesGranted(grant, api));
  return { ...api, scopes: api.scopes.filter(({ value }) => granted.has(value)) };
}
