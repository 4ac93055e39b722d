/**
 * All settings of the tenant in one document, by the names of the operator's file: ours, for Auth0 has them at several addresses and some
 * at none. A token sees and changes of it what its scopes reach there; how mail is sent, with its password, is at `/emails/provider`.
 */
import type { Operation } from '../../operation.ts';
import { singletonOperations } from '../../record-operations.ts';
import { GUARDED_SETTINGS, TO_CHANGE_SETTINGS, TO_READ_SETTINGS } from '../operator/setting-scopes.ts';

export const SETTINGS_OPERATIONS: readonly Operation[] = singletonOperations({
  kind: 'settings',
  noun: 'settings',
  path: '/settings',
  one: 'all settings of the tenant that the token reaches, which Auth0 has in several documents',
  scopes: { read: TO_READ_SETTINGS, update: TO_CHANGE_SETTINGS },
  guarded: GUARDED_SETTINGS,
  apart: ['mail_provider', 'mail_provider_password', 'mail_provider_sealed'],
});
