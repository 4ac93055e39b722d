/**
 * Where a link of support may lead in the end: to an application of the tenant, and to nobody who was put into the link (RFC 9700 §4.11).
 */
import type { Exchange } from '../../../deps.ts';
import { LOOPBACK_HOST, originsOf } from '../../../protocol/client/redirect-uri.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import type { Client } from '../../../resources/client/client.ts';

type Wrong = { readonly field: string; readonly message: string };

/** Whether an address is at an origin that the named client has, or any client of the tenant. */
export async function mayLeadTo(
  address: string | undefined,
  client_id: string | undefined,
  { records }: Exchange,
): Promise<Result<undefined, Wrong>> {
  const named = client_id === undefined ? undefined : await records.clients.find(client_id);
  if (client_id !== undefined && !named)
    return err({ field: 'client_id', message: 'is no application of this tenant' });
  if (address === undefined) return ok(undefined);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !isSecure(url) || url.username !== '' || url.password !== '')
    return err({
      field: 'result_url',
      message: 'must be an https address, of this very machine an http one',
    });
  const clients = named ? [named] : await records.clients.list();
  if (clients.some((client) => hasOrigin(client, url.origin))) return ok(undefined);
  const whose = named ? 'this application' : 'an application of this tenant';
  const message = `must be at an origin that callbacks, allowed_logout_urls or web_origins of ${whose} name`;
  return err({ field: 'result_url', message });
}

function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK_HOST.test(hostname));
}

function hasOrigin(client: Client, origin: string): boolean {
  const { allowed_logout_urls: addresses } = client;
  return (
    originsOf(client).has(origin) ||
    addresses.some((one) => URL.canParse(one) && new URL(one).origin === origin)
  );
}
