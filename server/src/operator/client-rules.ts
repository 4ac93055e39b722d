/**
 * What makes a client of a `tacit.yaml` wrong although each of its fields is right.
 */
import { sectorOf } from '../protocol/client/sector.ts';
import type { YamlClient } from './tacit-yaml.ts';
import type { Finding, Path } from './yaml-source.ts';

/**
 * A client authenticates by what it was given: a secret, or keys; with neither it is public, and a public client has no
 * token of its own (RFC 6749 §4.4).
 */
export function judgeCredentials(client: YamlClient, at: Path): readonly Finding[] {
  const { client_secret, grant_types = [] } = client;
  const method =
    client.token_endpoint_auth_method ?? (client_secret === undefined ? 'none' : 'client_secret_post');
  const hasKeys = client.jwks !== undefined || client.jwks_uri !== undefined;
  const own = grant_types.indexOf('client_credentials');
  const rules: readonly (readonly [isBroken: boolean, path: Path, message: string])[] = [
    [
      client_secret !== undefined && !method.startsWith('client_secret_'),
      [...at, 'client_secret'],
      `client_secret has no meaning with the method ${method}`,
    ],
    [
      client_secret === undefined && method.startsWith('client_secret_'),
      [...at, 'token_endpoint_auth_method'],
      `token_endpoint_auth_method ${method} needs the field client_secret`,
    ],
    [
      method === 'private_key_jwt' && !hasKeys,
      [...at, 'token_endpoint_auth_method'],
      'token_endpoint_auth_method private_key_jwt needs the field jwks or jwks_uri',
    ],
    [
      client.jwks !== undefined && client.jwks_uri !== undefined,
      [...at, 'jwks_uri'],
      'jwks_uri stands beside jwks: give one of them',
    ],
    [
      method === 'none' && own >= 0,
      [...at, 'grant_types', own],
      'client_credentials needs the field client_secret',
    ],
    [
      method === 'none' && client.resource_server_identifier !== undefined,
      [...at, 'resource_server_identifier'],
      'resource_server_identifier needs the field client_secret: an API that introspects proves who it is',
    ],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, path, message]) => ({ path, message }));
}

/** OIDC Core §8.1: one sector, or the names in it would not be those of one client. */
export function judgeSector(
  { subject_type, sector_identifier_uri, callbacks: redirect_uris = [] }: YamlClient,
  at: Path,
): readonly Finding[] {
  const parses = [...redirect_uris, sector_identifier_uri ?? 'https://x'].every((uri) => URL.canParse(uri));
  if (
    subject_type !== 'pairwise' ||
    !parses ||
    sectorOf({ redirect_uris, sector_identifier_uri }) !== undefined
  )
    return [];
  const message = 'subject_type pairwise with callbacks on several hosts or none needs sector_identifier_uri';
  return [{ path: [...at, 'subject_type'], message }];
}
