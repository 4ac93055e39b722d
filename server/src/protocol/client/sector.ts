/**
 * The sector of a client (OIDC Core §8.1): the clients of one sector know an End-User by one name, those of another by
 * another.
 */
type Sector = {
  readonly redirect_uris: readonly string[];
  readonly sector_identifier_uri?: string | undefined;
};

/**
 * The name of the sector; undefined where callbacks stand on several hosts and nothing says which one counts. A callback of a
 * private-use scheme has no host that is anybody's: `com.example.app://bank.example/` belongs to its scheme.
 */
export function sectorOf({ sector_identifier_uri, redirect_uris }: Sector): string | undefined {
  if (sector_identifier_uri !== undefined) return new URL(sector_identifier_uri).host;
  const [host, ...others] = new Set(redirect_uris.map(nameOf));
  return others.length === 0 ? host : undefined;
}

function nameOf(uri: string): string {
  const { protocol, host } = new URL(uri);
  return protocol === 'https:' || protocol === 'http:' ? host : protocol;
}
