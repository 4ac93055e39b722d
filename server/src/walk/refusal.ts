/**
 * Why a request was refused, as far as this server knows: for the log always, for a page where a developer at this machine reads
 * it. No token, code, password, cookie, state or nonce is in it.
 */
import type { Exchange } from '../deps.ts';
import type { Finding } from '../pages/finding.ts';
import { addressForLog } from '../protocol/diagnosis/address-for-log.ts';
import { unknownAmong } from '../protocol/diagnosis/diagnose-client.ts';
import { logoutAddressOfAnother } from '../protocol/diagnosis/diagnose-logout.ts';
import { redirectUriOfAnother } from '../protocol/diagnosis/diagnose-redirect-uri.ts';
import type { DiagnosisCode } from '../protocol/diagnosis/diagnoses.ts';
import type { Diagnosis } from '../protocol/diagnosis/diagnosis.ts';
import { unknownApiAmong } from '../protocol/diagnosis/unknown-api.ts';
import { diagnosisOf, type OAuthError } from '../protocol/oauth-error.ts';
import { parameter, parseParameters } from '../protocol/parameters.ts';
import { remedyOf } from '../resources/computed/remedy.ts';

/** What a developer at this machine is shown; undefined: somebody else asks. */
export async function findingFor(error: OAuthError, exchange: Exchange): Promise<Finding | undefined> {
  if (!exchange.isDeveloper) return undefined;
  const diagnosis = await explain(diagnosisOf(error), exchange);
  const remedy = diagnosis.fix && remedyOf(diagnosis.fix, exchange.tenant.name);
  return { diagnosis, error_description: error.error_description, remedy };
}

/** What may be found out beside: by reading what nobody but a developer is told. */
const FACTS: ReadonlyMap<
  DiagnosisCode,
  (diagnosis: Diagnosis, sent: string, exchange: Exchange) => Promise<Diagnosis>
> = new Map([
  ['client_id_unknown', whoElse],
  ['redirect_uri_unregistered', whoseElse],
  ['redirect_uri_none_registered', whoseElse],
  ['audience_unknown', whichElse],
  ['logout_address_unregistered', whoseLogout],
]);

/** A diagnosis with what is found out beside, for whoever may know it. */
export async function explain(diagnosis: Diagnosis, exchange: Exchange): Promise<Diagnosis> {
  const more = FACTS.get(diagnosis.code);
  return more && diagnosis.sent !== undefined ? more(diagnosis, diagnosis.sent, exchange) : diagnosis;
}

async function whoElse(_: Diagnosis, sent: string, exchange: Exchange): Promise<Diagnosis> {
  const { records, deps, tenant } = exchange;
  const clients = await records.clients.list();
  const elsewhere: string[] = [];
  // Who else has one of the name is for a developer at this machine, and for the operators of all tenants.
  const others = exchange.isDeveloper ? await deps.storage.tenants.list() : [];
  for (const other of others) {
    const isOther = other.tenant_id !== tenant.tenant_id;
    if (isOther && (await deps.storage.tenant(other.tenant_id).clients.find(sent)))
      elsewhere.push(deps.tenants.issuer(other));
  }
  return unknownAmong(sent, { client_ids: clients.map(({ client_id }) => client_id), elsewhere });
}

/** The one that asks has not registered it, so whoever has is another. */
async function whoseElse(diagnosis: Diagnosis, sent: string, { records }: Exchange): Promise<Diagnosis> {
  const owner = (await records.clients.list()).find(({ redirect_uris }) => redirect_uris.includes(sent));
  return owner ? redirectUriOfAnother(diagnosis, owner) : diagnosis;
}

async function whoseLogout(diagnosis: Diagnosis, sent: string, { records }: Exchange): Promise<Diagnosis> {
  const clients = await records.clients.list();
  const owner = clients.find(({ allowed_logout_urls }) => allowed_logout_urls.includes(sent));
  return owner ? logoutAddressOfAnother(diagnosis, owner) : diagnosis;
}

async function whichElse(diagnosis: Diagnosis, _: string, { records }: Exchange): Promise<Diagnosis> {
  const apis = await records.resourceServers.list();
  return unknownApiAmong(
    diagnosis,
    apis.map(({ identifier }) => identifier),
  );
}

/** Characters of a name that a log repeats. */
const MAX_NAME = 200;

/** Which client a refused request names, there or not, and what of it is to blame: without what may be secret. */
export function sentIn(
  error: OAuthError,
  asked: string | undefined,
): { readonly client_id: string | undefined; readonly sent: string | undefined } {
  const { sent } = diagnosisOf(error);
  const parameters = asked === undefined ? undefined : parseParameters(asked);
  const client_id = parameters?.ok ? parameter(parameters.value, 'client_id')?.slice(0, MAX_NAME) : undefined;
  return { client_id, sent: sent === undefined ? undefined : addressForLog(sent) };
}

/**
 * A line of the log. Of a redirect_uri it has what is before the query, and the names in that; `asked` is the request, as the query
 * of an address holds it.
 */
export function logRefusal(
  message: 'request refused' | 'authorization refused',
  refused: {
    readonly error: OAuthError;
    readonly asked?: string | undefined;
    readonly finding?: Finding | undefined;
  },
  { deps, request_id }: Exchange,
): void {
  const { error, asked, finding } = refused;
  const { code, where, sentence, section } = finding?.diagnosis ?? diagnosisOf(error);
  const sent = asked === undefined ? undefined : parseParameters(asked);
  const named = (name: string) =>
    sent?.ok ? parameter(sent.value, name)?.slice(0, MAX_NAME * 10) : undefined;
  const redirect_uri = named('redirect_uri');
  const line = {
    request_id,
    client_id: named('client_id')?.slice(0, MAX_NAME),
    redirect_uri: redirect_uri && addressForLog(redirect_uri),
    error: error.error,
    finding: code,
    where,
    sentence,
    section,
    detail: error.detail,
  };
  deps.log.info(line, message);
}
