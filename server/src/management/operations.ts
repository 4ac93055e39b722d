/**
 * Everything that the Management API does: the families, one after the other.
 */
import { CLIENT_GRANT_OPERATIONS } from './families/client-grants.ts';
import { CLIENT_OPERATIONS } from './families/clients.ts';
import { RESOURCE_SERVER_OPERATIONS } from './families/resource-servers.ts';
import { SUPPORT_OPERATIONS } from './families/support/support-operations.ts';
import type { Operation } from './operation.ts';

export const OPERATIONS: readonly Operation[] = [
  ...CLIENT_OPERATIONS,
  ...RESOURCE_SERVER_OPERATIONS,
  ...CLIENT_GRANT_OPERATIONS,
  ...SUPPORT_OPERATIONS,
];
