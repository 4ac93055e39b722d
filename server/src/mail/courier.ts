/**
 * Sends what lies in the outbox: after the answer to the browser, again after a failure, by whichever machine comes first.
 * A mail is claimed when a connection is free for it and deleted when it was accepted. Only a machine that dies between the
 * two leaves a mail that is sent again; it has the same Message-ID then.
 */
import { RENEW_EVERY_MS, startWorker } from '../background/worker.ts';
import type { Deps } from '../deps.ts';
import type { DueMail } from '../storage/storage.ts';
import { type Message, readMessage } from './message.ts';
import { createOutage, type Outage, remedyFor } from './outage.ts';
import { createTenantWay, TENANT_LANES } from './tenant-way.ts';
import { CONNECTIONS, type Sent } from './transport.ts';

/** A round for what has to be sent again, or was written by a machine that died since. */
const ROUND_MS = 5_000;

/** From composing a mail to its being written. */
const WRITTEN_MS = 50;

/** How long the end of the process waits for the mail server's word. */
const PATIENCE = { renew_every_ms: RENEW_EVERY_MS, grace_ms: 10_000 };

/** Sends mail in the background until it is closed; closing says how many mails were given up on their way. */
export function startCourier(deps: Deps): { close(): Promise<number> } {
  const { mails, tenantMails } = deps.storage;
  const { log, now } = deps;
  const outage = createOutage({ log, now, countWaiting: mails.count });
  const onError = (error: unknown) => log.error({ err: error }, 'mail');
  const tenantWay = createTenantWay(deps);
  const worker = startWorker<DueMail, Sent>(
    {
      ...{ nameOf, claim: () => mails.claim(), renew: mails.renew },
      attempt: (mail) => open(mail, deps, (message) => deps.mail.transport.send(message, named(mail))),
      settle: (mail, sent) => settle(mail, sent, { ...deps, work: mails, outage }),
    },
    { ...PATIENCE, lanes: CONNECTIONS, onError },
  );
  const tenantWorker = startWorker<DueMail, Sent>(
    {
      ...{ nameOf, claim: tenantWay.claim, renew: tenantMails.renew },
      attempt: (mail) => open(mail, deps, (message) => tenantWay.send(mail, message)),
      settle: (mail, sent) => settle(mail, sent, { ...deps, work: tenantMails }),
    },
    { ...PATIENCE, lanes: TENANT_LANES, onError },
  );
  function wake(): void {
    worker.wake();
    tenantWorker.wake();
  }
  const soon = new Set<NodeJS.Timeout>();
  function sendSoon(): void {
    const timer = setTimeout(() => {
      soon.delete(timer);
      wake();
    }, WRITTEN_MS);
    soon.add(timer);
  }
  const round = setInterval(() => {
    wake();
    outage.look().catch(onError);
  }, ROUND_MS).unref();
  const state = { isClosing: false };
  const check = checkWay(deps, state);
  deps.mail.composed.addEventListener('composed', sendSoon);
  return {
    async close() {
      state.isClosing = true;
      clearInterval(round);
      deps.mail.composed.removeEventListener('composed', sendSoon);
      for (const timer of soon) clearTimeout(timer);
      const givenUp = await Promise.all([worker.close(), tenantWorker.close()]);
      tenantWay.close();
      deps.mail.transport.close();
      await check;
      return givenUp.reduce((sum, one) => sum + one, 0);
    },
  };
}

/** Nobody waits for it: a server without its mail server signs people in. */
async function checkWay({ mail, log }: Deps, state: { readonly isClosing: boolean }): Promise<void> {
  const found = await mail.transport.check?.();
  if (found === undefined || found.outcome === 'sent' || state.isClosing) return;
  const { why } = found;
  log.warn({ why }, `the mail server was tried and no mail would go out: ${remedyFor(why)}`);
}

function nameOf({ tenant_id, mail_id }: DueMail): string {
  return `${tenant_id} ${mail_id}`;
}

function named({ tenant_id, mail_id: id }: DueMail) {
  return { id, tenant_id };
}

async function open(mail: DueMail, deps: Deps, send: (message: Message) => Promise<Sent>): Promise<Sent> {
  const message = openMessage(mail, deps);
  return message ? send(message) : { outcome: 'refused', why: 'it cannot be opened' };
}

type Settling = Pick<Deps, 'storage' | 'log'> & {
  readonly work: Deps['storage']['mails'];
  /** Of the server's own mail server. */
  readonly outage?: Outage;
};

async function settle(
  mail: DueMail,
  { outcome, why }: Sent,
  { storage, log, work, outage }: Settling,
): Promise<void> {
  const { tenant_id, mail_id } = mail;
  // Neither the address nor anything of what it holds: a code in a log is a code for whoever reads it.
  const line = { mail_id, outcome, why };
  if (outcome === 'refused') log.warn(line, 'a mail was refused for good and is not sent');
  else log.info(line, 'mail');
  if (outcome === 'later') {
    await work.later(mail);
    return outage?.failed(why);
  }
  if (outcome === 'sent') outage?.sent();
  await work.done(mail);
  const type = outcome === 'sent' ? 'mail_sent' : 'mail_refused';
  const detail = why === undefined ? {} : { detail: why };
  await storage.tenant(tenant_id).audit.record({ type, request_id: mail_id, ...detail });
}

function openMessage(
  { tenant_id, sealed }: Pick<DueMail, 'tenant_id' | 'sealed'>,
  { seal }: Deps,
): Message | undefined {
  const data = seal.open({ purpose: 'mail', tenant_id }, sealed);
  return data && readMessage(data);
}
