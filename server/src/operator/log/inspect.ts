/**
 * `tacit inspect`: an address that an application leads to, judged by what is registered, parameter by parameter. Nobody is asked but
 * the database: what needs keys, a signature or a document elsewhere, is said not to have been looked at.
 */
import { readObject } from '../../keys/client-keys.ts';
import { requestedClientId } from '../../protocol/authorization/authorization-request.ts';
import { MAX_REQUEST } from '../../protocol/authorization/interaction.ts';
import { unknownAmong, unknownClient } from '../../protocol/diagnosis/diagnose-client.ts';
import { DIAGNOSES, isDiagnosisCode } from '../../protocol/diagnosis/diagnoses.ts';
import { otherHost, type ReadAddress, readAddress } from '../../protocol/diagnosis/inspection/address.ts';
import { type Finding, findingOf } from '../../protocol/diagnosis/inspection/finding.ts';
import {
  type Inspection,
  inspectionOf,
  inspectRequest,
} from '../../protocol/diagnosis/inspection/inspect.ts';
import { inspectLogout } from '../../protocol/diagnosis/inspection/inspect-logout.ts';
import { remarkOfPasted } from '../../protocol/diagnosis/inspection/pasted.ts';
import type { FoundAt } from '../../protocol/diagnosis/inspection/verdicts.ts';
import { unknownApiAmong } from '../../protocol/diagnosis/unknown-api.ts';
import { type OAuthError, refusal } from '../../protocol/oauth-error.ts';
import { type Parameters, parameter, parseParameters } from '../../protocol/parameters.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { adminClient } from '../../resources/client/admin-client.ts';
import { builtInClients } from '../../resources/client/built-in-clients.ts';
import type { Client } from '../../resources/client/client.ts';
import { type Remedy, remedyOf } from '../../resources/computed/remedy.ts';
import type { Tenant } from '../../resources/tenant/tenant.ts';
import type { Storage } from '../../storage/storage.ts';
import { createTenants, type FoundTenant, type Tenants } from '../../tenants/tenants.ts';
import { askingAt, inputOf } from '../asking.ts';
import { chooseTenant } from '../choose-tenant.ts';
import { now, withStorageToRead } from '../database.ts';
import type { Ground } from '../ground.ts';
import { readUnverifiedObject, remarksOfObject } from './unverified-object.ts';

export type InspectedFinding = FoundAt & { readonly change?: Remedy };

/** What is found, in an address of which each place is counted. */
export type InspectedAddress = Pick<Inspection, 'parameters' | 'next'> & {
  readonly tenant: string;
  readonly findings: readonly InspectedFinding[];
};

type Choice = { readonly address: string; readonly tenant?: string | undefined };

/** Judges an address by the tenant whose host is in it, or by the one that is named. */
export function inspectAddress(ground: Ground, choice: Choice): Promise<Result<InspectedAddress, string>> {
  return withStorageToRead(ground, async (storage) => {
    const tenants = createTenants({ storage, config: ground });
    const { host } = readAddress(choice.address);
    const found = await findTenant({ host, name: choice.tenant }, { storage, tenants });
    if (!found.ok) return found;
    const admin = ground.adminClient && adminClient({ ...ground.adminClient, client_secret_hash: '' });
    const inspection = await judge(choice.address, found.value, { storage, tenants }, admin);
    const { name } = found.value.tenant;
    const findings = inspection.findings.map((one) =>
      one.fix ? { ...one, change: remedyOf(one.fix, name) } : one,
    );
    return ok({ tenant: name, findings, parameters: inspection.parameters, next: inspection.next });
  });
}

type Means = { readonly storage: Storage; readonly tenants: Tenants };
type Place = Pick<FoundTenant, 'tenant' | 'issuer'>;

async function findTenant(
  { host, name }: { readonly host: string | undefined; readonly name: string | undefined },
  { storage, tenants }: Means,
): Promise<Result<Place, string>> {
  if (name !== undefined) {
    const chosen = await chooseTenant(storage, name);
    return chosen.ok ? ok({ tenant: chosen.value, issuer: tenants.issuer(chosen.value) }) : chosen;
  }
  const found = host === undefined ? undefined : await tenants.find(host);
  // Whoever may see one tenant is not told of the others.
  const seen = found && (await storage.tenants.list()).some(isSame(found.tenant));
  if (seen) return ok(found);
  const [only, ...others] = await tenants.list();
  if (only && others.length === 0) return ok(only);
  return err(
    host === undefined
      ? 'Say whose request it is, with the whole address or with --tenant NAME.'
      : `No tenant has the host ${host}: look for a slip (\`tacit tenants\` lists them), or say --tenant NAME.`,
  );
}

