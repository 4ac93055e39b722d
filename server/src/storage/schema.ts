/**
 * The tables as the queries see them, alike on SQLite and PostgreSQL: times are whole seconds since the epoch, lists and
 * objects are JSON in text, booleans are 0 or 1. What is secret is hashed or sealed before it comes here.
 */
import type { Generated } from 'kysely';
import type {
  ClientGrantsTable,
  ClientsTable,
  NamesTable,
  ResourceServersTable,
  RoleMembersTable,
  RolesTable,
  RolloutsTable,
  TenantsTable,
  UserPermissionsTable,
  UsersTable,
  UserTermsTable,
} from './administered/tables.ts';

/**
 * Users that were removed, for as long as something of ours that nobody stores may name their epoch: whoever is made anew under
 * the same `sub` begins behind it.
 */
type FormerUsersTable = { tenant_id: string; sub: string; epoch: number; expires_at: number };

/**
 * By what users were called who were deleted, under a key: no file makes them again, and nobody reads who they were.
 */
type ForgottenNamesTable = { tenant_id: string; name_mac: string; expires_at: number };

/** Newest last. What was used before is only ever compared with. */
type PasswordHistoryTable = { tenant_id: string; sub: string; changed_at: number; password_hash: string };

export type SessionsTable = {
  tenant_id: string;
  id_hash: string;
  sid: string;
  sub: string;
  auth_time: number;
  amr: string;
  expires_at: number;
  idle_seconds: number;
  /** Never later than `expires_at`, so that this one column says whether the session lives. */
  idle_expires_at: number;
  /** When a sweep next looks at the row (upkeep/session-sweep.ts). */
  sweep_at: Generated<number>;
  began_at: number | null;
  ip: string | null;
  /** The browser's User-Agent. */
  device: string | null;
  /** 1 when a remembered device stood for the second factor. */
  remembered_device: Generated<number>;
  /** The id of the interaction it was begun in. */
  interaction: string | null;
};

/** A row a scope: to agree to more is to insert, whoever else inserts at the same time. */
type ConsentsTable = {
  tenant_id: string;
  sub: string;
  client_id: string;
  audience: string;
  scope: string;
  /** What the End-User saw of the client; null for what was agreed to before that was kept. */
  covers: string | null;
};

/** Of interactions and of clients' assertions. */
type SpentIdsTable = { tenant_id: string; id: string; expires_at: number };

/** Requests too long for an address, sealed, under a name that follows from what they say. */
type KeptRequestsTable = { tenant_id: string; id: string; sealed: string; expires_at: number };

/** Work of the Management API; without `due_at` it is at its end. */
export type JobsTable = {
  tenant_id: string;
  job_id: string;
  /** JSON: what it is, how far it has come. */
  document: string;
  attempts: number;
  due_at: number | null;
  expires_at: number;
};

/** What a job was given and what it makes, sealed, in pieces. */
export type JobPartsTable = {
  tenant_id: string;
  part_id: string;
  job_id: string;
  role: string;
  number: number;
  sealed: string;
  expires_at: number;
};

/** Answers to requests that named a key, sealed, by hashes of the key and of what was asked. */
export type IdempotencyKeysTable = {
  tenant_id: string;
  key_hash: string;
  client_id: string;
  request_hash: string;
  sealed: string;
  expires_at: number;
};

type InitialAccessTokensTable = { tenant_id: string; token_hash: string; expires_at: number };

/** Which clients that want to hear of it were given tokens in a session. */
type SessionClientsTable = { tenant_id: string; sid: string; client_id: string; expires_at: number };

export type LogoutDeliveriesTable = {
  tenant_id: string;
  delivery_id: string;
  client_id: string;
  sub: string;
  sid: string;
  attempts: number;
  due_at: number;
  expires_at: number;
};

