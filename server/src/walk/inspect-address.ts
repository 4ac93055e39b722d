/**
 * A request judged for whoever has to mend it: opened as the door opens one, and nobody is answered by it.
 */
import type { Exchange } from '../deps.ts';
import { DIAGNOSES, isDiagnosisCode } from '../protocol/diagnosis/diagnoses.ts';
import { otherHost, readAddress } from '../protocol/diagnosis/inspection/address.ts';
import { type FoundAt, type Inspection, inspectRequest } from '../protocol/diagnosis/inspection/inspect.ts';
import { parameter } from '../protocol/parameters.ts';
import { hintedSub } from '../protocol/tokens/id-token.ts';
import { factsOf, type Opened, openRequest } from './authorization-request.ts';
import { explain } from './refusal.ts';

/** Judges an address, or its query alone, as one of this tenant. */
export async function inspectAddress(address: string, exchange: Exchange): Promise<Inspection> {
  const read = readAddress(address);
  const opened = await openRequest(read.query, exchange);
  const { outer, client } = opened.ok ? opened.value : opened.error;
  const parameters = opened.ok ? opened.value.parameters : client ? undefined : outer;
  const inspection = inspectRequest({
    ...{ text: read.text, from: read.from, outer, client },
    error: opened.ok ? undefined : opened.error.error,
    input: parameters && (await factsOf(parameters, client, exchange)),
    isObject: opened.ok && opened.value.parameters !== opened.value.outer,
    hinted: opened.ok ? await readHint(opened.value, exchange) : undefined,
    beside: [...(await hostFindings(read.host, exchange)), ...read.findings],
    now: exchange.deps.now(),
  });
  return {
    ...inspection,
    findings: await Promise.all(inspection.findings.map((one) => know(one, exchange))),
  };
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
