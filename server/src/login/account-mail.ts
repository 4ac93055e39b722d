/**
 * A mail about an account, ready for the outbox.
 */
import type { Exchange } from '../deps.ts';

type NewMail = Parameters<Exchange['records']['outbox']['add']>[0];

/** Composes and seals it. */
export async function composeAccountMail(
  {
    kind,
    to,
    link,
    expires_at,
  }: { readonly kind: string; readonly to: string; readonly link: string; readonly expires_at: number },
  { deps, tenant: { tenant_id } }: Exchange,
): Promise<NewMail> {
  const sealed = await deps.seal.seal({ purpose: 'device', tenant_id }, { kind, to, link });
  return { mail_id: deps.random(16), sealed, expires_at };
}