type AccessTokensTable = {
  tenant_id: string;
  token_hash: string;
  sub: string;
  client_id: string;
  scope: string;
  expires_at: number;
  /** The grant it came from and ends with; null for one that came from the authorization endpoint. */
  grant_id: string | null;
  /** Names with spaces between them; null for none. */
  userinfo_claims: string | null;
};

export type GrantsTable = {
  tenant_id: string;
  /** Hash of the code that began it. */
  grant_id: string;
  client_id: string;
  sub: string;
  document: string;
  /** As in the document; null for /userinfo alone, and for what an older process wrote. */
  audience: string | null;
  /** 1 once the code was exchanged. */
  redeemed: number;
  /** Of the code until it is exchanged, of all that was given for it from then on. */
  expires_at: number;
};

type RefreshTokensTable = {
  tenant_id: string;
  token_hash: string;
  grant_id: string;
  /** The token that this one came in place of. */
  parent_hash: string | null;
  /** How often it was sent; to count is to lock the row against everybody who sends it at the same time. */
  uses: number;
  /** 0: it was superseded, and nobody used it. */
  spent_at: number | null;
  expires_at: number;
};

export type SigningKeysTable = {
  tenant_id: string;
  kid: string;
  alg: string;
  state: string;
  public_jwk: string;
  private_jwk_sealed: string;
  created_at: number;
  expires_at: number | null;
};

/** Kids that never come back. */
type RevokedSigningKeysTable = { tenant_id: string; kid: string; revoked_at: number };

/** One row: what the master key of this database sealed. */
type MasterKeyTable = { id: string; sealed: string };

export type LoginAttemptsTable = {
  tenant_id: string;
  bucket: string;
  attempts: number;
  expires_at: number;
  /** Which budget it is of, whose account it is about (hashed), and from which address the guesses came, as far as it has one. */
  budget: string | null;
  account: string | null;
  place: string | null;
};

/** What is to be sent, until it is: sealed, because a mail holds a link or a code. */
export type MailsTable = {
  tenant_id: string;
  mail_id: string;
  /** Whom it is for, with whom it goes; null for whoever has no account. */
  sub: string | null;
  sealed: string;
  attempts: number;
  due_at: number;
  expires_at: number;
  /** By whose mail server it goes: `server`, or `tenant`. */
  way: Generated<MailWay>;
};

export type MailWay = 'server' | 'tenant';

/** Links that were sent by mail; whoever opens one proves that the address is theirs. */
export type OneTimeTokensTable = {
  tenant_id: string;
  token_hash: string;
  purpose: string;
  sub: string | null;
  /** The address it was sent to, as canonicalEmail() spells it. */
  email: string;
  data: string;
  expires_at: number;
};

/** Codes of few digits that were sent by mail, under a keyed hash and with a count of the tries. */
export type OneTimeCodesTable = {
  tenant_id: string;
  code_id: string;
  purpose: string;
  code_mac: string;
  sub: string | null;
  email: string;
  /** Tries from where it was asked for, and from anywhere else. */
  attempts: number;
  elsewhere: Generated<number>;
  asked_at: string | null;
  expires_at: number;
};

export type AuthenticatorsTable = {
  tenant_id: string;
  /** Of WebAuthn the credential id. */
  authenticator_id: string;
  sub: string;
  kind: string;
  name: string;
  /** What it is verified by: a sealed seed, a public key. */
  document: string;
  /** The last time step of a TOTP, the signature counter of WebAuthn; it only grows. */
  counter: number;
  created_at: number;
  last_used_at: number | null;
};

type RecoveryCodesTable = {
  tenant_id: string;
  code_hash: string;
  sub: string;
  /** 0: nobody has shown that they were kept. */
  confirmed: Generated<number>;
};

type RememberedDevicesTable = { tenant_id: string; token_hash: string; sub: string; expires_at: number };

export type SignInsTable = {
  tenant_id: string;
  sub: string;
  at: number;
  id: string;
  ip: string | null;
  device: string | null;
  client_id: string | null;
  amr: string;
};

