/**
 * The tables of what is administered (schema.ts says how values are kept in them).
 */
import type { Generated } from 'kysely';
import type { NameKind } from '../../protocol/tenant/names.ts';

export type TenantsTable = {
  tenant_id: string;
  name: string;
  region: string;
  domain: string | null;
  settings: string;
  /** Versions (of every table that has one): they grow with what is administered, whoever changes it (migrations/0010). */
  version: Generated<number>;
  settings_version: Generated<number>;
  /** 1: nobody is answered there. */
  suspended: Generated<number>;
  /** When it was deleted; 0 once it is being purged, and cannot be restored any more. */
  deleted_at: number | null;
};

/** The one table that belongs to no tenant: how far a feature is rolled out in a region. */
export type RolloutsTable = {
  feature: string;
  region: string;
  stage: string;
  percent: number;
  version: Generated<number>;
};

export type ClientsTable = {
  tenant_id: string;
  client_id: string;
  document: string;
  /** When the client registered itself; null for one that the operator registered. */
  registered_at: number | null;
  /** Algorithms that it asks tokens to be signed by, beside the one that every tenant has, with spaces; null for none. */
  signing_algs: string | null;
  /** What lists are narrowed by, as text: as it is in the document. */
  app_type: Generated<string>;
  is_first_party: Generated<string>;
  version: Generated<number>;
};

/** What a client may ask for in its own name. */
export type ClientGrantsTable = {
  tenant_id: string;
  client_id: string;
  audience: string;
  document: string;
  version: Generated<number>;
};

/** What is taken by clients, APIs and users; triggers write it. */
export type NamesTable = { tenant_id: string; name: string; kind: NameKind };

export type ResourceServersTable = {
  tenant_id: string;
  identifier: string;
  document: string;
  /** As of a client. */
  signing_algs: string | null;
  version: Generated<number>;
};

export type UsersTable = {
  tenant_id: string;
  sub: string;
  /** As canonicalEmail() spells it; the user's own spelling is in `claims`. */
  email: string | null;
  password_hash: string | null;
  blocked: number;
  claims: string;
  /** 1 while an authenticator is enrolled; kept with them, so that a session knows it without another query. */
  has_second_factor: Generated<number>;
  created_at: number | null;
  user_metadata: string | null;
  app_metadata: string | null;
  /** In its one spelling; null for whoever signs in by address. */
  username: string | null;
  /** When somebody else than its user made the account. */
  made_at: number | null;
  last_login: number | null;
  last_ip: string | null;
  logins_count: Generated<number>;
  /** What the operator's file brought last, so that it is brought once: the digest of a hash, or a hash of a password. */
  import_digest: string | null;
  /** Grows with whatever changes what proves or bars the user (credential-epoch.ts). */
  epoch: Generated<number>;
  /** When the account is deleted, because its user asked for it. */
  deletes_at: number | null;
  /** The language in which that was asked for. */
  deletion_language: string | null;
  version: Generated<number>;
};

export type RolesTable = {
  tenant_id: string;
  role_id: string;
  name: string;
  document: string;
  version: Generated<number>;
};

/** Who has which role, be it one that every tenant has and that is no row. */
export type RoleMembersTable = {
  tenant_id: string;
  sub: string;
  role_id: string;
  version: Generated<number>;
};

/** What somebody was given directly. */
export type UserPermissionsTable = {
  tenant_id: string;
  sub: string;
  audience: string;
  permission: string;
  version: Generated<number>;
};
/** What users are found by (resources/end-user/search/terms.ts), written whenever they are. */
export type UserTermsTable = { tenant_id: string; field: string; value: string; sub: string };
