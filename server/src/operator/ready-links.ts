/**
 * Where what is administered leads: a tenant to its issuer, a client to a link that begins a sign-in (OIDC Core §3.1.2.1).
 */
import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Change } from '../desk/desk.ts';
import { findResponseType, grantTypesOf } from '../protocol/authorization/response-type.ts';
import { sha256 } from '../protocol/digest.ts';
import { type Client, isClient } from '../resources/client/client.ts';
import { isMapping } from '../resources/shape.ts';
import { issuerOf } from '../tenants/tenants.ts';

/**
 * Of what a client may ask for, the first of these: a code before tokens, and an ID token with every token (RFC 9700 §2.1.2). Not
 * `token` alone, which nothing ties to the request, and which a tenant may forbid.
 */
const PREFERRED = [
  'code',
  'id_token token',
  'id_token',
  'code id_token',
  'code id_token token',
  'code token',
];

/** More of them would say no more to whoever tries the link, and make it too long to be pasted. */
const MAX_SCOPES = 5;

const RANDOM_BYTES = 32;

/** Of each change, in their order: undefined where it leads nowhere. */
export function addressesOf(changes: readonly Change[], config: Config): readonly (string | undefined)[] {
  const living = changes.filter(({ action }) => action !== 'delete');
  const issuers = new Map(
    living.flatMap(({ kind, tenant, record }) =>
      kind === 'tenant' ? [[tenant, issuerOfRecord(record, config)]] : [],
    ),
  );
  const apis = Map.groupBy(
    living.filter(({ kind }) => kind === 'resource_server'),
    ({ tenant }) => tenant,
  );
  return changes.map(({ action, kind, tenant, record }) => {
    const issuer = issuers.get(tenant);
    if (action === 'delete' || issuer === undefined) return undefined;
    if (kind === 'tenant') return issuer;
    if (kind !== 'client' || !isClient(record)) return undefined;
    return authorizeLink({ issuer, client: record, api: apis.get(tenant)?.[0]?.record });
  });
}

function issuerOfRecord({ name, region, domain }: Change['record'], config: Config): string {
  const own = typeof domain === 'string' ? { domain } : {};
  return issuerOf({ name: String(name), region: String(region), ...own }, config);
}

type Link = {
  readonly issuer: string;
  readonly client: Client;
  readonly api: Change['record'] | undefined;
};

/**
 * A link that begins a sign-in at the client's first callback; undefined where the client has none, or no way to ask. Its PKCE
 * verifier is nobody's: it shows the pages, and the code that comes of it cannot be redeemed (RFC 7636 §4.6).
 */
function authorizeLink({ issuer, client, api }: Link): string | undefined {
  const [redirect_uri] = client.redirect_uris;
  const response_type = PREFERRED.find((name) => mayAskFor(name, client));
  if (redirect_uri === undefined || response_type === undefined) return undefined;
  const parameters = new URLSearchParams({
    response_type,
    client_id: client.client_id,
    redirect_uri,
    scope: ['openid', 'profile', 'email', ...scopesOf(api)].join(' '),
    ...(api === undefined ? {} : { audience: String(api['identifier']) }),
    state: random(),
    nonce: random(),
    ...(findResponseType(response_type)?.code
      ? { code_challenge: sha256(random()), code_challenge_method: 'S256' }
      : {}),
  });
  return `${issuer}authorize?${parameters.toString().replaceAll('+', '%20')}`;
}

/** Whether what a client is registered with lets it ask for a response type. */
export function mayAskFor(name: string, { grant_types, response_types, forbid_implicit }: Client): boolean {
  const row = findResponseType(name);
  if (!row) return false;
  const needed = grantTypesOf(row);
  return (
    needed.every((grant_type) => grant_types.some((one) => one === grant_type)) &&
    !(forbid_implicit && needed.includes('implicit')) &&
    (response_types?.some((one) => findResponseType(one) === row) ?? true)
  );
}

function scopesOf(api: Change['record'] | undefined): readonly string[] {
  const scopes: readonly unknown[] = Array.isArray(api?.['scopes']) ? api['scopes'] : [];
  return scopes.slice(0, MAX_SCOPES).flatMap((scope) => (isMapping(scope) ? [String(scope['value'])] : []));
}

function random(): string {
  return randomBytes(RANDOM_BYTES).toString('base64url');
}
