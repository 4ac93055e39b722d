/**
 * Sends what lies in the outbox: after the answer to the browser, again after a failure, by whichever machine comes first.
 * A mail is claimed before it is sent and deleted when it was accepted. Only a machine that dies between the two leaves a
 * mail that is sent again; it has the same Message-ID then.
 */
import type { Deps } from '../deps.ts';
import { type Message, readMessage } from './message.ts';

type DueMail = Awaited<ReturnType<Deps['storage']['mails']['claim']>>[number];

/** Mails that one machine has under way at once. */
const BATCH = 10;

/** A round for what has to be sent again, or was written by a machine that died since. */
const ROUND_MS = 5_000;

/** From composing a mail to its being written. */
const WRITTEN_MS = 50;

/** Sends mail in the background until it is closed. */
export function startCourier(deps: Deps): { close(): void } {
  const soon = new Set<NodeJS.Timeout>();
  function send(): void {
    sendDue(deps).catch((error: unknown) => deps.log.error({ err: error }, 'mail'));
  }
  function sendSoon(): void {
    const timer = setTimeout(() => {
      soon.delete(timer);
      send();
    }, WRITTEN_MS);
    soon.add(timer);
  }
  const round = setInterval(send, ROUND_MS).unref();
  deps.mail.composed.addEventListener('composed', sendSoon);
  return {
    close() {
      clearInterval(round);
      deps.mail.composed.removeEventListener('composed', sendSoon);
      for (const timer of soon) clearTimeout(timer);
    },
  };
}

async function sendDue(deps: Deps): Promise<void> {
  for (;;) {
    const due = await deps.storage.mails.claim(BATCH);
    if (due.length === 0) return;
    await Promise.all(due.map((mail) => send(mail, deps)));
  }
}

async function send({ tenant_id, mail_id, sealed }: DueMail, deps: Deps): Promise<void> {
  const message = openMessage({ tenant_id, sealed }, deps);
  const { outcome, why } = message
    ? await deps.mail.transport.send(message, { id: mail_id, tenant_id })
    : { outcome: 'refused', why: 'it cannot be opened' };
  // Neither the address nor anything of what it holds: a code in a log is a code for whoever reads it.
  deps.log.info({ mail_id, outcome, why }, 'mail');
  if (outcome === 'later') return;
  await deps.storage.mails.done({ tenant_id, mail_id });
  const type = outcome === 'sent' ? 'mail_sent' : 'mail_refused';
  await deps.storage
    .tenant(tenant_id)
    .audit.record({ type, request_id: mail_id, ...(why === undefined ? {} : { detail: why }) });
}

function openMessage(
  { tenant_id, sealed }: Pick<DueMail, 'tenant_id' | 'sealed'>,
  { seal }: Deps,
): Message | undefined {
  const data = seal.open({ purpose: 'mail', tenant_id }, sealed);
  return data && readMessage(data);
}
