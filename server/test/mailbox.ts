/**
 * What the server wrote to the outbox of a tenant, opened: all mail is on its way as soon as it is there.
 */
import { createSeal } from '../src/keys/seal.ts';
import type { Stack } from './stack.ts';

export type Mail = { readonly kind: string; readonly to: string; readonly link: string };

const seal = createSeal(Buffer.alloc(32, 7));

/** Takes the mails that are due out of the outbox. */
export async function takeMails({ storage }: Pick<Stack, 'storage'>): Promise<readonly Mail[]> {
  const mails: Mail[] = [];
  for (const { tenant_id, mail_id, sealed } of await storage.mails.claim(100)) {
    const opened = await seal.open({ purpose: 'device', tenant_id }, sealed);
    const { kind, to, link } = opened ?? {};
    mails.push({ kind: String(kind), to: String(to), link: String(link) });
    await storage.mails.done({ tenant_id, mail_id });
  }
  return mails;
}
