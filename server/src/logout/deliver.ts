/**
 * Delivering logout tokens (OIDC Back-Channel Logout §2.5): after the answer to the browser, again after a failure, by
 * whichever machine comes first. A client that cannot be reached holds nobody up.
 */
import type { Deps } from '../deps.ts';
import { LOGOUT_TOKEN_TYP, logoutTokenClaims } from '../protocol/logout-token.ts';

type LogoutDelivery = Awaited<ReturnType<Deps['storage']['logoutDeliveries']['claim']>>[number];

/** Deliveries that one machine has under way at once. */
const BATCH = 10;

/** Starts delivering what is due, in the background. */
export function deliverLogouts(deps: Deps): void {
  deliverDue(deps).catch((error: unknown) => deps.log.error({ err: error }, 'logout deliveries'));
}

/** Delivers until nothing is due; each delivery is claimed before it is tried, so that two machines do not try it at once. */
async function deliverDue(deps: Deps): Promise<void> {
  for (;;) {
    const due = await deps.storage.logoutDeliveries.claim(BATCH);
    if (due.length === 0) return;
    await Promise.all(due.map((delivery) => deliver(delivery, deps)));
  }
}

async function deliver(delivery: LogoutDelivery, deps: Deps): Promise<void> {
  const { tenant_id, delivery_id, client_id, sub } = delivery;
  const outcome = await send(delivery, deps);
  if (outcome === 'unreachable') return;
  await deps.storage.logoutDeliveries.done({ tenant_id, delivery_id });
  const type = outcome === 'told' ? 'backchannel_logout_sent' : 'backchannel_logout_refused';
  await deps.storage.tenant(tenant_id).audit.record({ type, request_id: delivery_id, client_id, sub });
}

/** §2.8: 200 and 204 mean that the client did it, 400 that it could not and that trying again is of no use. */
async function send(delivery: LogoutDelivery, deps: Deps): Promise<'told' | 'refused' | 'unreachable'> {
  const { tenant_id, client_id, sub, sid } = delivery;
  const client = await deps.storage.tenant(tenant_id).clients.find(client_id);
  const tenant = (await deps.storage.tenants.list()).find((one) => one.tenant_id === tenant_id);
  if (!client || client.backchannel_logout_uri === undefined || !tenant) return 'refused';
  const issuer = deps.tenants.issuer(tenant);
  const known = deps.subjects.of(sub, client, tenant_id);
  const claims = logoutTokenClaims({
    issuer,
    client_id,
    sub: known,
    sid,
    jti: deps.random(16),
    now: deps.now(),
  });
  const alg = client.id_token_signed_response_alg;
  const token = await deps.keys.sign(tenant_id, { alg, typ: LOGOUT_TOKEN_TYP, claims });
  const answer = await deps.outbound.post(client.backchannel_logout_uri, `logout_token=${token}`);
  if (answer.ok && answer.value.status < 300) return 'told';
  const why = answer.ok ? `status ${answer.value.status}` : answer.error;
  deps.log.info({ client_id, why }, 'a client was not told of a logout');
  return answer.ok && answer.value.status === 400 ? 'refused' : 'unreachable';
}
