/**
 * The table of kinds: everything that is administered. Also the door of this room for other packages.
 */
import { CLIENT } from './client/client.ts';
import { CLIENT_GRANT } from './client/client-grant.ts';
import { CONSENT } from './end-user/consent.ts';
import { ROLE } from './end-user/role.ts';
import { ROLE_MEMBER } from './end-user/role-member.ts';
import { USER } from './end-user/user.ts';
import { USER_PERMISSION } from './end-user/user-permission.ts';
import type { Kind, KindName } from './kind.ts';
import { LOG_STREAM } from './tenant/log-stream.ts';
import { RESOURCE_SERVER } from './tenant/resource-server.ts';
import { ROLLOUT } from './tenant/rollout.ts';
import { SETTINGS } from './tenant/settings.ts';
import { SIGNING_KEY } from './tenant/signing-key.ts';
import { TENANT } from './tenant/tenant.ts';

export const KINDS: Readonly<Record<KindName, Kind>> = {
  tenant: TENANT,
  settings: SETTINGS,
  client: CLIENT,
  resource_server: RESOURCE_SERVER,
  client_grant: CLIENT_GRANT,
  user: USER,
  role: ROLE,
  role_member: ROLE_MEMBER,
  user_permission: USER_PERMISSION,
  consent: CONSENT,
  signing_key: SIGNING_KEY,
  log_stream: LOG_STREAM,
  rollout: ROLLOUT,
};

export { nearestName } from '../protocol/nearest-name.ts';
export { isSame } from './computed/change.ts';
export {
  COMMAND_VERBS,
  type CommandVerb,
  commandVerbs,
  isOfTenant,
  keyArguments,
  usage,
} from './computed/commands.ts';
export { putAt, valueAt } from './computed/document.ts';
export { mistakesIn } from './computed/form.ts';
export { doorName, type Named, namesAt } from './computed/names.ts';
export { type Field, optional, type Shape, type ShapeTag } from './field.ts';
export type { Finding } from './finding.ts';
export type { Kind, KindName } from './kind.ts';
export { isMapping, lines } from './shape.ts';
export {
  hasLifetime,
  isMailTemplate,
  MAIL_TEMPLATES,
  MAIL_VARIABLES,
} from './tenant/mail-templates.ts';
export { managementApi } from './tenant/management-api.ts';
