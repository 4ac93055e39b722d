/**
 * The way of mails that go by the mail server of their tenant. Whoever runs one keeps up their own mails and nobody else's: of a
 * tenant few are under way at once, and while its server takes none, its mails are left where they are and one of them tries.
 */
import type { Deps } from '../deps.ts';
import { ownMailServer } from '../resources/tenant/mail-provider.ts';
import { type Tenant, tenantName } from '../resources/tenant/tenant.ts';
import type { DueMail } from '../storage/storage.ts';
import { isMailbox, type Message } from './message.ts';
import { remedyFor } from './outage.ts';
import { passwordOf } from './own-password.ts';
import type { Dial } from './smtp.ts';
import type { Sent } from './transport.ts';

/** Mails of all tenants that one machine has under way by this way, and those of one tenant. */
export const TENANT_LANES = 8;
const LANES_OF_ONE = 2;

/** Seconds in which a server that failed is left alone: twice as many each time, up to the longest. */
const FIRST_PAUSE = 15;
const LONGEST_PAUSE = 300;

/** Tenants whose servers fail at once and are remembered; what is forgotten is tried. */
const MAX_FAILING = 1_000;

const MINUTE = 60;

const SETTING = 'mail_provider (smtp_host, smtp_port, smtp_user and smtp_pass at /api/v2/emails/provider)';

type Failing = { readonly until: number; readonly pause: number; readonly toldAt: number };

type Needed = Pick<Deps, 'storage' | 'tenants' | 'seal' | 'outbound' | 'mail' | 'config' | 'log' | 'now'>;

export type TenantWay = {
  claim(): Promise<DueMail | undefined>;
  /** Sends what was claimed. */
  send(mail: DueMail, message: Message): Promise<Sent>;
  /** Ends what is under way. */
  close(): void;
};

/** The memory of one process. */
export function createTenantWay(deps: Needed): TenantWay {
  const { storage, log, now } = deps;
  const underWay = new Map<string, string>();
  const failing = new Map<string, Failing>();
  const connections = new Set<{ destroy(): unknown }>();
  const state = { claimed: Promise.resolve<DueMail | undefined>(undefined) };

  const dial: Dial = async (host, port) => {
    const dialled = await deps.outbound.dial(host, port);
    connections.add(dialled.socket);
    dialled.socket.once('close', () => connections.delete(dialled.socket));
    return dialled;
  };

  function held(): readonly string[] {
    const counts = Map.groupBy(underWay.values(), (tenant_id) => tenant_id);
    const full = [...counts]
      .filter(([tenant_id, { length }]) => length >= (failing.has(tenant_id) ? 1 : LANES_OF_ONE))
      .map(([tenant_id]) => tenant_id);
    const resting = [...failing].filter(([, { until }]) => until > now()).map(([tenant_id]) => tenant_id);
    return [...new Set([...full, ...resting])];
  }

  async function take(): Promise<DueMail | undefined> {
    const mail = await storage.tenantMails.claim(held());
    if (mail) underWay.set(nameOf(mail), mail.tenant_id);
    return mail;
  }

  /** The pause is twice the one before, and said of once a minute. */
  function rest(tenant: Tenant, why: string, before: Failing | undefined): void {
    const pause = Math.min((before?.pause ?? FIRST_PAUSE / 2) * 2, LONGEST_PAUSE);
    const isTold = before !== undefined && now() - before.toldAt < MINUTE;
    failing.set(tenant.tenant_id, { until: now() + pause, pause, toldAt: isTold ? before.toldAt : now() });
    const [oldest] = failing.keys();
    if (failing.size > MAX_FAILING && oldest !== undefined) failing.delete(oldest);
    if (isTold) return;
    const line = { tenant: tenantName(tenant), why };
    log.warn(line, `mail of a tenant waits for its own mail server: ${remedyFor(why, SETTING)}`);
  }

  function remember(tenant: Tenant, { outcome, why = '' }: Sent): void {
    const before = failing.get(tenant.tenant_id);
    // What a server says of one mail or one recipient says nothing of the next.
    const isDown = outcome === 'later' && !/^E(ENVELOPE|MESSAGE)/.test(why);
    failing.delete(tenant.tenant_id);
    if (isDown) rest(tenant, why, before);
    else if (before && outcome === 'sent')
      log.info({ tenant: tenantName(tenant) }, 'the mail server of a tenant takes mail again');
  }

  async function send(mail: DueMail, message: Message): Promise<Sent> {
    try {
      const tenant = await tenantOf(mail, deps);
      if (!tenant) return { outcome: 'refused', why: 'its tenant is not served' };
      const provider = ownMailServer(tenant.settings);
      // There was one when it was written.
      if (!provider) return await deps.mail.transport.send(message, { id: mail.mail_id, ...mail });
      if (!isMailbox(message.to)) return { outcome: 'refused', why: 'the address is not one mailbox' };
      const { sendOnce, tenantServer } = await import('./smtp.ts');
      const server = tenantServer(provider, passwordOf(tenant, deps.seal), dial);
      const ids = { host: deps.config.baseUrl.hostname, id: mail.mail_id };
      const { outcome, why } = await sendOnce(server, ids, message);
      const sent = { outcome, ...(why === undefined ? {} : { why }) };
      remember(tenant, sent);
      return sent;
    } finally {
      underWay.delete(nameOf(mail));
    }
  }

  return {
    // One after the other, so that of a tenant no more are taken than may be.
    claim() {
      state.claimed = state.claimed.then(take, take);
      return state.claimed;
    },
    send,
    close() {
      for (const connection of connections) connection.destroy();
    },
  };
}

function nameOf({ tenant_id, mail_id }: DueMail): string {
  return `${tenant_id} ${mail_id}`;
}

async function tenantOf({ tenant_id }: DueMail, { tenants }: Pick<Deps, 'tenants'>) {
  const found = (await tenants.list()).find(({ tenant }) => tenant.tenant_id === tenant_id);
  return found?.tenant;
}
