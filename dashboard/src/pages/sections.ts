/**
 * Where one can go, in the order of the navigation. A subject with pages of its own has its row here, its routes in
 * `pages/<subject>/routes.tsx`, its texts in `text/<subject>/`.
 */
import type { Operations } from '../api/operations.gen.ts';
import type { Text } from '../text/text.ts';
import { OVERVIEW_OPENS } from './overview/opens.ts';

export type Section = {
  readonly group: keyof Text['nav']['groups'];
  readonly name: keyof Text['nav']['names'];
  /** Its address below the dashboard. */
  readonly path: string;
  /** Whoever may do none of these has nothing to see there. */
  readonly opens: readonly (keyof Operations)[];
};

export const SECTIONS: readonly Section[] = [
  { group: 'activity', name: 'overview', path: '/', opens: OVERVIEW_OPENS },
  { group: 'activity', name: 'logs', path: '/logs', opens: ['logs_list'] },
  { group: 'activity', name: 'streams', path: '/streams', opens: ['log_streams_list'] },
  { group: 'activity', name: 'inspector', path: '/inspect', opens: ['diagnosis_create'] },
  { group: 'applications', name: 'applications', path: '/applications', opens: ['clients_list'] },
  { group: 'applications', name: 'apis', path: '/apis', opens: ['resource_servers_list'] },
  { group: 'people', name: 'users', path: '/users', opens: ['users_list'] },
  { group: 'people', name: 'roles', path: '/roles', opens: ['roles_list'] },
  { group: 'people', name: 'members', path: '/members', opens: ['role_users_list'] },
  { group: 'signIn', name: 'connections', path: '/connections', opens: ['connections_list'] },
  {
    group: 'signIn',
    name: 'protection',
    path: '/protection',
    opens: ['attack_protection_brute_force_protection_show', 'user_blocks_list'],
  },
  { group: 'tenant', name: 'settings', path: '/settings', opens: ['tenant_settings_show'] },
  { group: 'tenant', name: 'branding', path: '/branding', opens: ['branding_show'] },
  { group: 'tenant', name: 'mails', path: '/mails', opens: ['email_templates_list'] },
  { group: 'tenant', name: 'keys', path: '/keys', opens: ['signing_keys_list'] },
  {
    group: 'tenant',
    name: 'features',
    path: '/features',
    opens: ['operator_rollouts', 'tenant_settings_show'],
  },
  // Of the operators' tenant alone: nobody has the scope at another.
  { group: 'tenant', name: 'tenants', path: '/tenants', opens: ['tenants_list'] },
  { group: 'tenant', name: 'plan', path: '/plan', opens: ['operator_export'] },
];
