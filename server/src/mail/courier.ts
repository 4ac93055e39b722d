/**
 * Sends what lies in the outbox: after the answer to the browser, again after a failure, by whichever machine comes first.
 * A mail is claimed when a connection is free for it and deleted when it was accepted. Only a machine that dies between the
 * two leaves a mail that is sent again; it has the same Message-ID then.
 */
import { RENEW_EVERY_MS, startWorker } from '../background/worker.ts';
import type { Deps } from '../deps.ts';
import type { DueMail } from '../storage/storage.ts';
import { type Message, readMessage } from './message.ts';
import { CONNECTIONS, type Sent } from './transport.ts';

/** A round for what has to be sent again, or was written by a machine that died since. */
const ROUND_MS = 5_000;

/** From composing a mail to its being written. */
const WRITTEN_MS = 50;

/** How long the end of the process waits for the mail server's word. */
const GRACE_MS = 10_000;

/** Sends mail in the background until it is closed; closing says how many mails were given up on their way. */
export function startCourier(deps: Deps): { close(): Promise<number> } {
  const { mails } = deps.storage;
  const worker = startWorker<DueMail, Sent>(
    {
      nameOf: ({ tenant_id, mail_id }) => `${tenant_id} ${mail_id}`,
      claim: mails.claim,
      renew: mails.renew,
      attempt: (mail) => send(mail, deps),
      settle: (mail, sent) => settle(mail, sent, deps),
    },
    {
      lanes: CONNECTIONS,
      renew_every_ms: RENEW_EVERY_MS,
      grace_ms: GRACE_MS,
      onError: (error) => deps.log.error({ err: error }, 'mail'),
    },
  );
  const soon = new Set<NodeJS.Timeout>();
  function sendSoon(): void {
    const timer = setTimeout(() => {
      soon.delete(timer);
      worker.wake();
    }, WRITTEN_MS);
    soon.add(timer);
  }
  const round = setInterval(worker.wake, ROUND_MS).unref();
  deps.mail.composed.addEventListener('composed', sendSoon);
  return {
    close() {
      clearInterval(round);
      deps.mail.composed.removeEventListener('composed', sendSoon);
      for (const timer of soon) clearTimeout(timer);
      return worker.close();
    },
  };
}

async function send({ tenant_id, mail_id, sealed }: DueMail, deps: Deps): Promise<Sent> {
  const message = openMessage({ tenant_id, sealed }, deps);
  if (!message) return { outcome: 'refused', why: 'it cannot be opened' };
  return deps.mail.transport.send(message, { id: mail_id, tenant_id });
}

async function settle(mail: DueMail, { outcome, why }: Sent, { storage, log }: Deps): Promise<void> {
  const { tenant_id, mail_id } = mail;
  // Neither the address nor anything of what it holds: a code in a log is a code for whoever reads it.
  log.info({ mail_id, outcome, why }, 'mail');
  if (outcome === 'later') return storage.mails.later(mail);
  await storage.mails.done(mail);
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
