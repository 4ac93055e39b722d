/**
 * Recovery codes of an account: made, shown once, spent one by one.
 */
import type { Exchange } from '../deps.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import {
  formatRecoveryCode,
  hashRecoveryCode,
  RECOVERY_CODE_BYTES,
  RECOVERY_CODES,
} from '../protocol/end-user/recovery-code.ts';

type NewCodes = { readonly codes: readonly string[]; readonly hashes: readonly string[] };

/** New codes and what is stored of them. */
export function makeRecoveryCodes({ deps }: Pick<Exchange, 'deps'>): NewCodes {
  const codes = Array.from({ length: RECOVERY_CODES }, () =>
    formatRecoveryCode(Buffer.from(deps.random(RECOVERY_CODE_BYTES), 'base64url')),
  );
  return { codes, hashes: codes.map(hashRecoveryCode).filter((hash) => hash !== undefined) };
}

/** New codes in place of those there were; undefined when the session in which they are made has ended. */
export async function renewRecoveryCodes(
  { sub }: EndUser,
  made: Made,
  exchange: Exchange,
): Promise<readonly string[] | undefined> {
  const { codes } = makeRecoveryCodes(exchange);
  return (await replaceRecoveryCodes({ sub, codes }, made, exchange)) ? codes : undefined;
}

type Made = Omit<Parameters<Exchange['records']['authenticators']['replaceRecoveryCodes']>[1], 'hashes'>;

/** Puts codes that were made before in place of those there are; false when the session in which it is done has ended. */
export async function replaceRecoveryCodes(
  { sub, codes }: { readonly sub: string; readonly codes: readonly string[] },
  made: Made,
  { records, request_id, address }: Exchange,
): Promise<boolean> {
  const hashes = codes.map(hashRecoveryCode).filter((hash) => hash !== undefined);
  if (!(await records.authenticators.replaceRecoveryCodes(sub, { ...made, hashes }))) return false;
  await records.audit.record({ type: 'recovery_codes_renewed', request_id, ip: address, sub });
  return true;
}

/** True once for each code of this user. */
export async function spendRecoveryCode(
  typed: string,
  { sub }: EndUser,
  { records }: Exchange,
): Promise<boolean> {
  const hash = hashRecoveryCode(typed);
  return hash !== undefined && records.authenticators.spendRecoveryCode(sub, hash);
}

/** Where codes are shown, and to whom: nobody else can have them shown again. */
type Shown = { readonly sub: string; readonly place: string };

/** Codes as they travel with the page that shows them. They are stored nowhere else but as hashes. */
export function sealShownCodes(codes: readonly string[], shown: Shown, { deps, tenant }: Exchange): string {
  return deps.seal.seal(contextOf(tenant), { ...shown, codes });
}

/** Whether somebody has kept their codes; `wrong` has those that can be shown again, as long as no others took their place. */
type Confirmation =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'wrong'; readonly codes: readonly string[] }
  | { readonly kind: 'gone' };

/** Judges what was typed to show that codes were kept. The code stays as good as it was. */
export async function confirmRecoveryCodes(
  sent: { readonly typed: string | undefined; readonly sealed: string | undefined },
  shown: Shown,
  exchange: Exchange,
): Promise<Confirmation> {
  const { records, request_id, address } = exchange;
  const { authenticators } = records;
  const { sub } = shown;
  const hash = hashRecoveryCode(sent.typed ?? '');
  if (hash !== undefined && (await authenticators.confirmRecoveryCodes(sub, hash))) {
    await records.audit.record({ type: 'recovery_codes_kept', request_id, ip: address, sub });
    return { kind: 'confirmed' };
  }
  const codes = openShownCodes(sent.sealed, shown, exchange);
  const hashes = codes.map(hashRecoveryCode).filter((one) => one !== undefined);
  return (await authenticators.holdsAnyRecoveryCode(sub, hashes))
    ? { kind: 'wrong', codes }
    : { kind: 'gone' };
}

function openShownCodes(
  sealed: string | undefined,
  { sub, place }: Shown,
  { deps, tenant }: Exchange,
): readonly string[] {
  const data = sealed === undefined ? undefined : deps.seal.open(contextOf(tenant), sealed);
  if (data?.['sub'] !== sub || data['place'] !== place || !Array.isArray(data['codes'])) return [];
  return data['codes'].filter((code) => typeof code === 'string');
}

function contextOf({ tenant_id }: Exchange['tenant']) {
  return { purpose: 'recovery-codes', tenant_id } as const;
}
