/**
 * Names in a tenant: what a token names in `iss`, `sub`, `aud` or `client_id` is one thing, whoever reads it (RFC 9068
 * §5, RFC 9700 §4.15). A client that is called as a user is would pass for that user, an API that is called as a client
 * would take its ID tokens for access tokens.
 */

/** No client of a tenant has this name: it is the account page's, a client that is built in. */
export const ACCOUNT_CLIENT_ID = 'tacit:account';

/** Nor this one: it is the dashboard's, by which people administer the tenant. */
export const DASHBOARD_CLIENT_ID = 'tacit:dashboard';

/** Nor this one: it is the operator's tool, by which people administer the tenant from their own machine. */
export const TOOL_CLIENT_ID = 'tacit:cli';

/** What a token for the client itself is about (RFC 9068 §2.2), in Auth0's spelling. */
export function clientSubject(client_id: string): string {
  return `${client_id}@clients`;
}

/** The audience of the access tokens that /userinfo takes. */
export function userinfoAudience(issuer: string): string {
  return `${issuer}userinfo`;
}

/** The audience of the access tokens that the Management API takes, as Auth0 has it. */
export function managementAudience(issuer: string): string {
  return `${issuer}api/v2/`;
}

/** The audience of the access tokens by which people look after their own account, as Auth0 has it. */
export function myAccountAudience(issuer: string): string {
  return `${issuer}me/`;
}

/** What somebody registers under a name of their choice. */
export type Named = 'client' | 'api' | 'user';

/** What a name is; `client_subject` is the `sub` of the tokens that a client has for itself. */
export type NameKind = Named | 'client_subject';

export type Name = { readonly name: string; readonly kind: NameKind };

/** All the names that a record takes. */
export function namesOf(kind: Named, id: string): readonly Name[] {
  const own = { name: id, kind };
  return kind === 'client' ? [own, { name: clientSubject(id), kind: 'client_subject' }] : [own];
}

const SAID: Readonly<Record<NameKind, string>> = {
  client: 'a client_id',
  client_subject: 'what the tokens of a client are about',
  api: 'the identifier of an API',
  user: 'the user_id of somebody',
};

/** What is said of a name of one kind that is of another kind already. */
export function nameMistake(kind: NameKind | 'issuer', taken: NameKind): string {
  const why =
    kind === 'api' && taken === 'client'
      ? 'an ID token would name it as its audience'
      : 'in a tenant a name is one thing';
  return `is also ${SAID[taken]}: ${why}`;
}

/** Names that are the server's own at every tenant. */
const BUILT_IN: ReadonlySet<string> = new Set(
  [ACCOUNT_CLIENT_ID, DASHBOARD_CLIENT_ID, TOOL_CLIENT_ID]
    .flatMap((id) => namesOf('client', id))
    .map(({ name }) => name),
);

/** Whether a name is one of the server itself: of an issuer, of the audiences of what it answers itself, of a client built in. */
export function isOwnName(name: string, issuers: readonly string[]): boolean {
  return BUILT_IN.has(name) || issuers.some((issuer) => ownNames(issuer).includes(spelling(name)));
}

/** The names of an issuer, as an address is spelled (RFC 3986 §6.2.3). */
export function ownNames(issuer: string): readonly string[] {
  return [issuer, userinfoAudience(issuer), managementAudience(issuer), myAccountAudience(issuer)];
}

function spelling(name: string): string {
  return URL.canParse(name) ? new URL(name).href : name;
}
