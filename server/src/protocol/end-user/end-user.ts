/**
 * An End-User (OIDC Core §1.2) and the standard claims known of one (OIDC Core §5.1).
 */
import type { StandardClaims } from '../../resources/end-user/claims.ts';
import { isText } from '../octets.ts';

/** A claim about an End-User that this server knows. */
export type ClaimName = keyof StandardClaims;

export type EndUser = {
  /** `auth0|<24 hex>`: locally unique and never reassigned within the issuer (OIDC Core §2, `sub`). */
  readonly sub: string;
  /**
   * Grows with whatever changes what proves or bars the End-User. What was proved is worth something under the epoch in
   * which the user was read before it was judged, and under no later one.
   */
  readonly epoch: number;
  readonly blocked: boolean;
  /** An authenticator beside the password is enrolled. */
  readonly has_second_factor?: boolean;
  readonly claims: StandardClaims;
  /** What they sign in by instead of an address, in its one spelling. */
  readonly username?: string;
};

/** A browser session at the authorization server, with the End-User it belongs to. */
export type Session = {
  /** Public name of the session (OIDC Back-Channel Logout §2.1); the cookie's value is another one. */
  readonly sid: string;
  readonly user: EndUser;
  /** When the End-User last proved who they are. */
  readonly auth_time: number;
  /** How (RFC 8176), for example `pwd`. */
  readonly amr: readonly string[];
  /** A device that was remembered stood for the second factor. */
  readonly remembered_device?: boolean;
};

/** The longest password, in bytes of UTF-8: longer than any that is typed or made, shorter than what would cost to hash. */
export const MAX_PASSWORD_BYTES = 1_024;

/**
 * A password as it is hashed: NFC, so that one password typed on two keyboards is one password (RFC 8265 §4.2); neither
 * trimmed nor cut nor folded. Undefined when it is too long, which is measured of what is hashed: NFC may be longer than what
 * was typed.
 */
export function normalizedPassword(typed: string): string | undefined {
  // Counted in UTF-16 units first, which spares normalising a huge one.
  if (typed.length > MAX_PASSWORD_BYTES) return undefined;
  const normalized = typed.normalize('NFC');
  return new TextEncoder().encode(normalized).length > MAX_PASSWORD_BYTES ? undefined : normalized;
}

/** Characters of what somebody types to say who they are: longer than any address. */
export const MAX_IDENTIFIER = 320;

/** Whether somebody may have typed this to say who they are: something, no longer than an address, without control characters. */
export function isIdentifier(typed: string): boolean {
  return typed !== '' && typed.length <= MAX_IDENTIFIER && isText(typed) && !/\p{Cc}/u.test(typed);
}

/**
 * The one spelling of an e-mail address that is stored, looked up and counted against: NFKC, trimmed, lower case. Two
 * spellings of one account must never have two budgets of wrong passwords.
 */
export function canonicalEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}

/**
 * The one spelling of a user name, which is that of an address: whatever is typed to sign in is spelled before anybody knows which
 * of the two it is. An address has an `@`, a user name never.
 */
export function canonicalUsername(username: string): string {
  return canonicalEmail(username);
}

/** Whether this is how an account is called by its address, and not by its user name. */
export function isAddress(canonical: string): boolean {
  return canonical.includes('@');
}

/** What an account is called by, in its one spelling: by its address, else by its user name; undefined: by neither. */
export function accountName({ claims, username }: Pick<EndUser, 'claims' | 'username'>): string | undefined {
  return claims.email === undefined ? username : canonicalEmail(claims.email);
}
