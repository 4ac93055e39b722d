/**
 * Which applications may use the account, and taking that back (OIDC Core §11, RFC 6749 §10.4).
 */
import type { Exchange, Handler } from '../deps.ts';
import {
  type AccessOfApplication,
  accountApplicationsPage,
  type UsedApplication,
} from '../pages/account/applications.ts';
import { consentSubject, isCovered } from '../protocol/authorization/consent.ts';
import { metadataHost } from '../protocol/client/metadata-url.ts';
import { homeOf } from '../protocol/client/way-back.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { parameter } from '../protocol/parameters.ts';
import { refuse } from '../walk/reply.ts';
import { audit, backTo, openSection, openSentSection, showSection } from './open.ts';

/** GET /account/applications. */
export const showApplications: Handler = async (exchange) => {
  const opened = await openSection('applications', exchange);
  if (!opened.ok) return opened.error;
  const { session, frame } = opened.value;
  const applications = await listApplications(session.user.sub, exchange);
  const used = await listUsed(session.user.sub, applications, exchange);
  return showSection(accountApplicationsPage(frame, applications, used), frame);
};

/** POST /account/applications: consent is withdrawn, and all that was given for it ends. */
export const submitApplications: Handler = async (exchange) => {
  const sent = await openSentSection('applications', exchange);
  if (!sent.ok) return sent.error;
  const { session, form } = sent.value;
  const { sub } = session.user;
  const client_id = parameter(form, 'client_id');
  const allowed = await exchange.records.consents.list(sub);
  if (client_id === undefined || !allowed.some((one) => one.client_id === client_id)) {
    return refuse(oauthError('invalid_request', 'there is no such application'), exchange, {
      kind: 'outdated',
      status: 404,
    });
  }
  await exchange.records.consents.withdraw({ sub, client_id });
  await audit('consent_withdrawn', { session, client_id }, exchange);
  return backTo('applications', 'access_removed');
};

/** Sign-ins among which applications are looked for that hold no access. */
const SIGN_INS = 20;

/** Applications that were signed in to and can be opened: the operator's own ask for no consent. */
async function listUsed(
  sub: string,
  listed: readonly AccessOfApplication[],
  exchange: Exchange,
): Promise<readonly UsedApplication[]> {
  const sign_ins = await exchange.records.signIns.list(sub, SIGN_INS);
  const others = new Set(sign_ins.flatMap(({ client_id }) => client_id ?? []));
  for (const { client_id } of listed) others.delete(client_id);
  const found = await Promise.all([...others].map((id) => exchange.deps.clients.find(id, exchange)));
  return found.flatMap((client) => {
    const home = client && homeOf(client, exchange.issuer);
    return client && home !== undefined
      ? [{ client_id: client.client_id, client_name: client.client_name, home }]
      : [];
  });
}

async function listApplications(sub: string, exchange: Exchange): Promise<readonly AccessOfApplication[]> {
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
    const api = audience === undefined ? undefined : await records.resourceServers.find(audience);
    const described = new Map(api?.scopes.map(({ value, description }) => [value, description]));
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
      apis: [
        ...(before?.apis ?? []),
        {
          name: api?.name,
          scopes: scopes.map((value) => ({ value, description: described.get(value) })),
        },
      ],
    });
  }
  return [...applications.values()];
}
