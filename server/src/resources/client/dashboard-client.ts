/**
 * The client that is built in for whoever administers a tenant: the dashboard, pages of this server at every issuer. It does nothing
 * by itself; what it may do is what its user's roles hold.
 */
import { DASHBOARD_CLIENT_ID } from '../../protocol/tenant/names.ts';
import { CLIENT_DEFAULTS, type Client } from './client.ts';

/** The dashboard of the tenant that has an issuer; it is not stored, so it cannot be changed. */
export function dashboardClient(issuer: string): Client {
  const page = `${issuer}dashboard/`;
  return {
    ...CLIENT_DEFAULTS,
    client_id: DASHBOARD_CLIENT_ID,
    client_name: 'Dashboard',
    is_built_in: true,
    redirect_uris: [page],
    // It asks out of sight whether somebody is signed in, in a frame of its own origin.
    web_origins: [new URL(issuer).origin],
    allowed_logout_urls: [page],
  };
}
