/**
 * `tacit inspect`: an address that an application leads to, judged by what is registered, parameter by parameter. Nobody is asked but
 * the database: what needs keys, a signature or a document elsewhere, is said not to have been looked at.
 */
import { readObject } from '../../keys/client-keys.ts';
import { requestedClientId } from '../../protocol/authorization/authorization-request.ts';
import { readRequestObject, requestObjectSource } from '../../protocol/authorization/request-object.ts';
import { unknownAmong, unknownClient } from '../../protocol/diagnosis/diagnose-client.ts';
import { unknownApi } from '../../protocol/diagnosis/diagnose-request.ts';
import { DIAGNOSES, isDiagnosisCode } from '../../protocol/diagnosis/diagnoses.ts';
import { otherHost, readAddress } from '../../protocol/diagnosis/inspection/address.ts';
import { type Finding, remark } from '../../protocol/diagnosis/inspection/finding.ts';
import {
  type FoundAt,
  type Inspection,
  inspectRequest,
} from '../../protocol/diagnosis/inspection/inspect.ts';
import { type OAuthError, refusal } from '../../protocol/oauth-error.ts';
import { type Parameters, parseParameters } from '../../protocol/parameters.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { ACCOUNT_CLIENT_ID } from '../../protocol/tenant/names.ts';
import { accountClient } from '../../resources/client/account-client.ts';
import type { Client } from '../../resources/client/client.ts';
import { type Remedy, remedyOf } from '../../resources/computed/remedy.ts';
import type { Tenant } from '../../resources/tenant/tenant.ts';
import type { Storage } from '../../storage/storage.ts';
import { createTenants, type FoundTenant, type Tenants } from '../../tenants/tenants.ts';
import { askingAt, inputOf, withOwnApi } from '../asking.ts';
import { chooseTenant } from '../choose-tenant.ts';
import { now, withStorageToRead } from '../database.ts';
import type { Ground } from '../ground.ts';

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
    const inspection = await judge(choice.address, found.value, { storage, tenants });
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

async function judge(address: string, { tenant, issuer }: Place, means: Means): Promise<Inspection> {
  const { storage, tenants } = means;
  const read = readAddress(address);
  const records = storage.tenant(tenant.tenant_id);
  const parsed = parseParameters(read.query);
  const outer = parsed.ok ? parsed.value : undefined;
  const client = outer && (await findClient(requestedClientId(outer), { tenant, issuer }, storage));
  const found = read.host === undefined ? undefined : await tenants.find(read.host);
  const isElsewhere = read.host !== undefined && found?.tenant.tenant_id !== tenant.tenant_id;
  const object = client && unverifiedObject(outer, client, issuer);
  const encoded = object?.ok ? object.value : undefined;
  const inner = encoded === undefined ? outer : parametersOf(encoded);
  const inspection = inspectRequest({
    ...{ text: read.text, from: read.from, outer, client, now: now() },
    error: parsed.ok ? errorOf(parsed.value, client, object) : malformed(parsed.error),
    input: inner && (object?.ok ?? true) ? await inputOf(inner, client, askingAt(tenant, means)) : undefined,
    beside: [
      ...(isElsewhere && read.host !== undefined ? [otherHost(read.host, issuer)] : []),
      ...read.findings,
      ...(outer && client ? remarksOfObject(outer, client) : []),
    ],
  });
  const known = {
    client_ids: (await records.clients.list()).map((one) => one.client_id),
    apis: (await records.resourceServers.list()).map(({ identifier }) => identifier),
  };
  return { ...inspection, findings: inspection.findings.map((one) => withOwnApi(know(one, known), issuer)) };
}

async function findClient(
  client_id: string | undefined,
  { tenant, issuer }: Place,
  storage: Storage,
): Promise<Client | undefined> {
  if (client_id === undefined) return undefined;
  if (client_id === ACCOUNT_CLIENT_ID) return accountClient({ issuer, name: tenant.name });
  return storage.tenant(tenant.tenant_id).clients.find(client_id);
}

function errorOf(
  outer: Parameters,
  client: Client | undefined,
  object: Result<string | undefined, OAuthError> | undefined,
): OAuthError | undefined {
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

/** What was not looked at: who signed an object, or what lies at an address. */
function remarksOfObject(outer: Parameters, client: Client): readonly Finding[] {
  const source = requestObjectSource(outer, client);
  if (!source.ok) return [];
  const codes = {
    none: [],
    value: ['request_object_unverified'],
    reference: ['request_uri_not_followed'],
  } as const;
  return codes[source.value.kind].map((code) => remark(code));
}

/** What a request object says, by whomever it was signed; undefined: there is none, or it lies elsewhere. */
function unverifiedObject(
  outer: Parameters,
  client: Client,
  issuer: string,
): Result<string | undefined, OAuthError> {
  const source = requestObjectSource(outer, client);
  if (!source.ok) return source;
  if (source.value.kind !== 'value') return ok(undefined);
  const { jwt } = source.value;
  const [header, claims] = jwt.split('.', 2).map((part) => Buffer.from(part, 'base64url').toString());
  const signed = { header: readObject(header ?? ''), claims: readObject(claims ?? '') };
  if (!signed.header || !signed.claims) {
    const why = 'the request object is not signed by a key of the client';
    return err(refusal('invalid_request_object', why, 'request_object_signature'));
  }
  const { header: head, claims: body } = signed;
  return readRequestObject({ header: head, claims: body }, { client, issuer, now: now(), beside: outer });
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
  return code === 'audience_unknown' ? { ...finding, ...unknownApi(sent, known.apis), remedy } : finding;
}
