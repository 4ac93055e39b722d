/**
 * The tables as the queries see them, alike on SQLite and PostgreSQL: times are whole seconds since the epoch, lists and
 * objects are JSON in text, booleans are 0 or 1. What is secret is hashed or sealed before it comes here.
 */

export type TenantsTable = {
  tenant_id: string;
  name: string;
  region: string;
  domain: string | null;
  settings: string;
};

/** The one table that belongs to no tenant: how far a feature is rolled out in a region. */
type RolloutsTable = {
  feature: string;
  region: string;
  stage: string;
  percent: number;
};

type ClientsTable = {
  tenant_id: string;
  client_id: string;
  document: string;
  /** When the client registered itself; null for one that the operator registered. */
  registered_at: number | null;
};

type ResourceServersTable = { tenant_id: string; identifier: string; document: string };

export type UsersTable = {
  tenant_id: string;
  sub: string;
  /** As canonicalEmail() spells it; the user's own spelling is in `claims`. */
  email: string | null;
  password_hash: string | null;
  blocked: number;
  claims: string;
};

type SessionsTable = {
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
};

/** A row a scope: to agree to more is to insert, whoever else inserts at the same time. */
type ConsentsTable = {
  tenant_id: string;
  sub: string;
  client_id: string;
  audience: string;
  scope: string;
};

/** Of interactions and of clients' assertions. */
type SpentIdsTable = { tenant_id: string; id: string; expires_at: number };

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

type LoginAttemptsTable = {
  tenant_id: string;
  bucket: string;
  attempts: number;
  expires_at: number;
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
};

export type Schema = {
  tenants: TenantsTable;
  rollouts: RolloutsTable;
  clients: ClientsTable;
  resource_servers: ResourceServersTable;
  users: UsersTable;
  sessions: SessionsTable;
  consents: ConsentsTable;
  spent_interactions: SpentIdsTable;
  spent_assertions: SpentIdsTable;
  initial_access_tokens: InitialAccessTokensTable;
  session_clients: SessionClientsTable;
  logout_deliveries: LogoutDeliveriesTable;
  access_tokens: AccessTokensTable;
  grants: GrantsTable;
  refresh_tokens: RefreshTokensTable;
  signing_keys: SigningKeysTable;
  login_attempts: LoginAttemptsTable;
  audit: AuditTable;
};
