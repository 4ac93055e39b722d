/**
 * The sector of a client (OIDC Core §8.1): the clients of one sector know an End-User by one name, those of another by
 * another.
 */
type Sector = {
  readonly redirect_uris: readonly string[];
  readonly sector_identifier_uri?: string | undefined;
};

/** The host that names the sector; undefined where callbacks stand on several hosts and nothing says which one counts. */
export function sectorOf({ sector_identifier_uri, redirect_uris }: Sector): string | undefined {
  if (sector_identifier_uri !== undefined) return new URL(sector_identifier_uri).host;
  const [host, ...others] = new Set(redirect_uris.map((uri) => new URL(uri).host));
  return others.length === 0 ? host : undefined;
}
