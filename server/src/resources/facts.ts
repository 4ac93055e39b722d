/**
 * What a rule may be told of the database: as it will be when everything that is asked for is done.
 */
import type { NameKind } from '../protocol/tenant/names.ts';

/** What a rule wants to know before it judges a record. */
export type Reads = {
  /** Names in the tenant (protocol/names.ts). */
  readonly names?: readonly string[];
  /** Whether these are APIs of the tenant, and what may be asked for there. */
  readonly apis?: readonly string[];
  /** Which clients have a policy for this API, by which their refresh tokens give access tokens for it. */
  readonly policiesFor?: string;
  /** Whether these are clients of the tenant. */
  readonly clients?: readonly string[];
  /** Whose these e-mail addresses and user names are, in their one spelling. */
  readonly accounts?: readonly string[];
  /** All roles of the tenant. */
  readonly roles?: true;
  /** Whether there is this role, by its id. */
  readonly role?: string;
  /** Whether there is this user. */
  readonly user?: string;
  /** Whether nobody but this user owns the tenant. */
  readonly owner?: string;
  /** How many log streams the tenant has. */
  readonly logStreams?: true;
};

/** A tenant as others are compared with it. */
export type TenantFacts = {
  readonly tenant_id: string;
  readonly region: string;
  /** `<name>.<region>`. */
  readonly called: string;
  readonly domain: string | undefined;
  /** The hosts that it has by its name. */
  readonly hosts: readonly string[];
  readonly issuer: string;
};

export type Facts = {
  /** Somebody who operates the server, a client that registers itself, an End-User about themselves. */
  readonly by: 'operator' | 'registration' | 'self';
  /** Whether a secret that is needed and was not given is made. */
  readonly makesSecrets: boolean;
  /** What a name is already, other than by the record that is judged. */
  readonly taken: (name: string) => NameKind | undefined;
  readonly hasApi: (identifier: string) => boolean;
  /** What may be asked for at an API; undefined: there is no such API. */
  readonly scopesOf: (identifier: string) => readonly string[] | undefined;
  /** The client_id of those that have a policy for the API that is judged. */
  readonly clientsWithPolicy: readonly string[];
  readonly hasClient: (client_id: string) => boolean;
  /** The user_id of whoever signs in by an address or a user name. */
  readonly ownerOf: (account: string) => string | undefined;
  /** The roles of the tenant, but for those that every tenant has. */
  readonly roles: readonly Readonly<Record<string, unknown>>[];
  readonly hasRole: boolean;
  readonly hasUser: boolean;
  /** Somebody owns the tenant, and nobody else who could sign in. */
  readonly isLastOwner: boolean;
  /** The tenant that the record belongs to or is. */
  readonly tenant: TenantFacts | undefined;
  readonly otherTenants: readonly TenantFacts[];
  /** Whether APIs have arrived at the tenant (rolled out region by region). */
  readonly hasApis: boolean;
  readonly region: string;
  /** The API of a request that names none. */
  readonly defaultAudience: string | undefined;
  /** Whether as many clients have registered themselves as may. */
  readonly hasAllRegistrations: boolean;
  /** How many log streams the tenant has, with this one, which is new; 0 of one that was there. */
  readonly logStreams: number;
  /** Whether the server may go to an address by itself (SF-01). */
  readonly isReachable: (url: string) => boolean;
  /** What is wrong with a hash of a password that is brought; undefined: nothing. */
  readonly hashMistake: (password_hash: string) => string | undefined;
};
