/**
 * The passwords that most people choose (OWASP ASVS 6.2.4). The list is large and seldom needed, so it is read when the
 * first password is chosen.
 */
let list: Promise<ReadonlySet<string>> | undefined;

/** Nearly fifty thousand, in lower case. */
export function mostUsedPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  );
  return list;
}
