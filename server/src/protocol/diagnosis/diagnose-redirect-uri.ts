/**
 * Why a redirect URI is refused (RFC 6749 §3.1.2.3, §4.1.2.1): what was sent, what is registered, and how the two differ.
 */
import type { Client } from '../../resources/client/client.ts';
import { LOOPBACK_HOST, matchRedirectUri } from '../client/redirect-uri.ts';
import { registrableRedirectUri } from '../client/registrable-uri.ts';
import { addressOfAnother, unregisteredAddress } from './diagnose-address.ts';
import { clientFix, type Diagnosis, diagnose, type Fix, listed } from './diagnosis.ts';

type Registered = Pick<
  Client,
  | 'client_id'
  | 'redirect_uris'
  | 'app_type'
  | 'is_built_in'
  | 'unsafe_any_port_of_localhost'
  | 'unsafe_unclaimed_redirect_schemes'
>;

/** A request that names none. */
export function missingRedirectUri({ redirect_uris }: Pick<Client, 'redirect_uris'>): Diagnosis {
  const count = redirect_uris.length;
  const sentence =
    count === 0
      ? 'redirect_uri is missing, and none is registered'
      : `redirect_uri is missing: ${count === 1 ? 'one is registered, and the request names it all the same' : `the request has to name one of the ${count} that are registered`}`;
  return diagnose('redirect_uri_missing', { sentence, ...listed(redirect_uris) });
}

/** A request that names one which the client did not register. */
export function unregisteredRedirectUri(sent: string, client: Registered): Diagnosis {
  const { redirect_uris: registered } = client;
  return unregisteredAddress({
    code: registered.length === 0 ? 'redirect_uri_none_registered' : 'redirect_uri_unregistered',
    where: 'redirect_uri',
    sent,
    registered,
    fix: registering(sent, client),
    portMayVary: (one, uri) => mayVary(one, uri, client),
    remark: (what) => aboutPorts(what, sent, client),
  });
}

/** A request whose redirect_uri another client of the tenant has: most likely client_id is the wrong one. */
export function redirectUriOfAnother(
  diagnosis: Diagnosis,
  { client_id }: Pick<Client, 'client_id'>,
): Diagnosis {
  const sentence = `redirect_uri is registered for the client ${client_id} of this tenant, not for the one that asks`;
  return addressOfAnother('redirect_uri_of_another_client', sentence, diagnosis);
}

/** What would allow it, if it can be registered at all. */
function registering(sent: string, client: Registered): Fix | undefined {
  if (!registrableRedirectUri(sent, client).ok) return undefined;
  return clientFix(client, { field: 'redirect_uris', add: sent, beside: client.redirect_uris });
}

/** Whether the two would be the same for this client if nothing but their ports differed. */
function mayVary(registered: string, sent: string, client: Registered): boolean {
  const port = /^[^:/?#]+:\/\/(?:\[[^\]]*\]|[^:/?#]*)(:[^/?#]*)?/.exec(sent)?.[1] ?? '';
  const asSent = registered.replace(/^([^:/?#]+:\/\/(?:\[[^\]]*\]|[^:/?#]*))(:[^/?#]*)?/, `$1${port}`);
  return matchRedirectUri(asSent, { ...client, redirect_uris: [registered] }) !== undefined;
}

/** What RFC 8252 §7.3 and §8.3 allow, where a port alone is in the way. */
function aboutPorts(what: string, sent: string, { app_type }: Registered): string {
  if (
    !/^(?:no )?port [^,]*$/.test(what) ||
    !URL.canParse(sent) ||
    !LOOPBACK_HOST.test(new URL(sent).hostname)
  )
    return '';
  return app_type === 'native'
    ? '; the port of http://127.0.0.1 and http://[::1] may vary, that of localhost with unsafe_any_port_of_localhost'
    : '; a port may vary for native clients alone';
}
