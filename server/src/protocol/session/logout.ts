/**
 * Where /v2/logout may send the browser: one of the addresses registered for it, compared byte for byte like a redirect
 * URI, because an open redirector on the login host is a gift to whoever phishes for passwords (RFC 9700 §4.11).
 */

import type { Client } from '../../resources/client/client.ts';
import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { addressForLog } from '../diagnosis/address-for-log.ts';
import { unknownClient } from '../diagnosis/diagnose-client.ts';
import { unregisteredLogoutAddress } from '../diagnosis/diagnose-logout.ts';
import { type OAuthError, oauthError, refusal } from '../oauth-error.ts';
import { isReadable, type Parameters, parameter } from '../parameters.ts';
import { err, ok, type Result } from '../result.ts';

/** The address to go to; undefined: show the signed-out page. */
export function returnAddress(
  parameters: Parameters,
  client: Client | undefined,
  settings: TenantSettings,
): Result<string | undefined, OAuthError> {
  if (!isReadable(parameters, 'returnTo') || !isReadable(parameters, 'client_id')) {
    return err(
      oauthError('invalid_request', 'returnTo or client_id was sent more than once or cannot be read'),
    );
  }
  if (parameter(parameters, 'client_id') !== undefined && client === undefined) {
    return err(refusal('invalid_request', 'client_id is unknown', unknownClient(parameters)));
  }
  const returnTo = parameter(parameters, 'returnTo');
  const allowed = client ? client.allowed_logout_urls : settings.allowed_logout_urls;
  if (returnTo === undefined) return ok(client ? allowed[0] : undefined);
  if (!allowed.includes(returnTo)) {
    const why = 'returnTo is not one of the allowed logout URLs';
    const diagnosis = unregisteredLogoutAddress({ where: 'returnTo', sent: returnTo }, client, settings);
    return err({ ...oauthError('invalid_request', why, addressForLog(returnTo, 300)), diagnosis });
  }
  return ok(returnTo);
}
