/**
 * The client that the environment names: the first machine that may administer, before there is anybody to register one.
 */
import { CLIENT_DEFAULTS, type Client } from './client.ts';

type Given = { readonly client_id: string; readonly client_secret_hash: string };

/** A client of every tenant; it is not stored, so nobody can change it there. */
export function adminClient(given: Given): Client {
  return {
    ...CLIENT_DEFAULTS,
    client_id: given.client_id,
    client_secret_hash: given.client_secret_hash,
    client_name: 'Administration',
    app_type: 'non_interactive',
    is_built_in: true,
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'client_secret_basic_or_post',
  };
}
