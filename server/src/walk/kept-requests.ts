/**
 * What is too long for an address of ours is kept at the server while somebody answers it: the parameters of a request, the
 * address that a logout goes back to. It lies there sealed, under a name that only who has the key can tell from what it says.
 */
import type { Exchange } from '../deps.ts';
import { addressBucket } from '../http/client-address.ts';
import { LATE_FORM_LIFETIME } from '../protocol/authorization/interaction.ts';

/** Seconds: as long as a form of an interaction can be taken, and an hour for clocks that are apart. */
const KEPT = LATE_FORM_LIFETIME + 3_600;

/**
 * Keeps the text of a request that was judged, and answers with its name; undefined where strangers have had enough kept. The
 * same request has the same row, however often it is asked.
 */
export async function keepRequest(text: string, exchange: Exchange): Promise<string | undefined> {
  const { deps, records, address, request_id } = exchange;
  const id = deps.seal.mac(sealContext(exchange), text);
  const sealed = deps.seal.seal(sealContext(exchange), { text });
  const expires_at = deps.now() + KEPT;
  // Those of whom nobody knows from where share one bound: beyond it nobody is refused.
  const from = addressBucket(address) ?? address;
  const isKept = await records.keptRequests.keep({ id, sealed, expires_at, from });
  if (!isKept) deps.log.info({ request_id }, 'a long request is not kept: too many are already');
  return isKept ? id : undefined;
}

/** The text of that name; undefined once it is forgotten. */
export async function recallRequest(id: string, exchange: Exchange): Promise<string | undefined> {
  const sealed = await exchange.records.keptRequests.find(id);
  const { text } = (sealed && exchange.deps.seal.open(sealContext(exchange), sealed)) || {};
  return typeof text === 'string' ? text : undefined;
}

function sealContext({ tenant }: Exchange): { readonly purpose: 'kept-request'; readonly tenant_id: string } {
  return { purpose: 'kept-request', tenant_id: tenant.tenant_id };
}
