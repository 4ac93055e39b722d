/**
 * A bound of the requests that strangers have kept. Whoever knows the address of an application can ask for as many logins as
 * they like, and none of them costs anything before a long one is written: so what is written is counted in bytes, of the
 * tenant and of the address that it came from. Beyond the bound nothing is refused, only nothing is kept.
 */

/**
 * Bytes of a tenant: at once, and then in a day, which is as long as a request is kept. Some ten thousand logins of applications
 * with a long state; twice as much is what a disk must have room for.
 */
export const TENANT_BYTES = 32 * 1024 * 1024;

/** Bytes from one address in a minute: eighty of the longest. */
export const ADDRESS_BYTES = 1024 * 1024;

const DAY = 86_400;

type Tenant = {
  readonly left: number;
  readonly at: number;
  readonly minute: number;
  readonly fromAddress: Map<string, number>;
};

type Kept = { readonly tenant_id: string; readonly from: string; readonly size_bytes: number };

export type KeptBound = {
  /** Whether it may be written; what may is counted. */
  admit(kept: Kept, now: number): boolean;
};

/** The bound of one process. */
export function createKeptBound(): KeptBound {
  const tenants = new Map<string, Tenant>();
  return {
    admit({ tenant_id, from, size_bytes }, now) {
      const tenant = refill(tenants.get(tenant_id), now);
      const used = tenant.fromAddress.get(from) ?? 0;
      const isAdmitted = tenant.left >= size_bytes && used + size_bytes <= ADDRESS_BYTES;
      if (isAdmitted) tenant.fromAddress.set(from, used + size_bytes);
      tenants.set(tenant_id, isAdmitted ? { ...tenant, left: tenant.left - size_bytes } : tenant);
      return isAdmitted;
    },
  };
}

/** A clock that goes back gives nothing and takes nothing. Addresses of a minute are as few as the bytes of the tenant allow. */
function refill(tenant: Tenant | undefined, now: number): Tenant {
  const minute = Math.floor(now / 60);
  if (!tenant) return { left: TENANT_BYTES, at: now, minute, fromAddress: new Map() };
  const gained = (Math.max(0, now - tenant.at) * TENANT_BYTES) / DAY;
  return {
    left: Math.min(TENANT_BYTES, tenant.left + gained),
    at: now,
    minute,
    fromAddress: tenant.minute === minute ? tenant.fromAddress : new Map(),
  };
}
