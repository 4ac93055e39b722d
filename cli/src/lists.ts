/**
 * `tacit tenants`, `clients`, `apis`, `users`.
 */
import { type Config, describeSettings } from '@tacit/server/config';
import { listClients, listResourceServers, listTenants, listUsers } from '@tacit/server/operator';
import { complain, configured, printJson, printTable } from './output.ts';

type Kind = 'tenants' | 'clients' | 'apis' | 'users';

type Found =
  | {
      readonly ok: true;
      readonly records: readonly object[];
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly ok: false; readonly error: string };

/** Prints one list, as a table or as the whole records. */
export async function showList(
  kind: Kind,
  { tenant, json = false }: { readonly tenant?: string; readonly json?: boolean },
): Promise<number> {
  const config = await configured();
  if (!config) return 1;
  const found = await LISTS[kind](config, tenant);
  if (!found.ok) {
    complain([found.error]);
    return 1;
  }
  if (json) printJson(found.records);
  else if (found.rows.length === 0) complain([`There are no ${kind} in ${databaseName()}.`]);
  else printTable(found.head, found.rows);
  return 0;
}

const LISTS: Readonly<Record<Kind, (config: Config, tenant: string | undefined) => Promise<Found>>> = {
  async tenants(config) {
    const records = await listTenants(config);
    const rows = records.map(({ name, region, issuer, tenant_id }) => [name, region, issuer, tenant_id]);
    return { ok: true, records, head: ['name', 'region', 'issuer', 'id'], rows };
  },
  async clients(config, tenant) {
    const found = await listClients(config, tenant);
    if (!found.ok) return found;
    const rows = found.value.map((client) => [
      client.tenant,
      client.client_id,
      client.client_name,
      client.app_type,
      client.grant_types.join(' '),
      client.redirect_uris.join(' '),
    ]);
    const head = ['tenant', 'client_id', 'name', 'type', 'grants', 'callbacks'];
    return { ok: true, records: found.value, head, rows };
  },
  async apis(config, tenant) {
    const found = await listResourceServers(config, tenant);
    if (!found.ok) return found;
    const rows = found.value.map((api) => [
      api.tenant,
      api.identifier,
      api.name,
      api.signing_alg,
      `${api.token_lifetime_for_web} s`,
      api.scopes.map(({ value }) => value).join(' '),
    ]);
    const head = ['tenant', 'identifier', 'name', 'alg', 'web tokens', 'scopes'];
    return { ok: true, records: found.value, head, rows };
  },
  async users(config, tenant) {
    const found = await listUsers(config, tenant);
    if (!found.ok) return found;
    const rows = found.value.map(({ tenant: of, sub, blocked, claims: { email = '', name = '' } }) => [
      of,
      sub,
      email,
      name,
      blocked ? 'blocked' : '',
    ]);
    return { ok: true, records: found.value, head: ['tenant', 'user_id', 'email', 'name', ''], rows };
  },
};

/** Shown with an empty list, for the usual cause is another working directory. */
function databaseName(): string {
  return (
    describeSettings(process.env).find(({ name }) => name === 'TACIT_DATABASE_URL')?.value ?? 'the database'
  );
}