/** Attempts to sign in to an account that failed; `sub` is empty where there is no such account, and then the row says nothing. */
type FailedSignInsTable = {
  tenant_id: string;
  sub: string;
  at: number;
  /** The reference that logs have too. */
  request_id: string;
  reason: string;
  ip: string | null;
  device: string | null;
  client_id: string | null;
};

export type AuditTable = {
  tenant_id: string;
  at: number;
  /** Sorts by the moment of recording within one `at`. */
  id: string;
  type: string;
  request_id: string;
  client_id: string | null;
  sub: string | null;
  ip: string | null;
  detail: string | null;
  /** Why it was refused: a code of protocol/diagnosis. */
  reason: string | null;
  /** What was sent and refused, as a log may hold it. */
  sent: string | null;
  /** Who did it, where it is not the user that the event is about. */
  actor: string | null;
  /** What the requests of one sign-in have in common. */
  journey: string | null;
  /** What Auth0 calls the event. */
  auth0_type: string | null;
  /** The record that was changed, where it is neither a person nor an application: its kind and its key. */
  record: string | null;
};

/** Where the log of a tenant is sent, and how far that is. */
type LogStreamsTable = {
  tenant_id: string;
  stream_id: string;
  document: string;
  version: Generated<number>;
  /** What happened before is not sent. */
  begins_at: number;
  /** The row of the log that was sent last. */
  sent_at: number | null;
  sent_id: string | null;
  due_at: Generated<number>;
  /** The end of time, or 0 while nothing is sent: what is due is found by it (background/due-work.ts). */
  expires_at: number;
  attempts: Generated<number>;
  /** Since it went the last time. */
  failures: Generated<number>;
  failing_since: number | null;
  last_error: string | null;
  delivered_at: number | null;
};

/** How much of what there was on the day that began at a midnight (UTC). */
type CountersTable = { tenant_id: string; what: string; at: number; name: string; n: number };

/** One row, which is written to see whether it can be. */
type ReadinessTable = { id: number; written_at: number };

export type Schema = {
  tenants: TenantsTable;
  rollouts: RolloutsTable;
  clients: ClientsTable;
  client_grants: ClientGrantsTable;
  resource_servers: ResourceServersTable;
  roles: RolesTable;
  role_members: RoleMembersTable;
  user_permissions: UserPermissionsTable;
  names: NamesTable;
  users: UsersTable;
  former_users: FormerUsersTable;
  forgotten_names: ForgottenNamesTable;
  user_terms: UserTermsTable;
  sessions: SessionsTable;
  consents: ConsentsTable;
  spent_interactions: SpentIdsTable;
  spent_assertions: SpentIdsTable;
  revoked_access_tokens: SpentIdsTable;
  kept_requests: KeptRequestsTable;
  jobs: JobsTable;
  job_parts: JobPartsTable;
  idempotency_keys: IdempotencyKeysTable;
  initial_access_tokens: InitialAccessTokensTable;
  session_clients: SessionClientsTable;
  logout_deliveries: LogoutDeliveriesTable;
  access_tokens: AccessTokensTable;
  grants: GrantsTable;
  refresh_tokens: RefreshTokensTable;
  signing_keys: SigningKeysTable;
  revoked_signing_keys: RevokedSigningKeysTable;
  master_key: MasterKeyTable;
  login_attempts: LoginAttemptsTable;
  mails: MailsTable;
  one_time_tokens: OneTimeTokensTable;
  one_time_codes: OneTimeCodesTable;
  authenticators: AuthenticatorsTable;
  recovery_codes: RecoveryCodesTable;
  remembered_devices: RememberedDevicesTable;
  password_history: PasswordHistoryTable;
  sign_ins: SignInsTable;
  failed_sign_ins: FailedSignInsTable;
  audit: AuditTable;
  log_streams: LogStreamsTable;
  counters: CountersTable;
  readiness: ReadinessTable;
};
