/**
 * What support does for people: their sessions, what applications hold of them, their second factors, their locks, links for them.
 */
import type { Operation } from '../../operation.ts';
import { AUTHENTICATION_METHOD_OPERATIONS } from './authentication-methods.ts';
import { DEVICE_CREDENTIAL_OPERATIONS } from './device-credentials.ts';
import { GRANT_OPERATIONS } from './grants.ts';
import { MULTIFACTOR_OPERATIONS } from './multifactor.ts';
import { PASSWORD_MAIL_OPERATIONS } from './password-mail.ts';
import { REFRESH_TOKEN_OPERATIONS } from './refresh-tokens.ts';
import { SESSION_OPERATIONS } from './sessions.ts';
import { TICKET_OPERATIONS } from './tickets.ts';
import { USER_BLOCK_OPERATIONS } from './user-blocks.ts';

export const SUPPORT_OPERATIONS: readonly Operation[] = [
  ...SESSION_OPERATIONS,
  ...REFRESH_TOKEN_OPERATIONS,
  ...DEVICE_CREDENTIAL_OPERATIONS,
  ...GRANT_OPERATIONS,
  ...AUTHENTICATION_METHOD_OPERATIONS,
  ...MULTIFACTOR_OPERATIONS,
  ...USER_BLOCK_OPERATIONS,
  ...TICKET_OPERATIONS,
  ...PASSWORD_MAIL_OPERATIONS,
];
