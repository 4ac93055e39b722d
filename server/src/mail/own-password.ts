/**
 * The password of a tenant's own mail server, as it was sealed by the desk.
 */
import type { Tenant } from '../resources/tenant/tenant.ts';

/** What opens it: the seal of a server, or of the tool. */
type Opener = {
  open(
    context: { readonly purpose: 'mail-provider'; readonly tenant_id: string },
    sealed: string,
  ): Readonly<Record<string, unknown>> | undefined;
};

/** Undefined where nobody signs in there. */
export function passwordOf(
  { tenant_id, settings: { mail_provider_sealed: sealed } }: Pick<Tenant, 'tenant_id' | 'settings'>,
  seal: Opener,
): string | undefined {
  const opened =
    sealed === undefined ? undefined : seal.open({ purpose: 'mail-provider', tenant_id }, sealed);
  return typeof opened?.['password'] === 'string' ? opened['password'] : undefined;
}
