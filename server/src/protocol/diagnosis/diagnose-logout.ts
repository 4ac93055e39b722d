/**
 * Why the address that somebody is to come to after a logout is refused (OIDC RP-Initiated Logout §3).
 */
import type { Client } from '../../resources/client/client.ts';
import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { registrablePage, registrableRedirectUri } from '../client/registrable-uri.ts';
import { addressOfAnother, unregisteredAddress } from './diagnose-address.ts';
import { clientFix, type Diagnosis, type Fix } from './diagnosis.ts';

/** The parameter: that of /v2/logout, or that of OpenID Connect. */
export type LogoutAddress = {
  readonly where: 'returnTo' | 'post_logout_redirect_uri';
  readonly sent: string;
};

type Registered = Pick<
  Client,
  'client_id' | 'app_type' | 'is_built_in' | 'allowed_logout_urls' | 'unsafe_unclaimed_redirect_schemes'
>;

/** One that the client did not register, or, where none is named, the tenant. */
export function unregisteredLogoutAddress(
  { where, sent }: LogoutAddress,
  client: Registered | undefined,
  settings: Pick<TenantSettings, 'allowed_logout_urls'>,
): Diagnosis {
  const { allowed_logout_urls: registered } = client ?? settings;
  const fix = registering(sent, client, registered);
  return unregisteredAddress({ code: 'logout_address_unregistered', where, sent, registered, fix });
}

/** One that another client than is named has: it is the client_id that is wrong, or missing. */
export function logoutAddressOfAnother(
  diagnosis: Diagnosis,
  { client_id }: Pick<Client, 'client_id'>,
): Diagnosis {
  const sentence = `${diagnosis.where} is registered for the client ${client_id} of this tenant, and client_id does not name it`;
  return addressOfAnother('logout_address_of_another_client', sentence, diagnosis);
}

/** What would allow it, if it can be registered at all. */
function registering(
  add: string,
  client: Registered | undefined,
  beside: readonly string[],
): Fix | undefined {
  const joining = { field: 'allowed_logout_urls', add, beside } as const;
  if (!client) return registrablePage(add).ok ? { kind: 'settings', ...joining } : undefined;
  return registrableRedirectUri(add, client).ok ? clientFix(client, joining) : undefined;
}
