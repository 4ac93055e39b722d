/**
 * Devices on which somebody signed in to an account before. Their wrong passwords are counted apart from those of
 * strangers, so that whoever uses up an account's budget does not lock its owner out (OWASP ASVS 6.1.1). Such a device
 * still has to know the password.
 */
import type { Exchange } from '../deps.ts';
import { cookieName, readCookie, setCookie } from '../http/cookies.ts';
import { sha256 } from '../protocol/digest.ts';
import { accountName, type EndUser } from '../protocol/end-user/end-user.ts';

const KNOWN = 'tacit_known';

const LIFETIME = 180 * 86_400;

/** Accounts that one device is known to; the one that signed in longest ago goes first. */
const MAX_ACCOUNTS = 8;

/** Hash of the account's address, and the epoch of its user when they signed in. */
type Account = readonly [account: string, epoch: number];

type Known = { readonly id: string; readonly accounts: readonly Account[] };

/**
 * The device's name if it is known to the account, as canonicalEmail() spells it. Whoever signed in here has shown what
 * proved its owner then: once that has changed, they are a stranger again.
 */
export function knownDevice(
  account: string,
  owner: Pick<EndUser, 'epoch'> | undefined,
  exchange: Exchange,
): string | undefined {
  const known = readKnown(exchange);
  const hash = sha256(account);
  return known?.accounts.some(([of, epoch]) => of === hash && epoch === owner?.epoch) ? known.id : undefined;
}

/** The cookie by which this device is known to the End-User's account from now on. */
export function knownDeviceCookies(user: EndUser, exchange: Exchange): readonly string[] {
  const { deps, tenant, secure } = exchange;
  const { epoch } = user;
  const name = accountName(user);
  if (name === undefined) return [];
  const account = sha256(name);
  const known = readKnown(exchange);
  const others = (known?.accounts ?? []).filter(([other]) => other !== account);
  const value = deps.seal.seal(
    { purpose: 'device', tenant_id: tenant.tenant_id },
    {
      id: known?.id ?? deps.random(16),
      accounts: [[account, epoch], ...others].slice(0, MAX_ACCOUNTS),
      expires_at: deps.now() + LIFETIME,
    },
  );
  const cookie = { name: cookieName(KNOWN, secure), value, secure } as const;
  return [setCookie({ ...cookie, sameSite: 'Lax', maxAge: LIFETIME })];
}

function readKnown({ deps, request, tenant, secure }: Exchange): Known | undefined {
  const value = readCookie(request, cookieName(KNOWN, secure));
  if (value === undefined) return undefined;
  const opened = deps.seal.open({ purpose: 'device', tenant_id: tenant.tenant_id }, value);
  const { id, accounts, expires_at } = opened ?? {};
  if (typeof id !== 'string' || typeof expires_at !== 'number' || !Array.isArray(accounts)) return undefined;
  return expires_at > deps.now() ? { id, accounts: accounts.filter(isAccount) } : undefined;
}

function isAccount(value: unknown): value is Account {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number';
}
