/**
 * Every setting in one table: environment name, default, unit and meaning. `tacit config` prints it.
 */

export type Config = {
  readonly port: number;
  readonly host: string;
  /** `sqlite:PATH`, `sqlite::memory:` or `postgres://...`. */
  readonly databaseUrl: string;
  /** Origin of the home of all tenants, without a trailing slash: scheme, host, port. */
  readonly baseUrl: URL;
  /** The region whose label may be left out of a host. */
  readonly homeRegion: string;
  /** 32 bytes that encrypt what must be read back; absent: made beside an embedded database. */
  readonly masterKey: string | undefined;
  /** Addresses or CIDR ranges whose `X-Forwarded-For` is believed. */
  readonly trustProxy: readonly string[];
  readonly logLevel: string;
};
