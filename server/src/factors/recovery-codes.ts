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
  made: Omit<Parameters<Exchange['records']['authenticators']['replaceRecoveryCodes']>[1], 'hashes'>,
  exchange: Exchange,
): Promise<readonly string[] | undefined> {
  const { records, request_id, address } = exchange;
  const { codes, hashes } = makeRecoveryCodes(exchange);
  if (!(await records.authenticators.replaceRecoveryCodes(sub, { ...made, hashes }))) return undefined;
  await records.audit.record({ type: 'recovery_codes_renewed', request_id, ip: address, sub });
  return codes;
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
