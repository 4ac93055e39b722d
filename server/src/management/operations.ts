/**
 * Everything that the Management API does: the families, one after the other.
 */
import { CLIENT_GRANT_OPERATIONS } from './families/client-grants.ts';
import { CLIENT_OPERATIONS } from './families/clients.ts';
import { LOG_OPERATIONS } from './families/logs/logs.ts';
import { RESOURCE_SERVER_OPERATIONS } from './families/resource-servers.ts';
import { ROLE_PERMISSION_OPERATIONS } from './families/roles/role-permissions.ts';
import { ROLE_USER_OPERATIONS } from './families/roles/role-users.ts';
import { ROLE_OPERATIONS } from './families/roles/roles.ts';
import { USER_PERMISSION_OPERATIONS } from './families/roles/user-permissions.ts';
import { USER_ROLE_OPERATIONS } from './families/roles/user-roles.ts';
import { TENANT_OPERATIONS } from './families/tenants.ts';
import { SUPPORT_OPERATIONS } from './families/support/support-operations.ts';
import type { Operation } from './operation.ts';

export const OPERATIONS: readonly Operation[] = [
  ...CLIENT_OPERATIONS,
  ...RESOURCE_SERVER_OPERATIONS,
  ...CLIENT_GRANT_OPERATIONS,
  ...ROLE_OPERATIONS,
  ...ROLE_PERMISSION_OPERATIONS,
  ...ROLE_USER_OPERATIONS,
  ...USER_ROLE_OPERATIONS,
  ...USER_PERMISSION_OPERATIONS,
  ...TENANT_OPERATIONS,
  ...SUPPORT_OPERATIONS,
  ...LOG_OPERATIONS,
];
