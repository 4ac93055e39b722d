/**
 * Why the request of a reference was refused, by what the log has of it and of its sign-in.
 */
import type { Exchange } from '../../../deps.ts';
import { DIAGNOSES, isDiagnosisCode } from '../../../protocol/diagnosis/diagnoses.ts';
import type { Client } from '../../../resources/client/client.ts';
import { storyOf } from '../../../resources/computed/story.ts';
import { tenantName } from '../../../resources/tenant/tenant.ts';

/** All rows of one sign-in. */
const MAX_ROWS = 200;

/** Undefined: the log has nothing of it that was refused. */
export async function tellReference(request_id: string, exchange: Exchange): Promise<object | undefined> {
  const { audit, clients } = exchange.records;
  const rows = await audit.search({ request_id, order: 'oldest', limit: MAX_ROWS });
  const known = new Map<string, Client>();
  for (const client_id of new Set(rows.flatMap((row) => row.client_id ?? []))) {
    const client = await clients.find(client_id);
    if (client) known.set(client_id, client);
  }
  const { steps } = storyOf(rows, { tenant: tenantName(exchange.tenant), clients: known });
  const findings = steps.flatMap(({ because, sent }) => {
    if (!because) return [];
    const { code, sentence, remedy, command, yaml, change } = because;
    const row = isDiagnosisCode(code) ? DIAGNOSES[code] : undefined;
    const said = { code, verdict: 'wrong', where: row?.where ?? 'request', sentence, remedy };
    const section = row ? { section: row.section } : {};
    const fix = command === undefined ? {} : { fix: { ...change, command, ...(yaml ? { yaml } : {}) } };
    return [{ ...said, ...section, ...(sent === undefined ? {} : { sent }), ...fix }];
  });
  const names = new Set(steps.flatMap(({ client_id }) => client_id ?? []));
  const [client_id] = names;
  const request = client_id === undefined ? {} : { request: { client_id } };
  return findings.length > 0 ? { findings, ...request } : undefined;
}
