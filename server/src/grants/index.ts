/**
 * The grant types of the token endpoint (RFC 6749 §4), a row each. Passwords are not among them (RFC 9700 §2.4).
 */
import { authorizationCode } from './authorization-code.ts';
import { clientCredentials } from './client-credentials.ts';
import type { GrantHandler } from './grant-handler.ts';
import { refreshToken } from './refresh-token.ts';

export const GRANTS: ReadonlyMap<string, GrantHandler> = new Map([
  ['authorization_code', authorizationCode],
  ['refresh_token', refreshToken],
  ['client_credentials', clientCredentials],
]);