function isSame({ tenant_id }: Tenant): (other: Tenant) => boolean {
  return (other) => other.tenant_id === tenant_id;
}

async function judge(address: string, place: Place, means: Means, adminClient: Client | undefined) {
  const { tenant, issuer } = place;
  const { storage, tenants } = means;
  const read = readAddress(address);
  const unjudged = remarkOfPasted(read);
  if (unjudged) return inspectionOf(unjudged);
  const parsed = parseParameters(read.query);
  if (!parsed.ok) return inspectionOf(findingOf(malformed(parsed.error)));
  const outer = parsed.value;
  const records = storage.tenant(tenant.tenant_id);
  const found = read.host === undefined ? undefined : await tenants.find(read.host);
  const isElsewhere = read.host !== undefined && found?.tenant.tenant_id !== tenant.tenant_id;
  const beside = [
    ...(isElsewhere && read.host !== undefined ? [otherHost(read.host, issuer)] : []),
    ...read.findings,
  ];
  const clients = [
    ...builtInClients({ issuer, name: tenant.name, adminClient }),
    ...(await records.clients.list()),
  ];
  const named = requestedClientId(outer) ?? hintedClient(parameter(outer, 'id_token_hint'));
  const client = clients.find(({ client_id }) => client_id === named);
  const about = { outer, client, beside, asking: askingAt(tenant, means) };
  const inspection = read.kind === 'logout' ? judgeLogout(read, about) : await judgeRequest(read, about);
  const known = {
    client_ids: clients.filter((one) => one.is_built_in !== true).map(({ client_id }) => client_id),
    apis: (await records.resourceServers.list()).map(({ identifier }) => identifier),
  };
  return { ...inspection, findings: inspection.findings.map((one) => know(one, known)) };
}

type About = {
  readonly outer: Parameters;
  readonly client: Client | undefined;
  readonly beside: readonly Finding[];
  readonly asking: ReturnType<typeof askingAt>;
};

async function judgeRequest(
  read: ReadAddress,
  { outer, client, beside, asking }: About,
): Promise<Inspection> {
  const object = client && readUnverifiedObject(outer, client, asking.issuer);
  const encoded = object?.ok ? object.value : undefined;
  const inner = encoded === undefined ? outer : parametersOf(encoded);
  return inspectRequest({
    ...{ text: read.text, from: read.from, outer, client, now: now() },
    error: errorOf(read, outer, client, object),
    input: inner && (object?.ok ?? true) ? await inputOf(inner, client, asking) : undefined,
    beside: [...beside, ...(client ? remarksOfObject(outer, client) : [])],
  });
}

function judgeLogout(read: ReadAddress, { outer, client, beside, asking }: About): Inspection {
  const { path = '' } = read;
  return inspectLogout({
    ...read,
    path,
    parameters: outer,
    client,
    beside,
    settings: asking.tenant.settings,
  });
}

/** For whom an ID token says that it is, by whomever it was signed. */
function hintedClient(hint: string | undefined): string | undefined {
  const [, claims = ''] = (hint ?? '').split('.', 2);
  const aud = readObject(Buffer.from(claims, 'base64url').toString())?.['aud'];
  return typeof aud === 'string' ? aud : undefined;
}

function errorOf(
  { query }: ReadAddress,
  outer: Parameters,
  client: Client | undefined,
  object: Result<string | undefined, OAuthError> | undefined,
): OAuthError | undefined {
  if (query.length > MAX_REQUEST)
    return refusal('invalid_request', 'the request is too long', 'request_too_long');
  if (!client) return refusal('invalid_request', 'client_id is missing or unknown', unknownClient(outer));
  return object?.ok === false ? object.error : undefined;
}

function malformed(why: string): OAuthError {
  return refusal('invalid_request', why, 'request_malformed');
}

function parametersOf(encoded: string): Parameters | undefined {
  const read = parseParameters(encoded);
  return read.ok ? read.value : undefined;
}

/** With what else there is: the operator may know all of it. */
function know(
  finding: FoundAt,
  known: { readonly client_ids: readonly string[]; readonly apis: readonly string[] },
): FoundAt {
  const { code, sent } = finding;
  if (sent === undefined || !isDiagnosisCode(code)) return finding;
  const { remedy } = DIAGNOSES[code];
  if (code === 'client_id_unknown')
    return { ...finding, ...unknownAmong(sent, { client_ids: known.client_ids, elsewhere: [] }), remedy };
  return { ...finding, ...unknownApiAmong({ ...finding, code }, known.apis), remedy };
}
