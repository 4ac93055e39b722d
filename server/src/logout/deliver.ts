/**
 * Delivering logout tokens (OIDC Back-Channel Logout §2.5): after the answer to the browser, again after a failure, by
 * whichever machine comes first. A client that cannot be reached holds nobody up.
 */
import { RENEW_EVERY_MS, startWorker, type Worker } from '../background/worker.ts';
import type { Deps } from '../deps.ts';
import { LOGOUT_TOKEN_TYP, logoutTokenClaims } from '../protocol/session/logout-token.ts';

type LogoutDelivery = NonNullable<Awaited<ReturnType<Deps['storage']['logoutDeliveries']['claim']>>>;

type Delivered = { readonly outcome: 'told' | 'refused' | 'unreachable'; readonly why: string | undefined };

/** Deliveries that one machine has under way at once. */
const LANES = 10;

/** Logout tokens are sent when a session ends; a round is for those that have to be sent again. */
const ROUND_MS = 5_000;

/** How long the end of the process waits for a client. */
const GRACE_MS = 10_000;

/** Starts delivering what is due, in the background. */
export function deliverLogouts({ sessionsEnded }: Pick<Deps, 'sessionsEnded'>): void {
  sessionsEnded.dispatchEvent(new Event('ended'));
}

/** Delivers in the background until it is closed; closing says how many deliveries were given up on their way. */
export function startLogoutDeliveries(deps: Deps): Pick<Worker, 'close'> {
  const { logoutDeliveries } = deps.storage;
  const worker = startWorker<LogoutDelivery, Delivered>(
    {
      nameOf: ({ tenant_id, delivery_id }) => `${tenant_id} ${delivery_id}`,
      claim: logoutDeliveries.claim,
      renew: logoutDeliveries.renew,
      attempt: (delivery) => deliver(delivery, deps),
      settle: (delivery, delivered) => settle(delivery, delivered, deps),
    },
    {
      lanes: LANES,
      renew_every_ms: RENEW_EVERY_MS,
      grace_ms: GRACE_MS,
      onError: (error) => deps.log.error({ err: error }, 'logout deliveries'),
    },
  );
  const round = setInterval(worker.wake, ROUND_MS).unref();
  deps.sessionsEnded.addEventListener('ended', worker.wake);
  return {
    close() {
      clearInterval(round);
      deps.sessionsEnded.removeEventListener('ended', worker.wake);
      return worker.close();
    },
  };
}

async function settle(
  delivery: LogoutDelivery,
  { outcome, why }: Delivered,
  { storage, log }: Deps,
): Promise<void> {
  const { tenant_id, delivery_id, client_id, sub } = delivery;
  if (outcome === 'unreachable') {
    await storage.logoutDeliveries.later(delivery);
    log.info({ client_id, why }, 'a client was not told of a logout');
    return;
  }
  await storage.logoutDeliveries.done(delivery);
  const type = outcome === 'told' ? 'backchannel_logout_sent' : 'backchannel_logout_refused';
  await storage.tenant(tenant_id).audit.record({ type, request_id: delivery_id, client_id, sub });
}

async function deliver({ tenant_id, client_id, sub, sid }: LogoutDelivery, deps: Deps): Promise<Delivered> {
  const client = await deps.storage.tenant(tenant_id).clients.find(client_id);
  const tenant = (await deps.storage.tenants.list()).find((one) => one.tenant_id === tenant_id);
  if (!client || client.backchannel_logout_uri === undefined || !tenant)
    return { outcome: 'refused', why: 'it has no back channel any more' };
  const claims = logoutTokenClaims({
    issuer: deps.tenants.issuer(tenant),
    client_id,
    sub: deps.subjects.of(sub, client, tenant_id),
    sid,
    jti: deps.random(16),
    now: deps.now(),
  });
  const alg = client.id_token_signed_response_alg;
  const token = await deps.keys.sign(tenant_id, { alg, typ: LOGOUT_TOKEN_TYP, claims });
  return outcomeOf(await deps.outbound.post(client.backchannel_logout_uri, `logout_token=${token}`));
}

/** §2.8: 200 and 204 mean that the client did it, 400 that it could not and that trying again is of no use. */
function outcomeOf(answer: Awaited<ReturnType<Deps['outbound']['post']>>): Delivered {
  if (!answer.ok) return { outcome: 'unreachable', why: answer.error };
  const { status } = answer.value;
  if (status < 300) return { outcome: 'told', why: undefined };
  return { outcome: status === 400 ? 'refused' : 'unreachable', why: `status ${status}` };
}
