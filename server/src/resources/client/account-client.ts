/**
 * The client that is built in: the account page, whose one callback is a page of this server.
 */
import { ACCOUNT_CLIENT_ID } from '../../protocol/tenant/names.ts';
import { CLIENT_DEFAULTS, type Client } from './client.ts';

/** The account page of a tenant as a client; it is not stored, so it cannot be changed. */
export function accountClient(tenant: { readonly issuer: string; readonly name: string }): Client {
  return {
    ...CLIENT_DEFAULTS,
    client_id: ACCOUNT_CLIENT_ID,
    client_name: tenant.name,
    is_built_in: true,
    redirect_uris: [`${tenant.issuer}account`],
    grant_types: [],
    response_types: ['none'],
  };
}
