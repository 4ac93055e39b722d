/**
 * Everything that the Management API does: the families, one after the other.
 */
import { CLIENT_GRANT_OPERATIONS } from './families/client-grants.ts';
import { CLIENT_OPERATIONS } from './families/clients.ts';
import { RESOURCE_SERVER_OPERATIONS } from './families/resource-servers.ts';
import { USER_OPERATIONS } from './families/users/users.ts';
import type { Operation } from './operation.ts';

export const OPERATIONS: readonly Operation[] = [
  ...CLIENT_OPERATIONS,
  ...RESOURCE_SERVER_OPERATIONS,
  ...CLIENT_GRANT_OPERATIONS,
  ...USER_OPERATIONS,
];
