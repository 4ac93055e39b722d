/**
 * Every place where something lies that is sealed under the master key: the one table of them. What is sealed elsewhere travels
 * (in an address, a cookie, a form, a token) and is not stored.
 */
import type { Schema } from '../schema.ts';

type Place = {
  readonly table: keyof Schema &
    (
      | 'signing_keys'
      | 'clients'
      | 'authenticators'
      | 'mails'
      | 'kept_requests'
      | 'log_streams'
      | 'tenants'
      | 'job_parts'
      | 'idempotency_keys'
    );
  /** With the tenant, the key of the table. */
  readonly id: string;
  readonly column: string;
  /** Where the column holds JSON, the member that is sealed; a row need not have it. */
  readonly member?: string;
  /** Whether servers keep it in memory, and are to hear of a change. */
  readonly isConfiguration: boolean;
};

export type SealedPlace =
  | 'signing keys'
  | 'client secrets'
  | 'authenticators'
  | 'mails'
  | 'long requests'
  | 'log streams'
  | 'mail providers'
  | 'jobs'
  | 'kept answers';

export const SEALED_PLACES: Readonly<Record<SealedPlace, Place>> = {
  'signing keys': {
    table: 'signing_keys',
    id: 'kid',
    column: 'private_jwk_sealed',
    isConfiguration: true,
  },
  'client secrets': {
    table: 'clients',
    id: 'client_id',
    column: 'document',
    member: 'client_secret_sealed',
    isConfiguration: true,
  },
  authenticators: {
    table: 'authenticators',
    id: 'authenticator_id',
    column: 'document',
    member: 'sealed',
    isConfiguration: false,
  },
  mails: { table: 'mails', id: 'mail_id', column: 'sealed', isConfiguration: false },
  'long requests': { table: 'kept_requests', id: 'id', column: 'sealed', isConfiguration: false },
  'log streams': {
    table: 'log_streams',
    id: 'stream_id',
    column: 'document',
    member: 'secrets_sealed',
    isConfiguration: false,
  },
  'mail providers': {
    table: 'tenants',
    id: 'tenant_id',
    column: 'settings',
    member: 'mail_provider_sealed',
    isConfiguration: true,
  },
  jobs: { table: 'job_parts', id: 'part_id', column: 'sealed', isConfiguration: false },
  'kept answers': { table: 'idempotency_keys', id: 'key_hash', column: 'sealed', isConfiguration: false },
};

/** The table's names, in the order in which they are told. */
export const SEALED_PLACE_NAMES: readonly SealedPlace[] = [
  'signing keys',
  'client secrets',
  'authenticators',
  'mails',
  'long requests',
  'log streams',
  'mail providers',
  'jobs',
  'kept answers',
];
