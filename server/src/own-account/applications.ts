/**
 * Which applications may use an account, and taking that back (OIDC Core §11, RFC 6749 §10.4).
 */
import type { Exchange } from '../deps.ts';
import type { AccessOfApplication } from '../pages/account/applications.ts';
import { consentSubject, isCovered } from '../protocol/authorization/consent.ts';
import { metadataHost } from '../protocol/client/metadata-url.ts';
import { homeOf } from '../protocol/client/way-back.ts';
import { apiInWords } from '../walk/api-in-words.ts';
import { lookOf } from '../walk/reply.ts';
import type { Self } from './in-session.ts';
import { audit } from './record.ts';

/** Consent is withdrawn, and all that was given for it ends; false: this application has none. */
export async function withdrawAccess(
  { session }: Self,
  client_id: string,
  exchange: Exchange,
): Promise<boolean> {
  const { consents } = exchange.records;
  const { sub } = session.user;
  const allowed = await consents.list(sub);
  if (!allowed.some((one) => one.client_id === client_id)) return false;
  await consents.withdraw({ sub, client_id });
  await audit('consent_withdrawn', { session, client_id }, exchange);
  return true;
}

/** Applications with the access that they have. */
export async function listApplications(
  sub: string,
  exchange: Exchange,
): Promise<readonly AccessOfApplication[]> {
  const { records, deps } = exchange;
  const allowed = await records.consents.list(sub);
  const client_ids = [...new Set(allowed.map(({ client_id }) => client_id))];
  const found = await Promise.all(client_ids.map((client_id) => deps.clients.find(client_id, exchange)));
  const clients = new Map(client_ids.map((client_id, index) => [client_id, found[index]]));
  const applications = new Map<string, AccessOfApplication>();
  for (const { client_id, audience, scopes, since, covers } of allowed) {
    const client = clients.get(client_id);
    const host = metadataHost(client_id);
    // A client that is gone can use nothing of what it was given; a document that is gone may come back.
    if (!client && host === undefined) continue;
    const before = applications.get(client_id);
    const subject = client && consentSubject(client);
    const known = before?.since ?? since;
    applications.set(client_id, {
      client_id,
      client_name: client?.client_name ?? host ?? '',
      home: client && homeOf(client, exchange.issuer),
      asks_again:
        before?.asks_again === true ||
        subject === undefined ||
        covers.some((agreed) => agreed === null || !isCovered(subject, agreed)),
      since: known !== undefined && since !== undefined ? Math.min(known, since) : known,
      apis: [...(before?.apis ?? []), await accessAt({ audience, scopes }, exchange)],
    });
  }
  return [...applications.values()];
}

type Allowed = { readonly audience?: string | undefined; readonly scopes: readonly string[] };

/** What somebody agreed to at one API, in words; without an API it is about themselves. */
async function accessAt({ audience, scopes }: Allowed, exchange: Exchange) {
  const { deps, tenant, issuer } = exchange;
  const found = audience === undefined ? undefined : await deps.tenants.findResourceServer(tenant, audience);
  const api = found && apiInWords(found, { issuer, text: lookOf(exchange).text });
  const described = new Map(api?.scopes.map(({ value, description }) => [value, description]));
  return {
    name: api?.title ?? api?.name,
    scopes: scopes.map((value) => ({ value, description: described.get(value) })),
  };
}
