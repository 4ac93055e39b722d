/**
 * Why what an authenticator sent was refused: for the audit log. The End-User is told the same for every cause.
 */
export type WebauthnRefusal =
  /** No JSON, or not that of a credential. */
  | 'malformed'
  /** Of another browser, user, tenant or purpose, spent, or too old. */
  | 'challenge'
  /** A certificate came with it that nobody asked for. */
  | 'attestation'
  /** There is such a credential already. */
  | 'taken'
  /** There is no such credential of this user here. */
  | 'unknown'
  /** The library found it wrong: origin, RP ID, signature, flags. */
  | 'unverified'
  /** The signature counter went back: there may be a copy of the key. */
  | 'counter';
