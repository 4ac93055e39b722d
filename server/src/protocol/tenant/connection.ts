/**
 * Where End-Users come from: the tenant's own database and mailboxes, under Auth0's names, and its other connections.
 */
import type { LoginMethod } from './tenant.ts';

/** What Auth0 calls the database of a tenant, and every sample of its SDKs with it. */
export const DATABASE_CONNECTION = 'Username-Password-Authentication';

/** Auth0's name of the ways in by mail. */
export const EMAIL_CONNECTION = 'email';

/** What each of the tenant's own is worth: one of these ways in is there. */
const OWN: ReadonlyMap<string, readonly LoginMethod[]> = new Map([
  [DATABASE_CONNECTION, ['password', 'passkey']],
  [EMAIL_CONNECTION, ['email_code', 'email_link']],
]);

/** How somebody signs in at a connection: a database of users is the tenant's own, whatever it is called. */
export type ConnectionStrategy = 'auth0';

const STRATEGIES: readonly ConnectionStrategy[] = ['auth0'];

/** The strategy of a connection, if anybody can sign in there. */
export function strategyOf(connection: {
  readonly strategy?: string | undefined;
}): ConnectionStrategy | undefined {
  return STRATEGIES.find((strategy) => strategy === connection.strategy);
}

/** Whether the people of a connection are those of the tenant's own database, whatever it is called. */
export function isOwnDatabase(
  name: unknown,
  {
    connections,
  }: { readonly connections: readonly { readonly name: string; readonly strategy?: string | undefined }[] },
): boolean {
  return (
    name === DATABASE_CONNECTION ||
    connections.some((connection) => connection.name === name && strategyOf(connection) !== undefined)
  );
}

type ConnectionMistake = {
  readonly code: 'connection_unknown' | 'connection_disabled';
  readonly sentence: string;
};

/** Why nobody can be sent to a connection, in Auth0's words; undefined: they can. */
export function connectionMistake(
  name: string,
  tenant: {
    readonly login_methods: readonly LoginMethod[];
    readonly connections: readonly { readonly name: string; readonly strategy?: string | undefined }[];
  },
): ConnectionMistake | undefined {
  const named = tenant.connections.find((connection) => connection.name === name);
  const ways = OWN.get(name);
  if (!named && !ways) return { code: 'connection_unknown', sentence: 'the connection was not found' };
  const isEnabled = named
    ? strategyOf(named) !== undefined
    : ways?.some((way) => tenant.login_methods.includes(way));
  return isEnabled ? undefined : { code: 'connection_disabled', sentence: 'the connection is not enabled' };
}
