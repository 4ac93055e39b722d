/**
 * Many accounts, and many addresses to come from, so that no budget of attempts is met.
 */
import { hashPassword } from './hashing-capacity.ts';
import { PASSWORD_PARAMETERS } from './workload.ts';

/** One password, one hash, so many accounts, as `tacit.yaml` has them. */
export function manyUsers(count: number): readonly object[] {
  const { memory, passes, parallelism } = PASSWORD_PARAMETERS;
  const { salt, hash } = hashPassword();
  const [saltText, hashText] = [salt, hash].map((bytes) => bytes.toString('base64').replaceAll('=', ''));
  const password_hash = `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${saltText}$${hashText}`;
  return Array.from({ length: count }, (_, index) => ({
    email: emailOf(index),
    email_verified: true,
    password_hash,
  }));
}

/** Whom the account of a number belongs to. */
export function emailOf(index: number): string {
  return `user-${index}@bench.test`;
}

/** Where the attempt of a number comes from. */
export function addressOf(attempt: number): string {
  return `10.${(attempt >> 16) & 255}.${(attempt >> 8) & 255}.${attempt & 255}`;
}
