/**
 * A device that stands for the second factor of one End-User for some days, by a cookie whose hash is stored.
 */
import type { Exchange } from '../deps.ts';
import { cookieName, readCookie, setCookie } from '../http/cookies.ts';
import { sha256 } from '../protocol/digest.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';

const DEVICE = 'tacit_device';

const DAY = 86_400;

/** Remembers this device, always under a new value; answers with the cookies to set, none where the tenant wants none. */
export async function rememberDevice(
  { sub, epoch }: EndUser,
  exchange: Exchange,
): Promise<readonly string[]> {
  const { tenant, deps, records, secure } = exchange;
  const days = tenant.settings.remember_device_days;
  if (days <= 0) return [];
  const value = deps.random(32);
  const maxAge = days * DAY;
  const expires_at = deps.now() + maxAge;
  await records.authenticators.rememberDevice({ sub, epoch, token_hash: sha256(value), expires_at });
  return [setCookie({ name: cookieName(DEVICE, secure), value, secure, sameSite: 'Lax', maxAge })];
}

/** Whether this device stands for the second factor of this End-User. */
export async function isRememberedDevice({ sub }: EndUser, exchange: Exchange): Promise<boolean> {
  const { tenant, request, secure, records } = exchange;
  if (tenant.settings.remember_device_days <= 0) return false;
  const value = readCookie(request, cookieName(DEVICE, secure));
  return value !== undefined && records.authenticators.isRememberedDevice(sub, sha256(value));
}
