/**
 * What a tenant has that a request is about, as the door finds it: for whoever judges a request that nobody sent.
 */
import { readObject } from '../keys/client-keys.ts';
import type { BareInput } from '../protocol/authorization/request-reading.ts';
import type { Finding } from '../protocol/diagnosis/inspection/finding.ts';
import { type Parameters, parameter } from '../protocol/parameters.ts';
import { managementAudience, myAccountAudience } from '../protocol/tenant/names.ts';
import { targetsOf } from '../protocol/tokens/target-api.ts';
import type { Client } from '../resources/client/client.ts';
import type { Tenant } from '../resources/tenant/tenant.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { type Asking, requestedApi } from '../tokens/requested-api.ts';
import { now } from './database.ts';

type Means = { readonly storage: Storage; readonly tenants: Tenants };

/** A tenant, asked by nobody. */
export function askingAt(tenant: Tenant, { storage, tenants }: Means): Asking {
  return {
    ...{ tenant, issuer: tenants.issuer(tenant), deps: { tenants, now } },
    records: storage.tenant(tenant.tenant_id),
  };
}

/** Of a request that names an unknown client there is none. */
export async function inputOf(
  parameters: Parameters,
  client: Client | undefined,
  asking: Asking,
): Promise<BareInput> {
  const { tenant, issuer } = asking;
  const { settings } = tenant;
  const targets = targetsOf(parameters, { settings, issuer });
  const claims = parameter(parameters, 'claims');
  return {
    ...{ parameters, settings, audience: targets[0] },
    resource_server: await requestedApi(client, targets, asking),
    claims: claims === undefined ? undefined : (readObject(claims) ?? 'malformed'),
  };
}

/** APIs that the server has itself, of which nobody registers one: who may ask for them. */
const OF_THE_SERVER = [
  {
    audience: managementAudience,
    sentence: 'the Management API is for first-party applications that whoever runs the tenant made',
    remedy: 'ask as such an application, or for an API of the tenant',
  },
  {
    audience: myAccountAudience,
    sentence: 'the client has no grant for the My Account API that counts',
    remedy:
      'give it one (clientGrants); one that is no first party needs unsafe_my_account_for_third_parties as well',
  },
] as const;

/** Of what is refused as an API that there is not: who may ask for it, where it is one of the server. */
export function withOwnApi<F extends Pick<Finding, 'code' | 'sent' | 'sentence' | 'remedy' | 'fix'>>(
  finding: F,
  issuer: string,
): F {
  const { code, sent } = finding;
  const own = OF_THE_SERVER.find(({ audience }) => code === 'audience_unknown' && audience(issuer) === sent);
  return own ? { ...finding, sentence: own.sentence, remedy: own.remedy, fix: undefined } : finding;
}
