/**
 * A request judged for whoever has to mend it: opened as the door opens one, and nobody is answered by it.
 */
import type { Exchange } from '../deps.ts';
import { DIAGNOSES, isDiagnosisCode } from '../protocol/diagnosis/diagnoses.ts';
import { otherHost, type ReadAddress, readAddress } from '../protocol/diagnosis/inspection/address.ts';
import { type Finding, findingOf } from '../protocol/diagnosis/inspection/finding.ts';
import { type Inspection, inspectionOf, inspectRequest } from '../protocol/diagnosis/inspection/inspect.ts';
import { inspectLogout } from '../protocol/diagnosis/inspection/inspect-logout.ts';
import { remarkOfPasted } from '../protocol/diagnosis/inspection/pasted.ts';
import type { FoundAt } from '../protocol/diagnosis/inspection/verdicts.ts';
import { refusal } from '../protocol/oauth-error.ts';
import { parameter, parseParameters } from '../protocol/parameters.ts';
import { logoutHint } from '../protocol/session/end-session.ts';
import { hintedSub } from '../protocol/tokens/id-token.ts';
import { factsOf, type Opened, openRequest } from './authorization-request.ts';
import { explain } from './refusal.ts';

/** Judges what was pasted, as a request to this tenant. */
export async function inspectAddress(address: string, exchange: Exchange): Promise<Inspection> {
  const read = readAddress(address);
  const unjudged = remarkOfPasted(read);
  if (unjudged) return inspectionOf(unjudged);
  const beside = [...(await hostFindings(read.host, exchange)), ...read.findings];
  const inspection = await (read.kind === 'logout' ? judgeLogout : judgeRequest)(read, beside, exchange);
  return {
    ...inspection,
    findings: await Promise.all(inspection.findings.map((one) => know(one, exchange))),
  };
}

type Beside = readonly Finding[];

async function judgeRequest(read: ReadAddress, beside: Beside, exchange: Exchange): Promise<Inspection> {
  const opened = await openRequest(read.query, exchange);
  const { outer, client } = opened.ok ? opened.value : opened.error;
  const parameters = opened.ok ? opened.value.parameters : client ? undefined : outer;
  return inspectRequest({
    ...{ text: read.text, from: read.from, outer, client, beside },
    error: opened.ok ? undefined : opened.error.error,
    input: parameters && (await factsOf(parameters, client, exchange)),
    isObject: opened.ok && opened.value.parameters !== opened.value.outer,
    hinted: opened.ok ? await readHint(opened.value, exchange) : undefined,
    now: exchange.deps.now(),
  });
}

async function judgeLogout(read: ReadAddress, beside: Beside, exchange: Exchange): Promise<Inspection> {
  const { deps, tenant, issuer } = exchange;
  const parsed = parseParameters(read.query);
  if (!parsed.ok)
    return inspectionOf(findingOf(refusal('invalid_request', parsed.error, 'request_malformed')));
  const parameters = parsed.value;
  const sent = parameter(parameters, 'id_token_hint');
  const token = sent === undefined ? undefined : await deps.keys.verify(tenant.tenant_id, sent);
  const hint = token && logoutHint(token, issuer);
  const client_id = hint?.client_id ?? parameter(parameters, 'client_id');
  const client = client_id === undefined ? undefined : await deps.clients.find(client_id, exchange);
  const { path = '' } = read;
  return inspectLogout({ ...read, path, parameters, client, beside, settings: tenant.settings });
}

async function hostFindings(host: string | undefined, { deps, tenant, issuer }: Exchange) {
  const found = host === undefined ? undefined : await deps.tenants.find(host);
  const isOwn = host === undefined || found?.tenant.tenant_id === tenant.tenant_id;
  return isOwn ? [] : [otherHost(host, issuer)];
}

async function readHint({ parameters, client }: Opened, exchange: Exchange): Promise<'invalid' | undefined> {
  const { deps, tenant, issuer } = exchange;
  const hint = parameter(parameters, 'id_token_hint');
  if (hint === undefined) return undefined;
  const token = await deps.keys.verify(tenant.tenant_id, hint);
  const sub = token && hintedSub(token, { issuer, client_id: client.client_id });
  return sub === undefined ? 'invalid' : undefined;
}

/** With what else the tenant has, for whoever may know it. */
async function know(finding: FoundAt, exchange: Exchange): Promise<FoundAt> {
  const { code, verdict, remedy, refused, at, ...diagnosis } = finding;
  if (!isDiagnosisCode(code)) return finding;
  const known = await explain({ code, ...diagnosis }, exchange);
  return { ...finding, ...known, remedy: DIAGNOSES[known.code].remedy };
}
