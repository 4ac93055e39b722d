/**
 * Which applications may use the account, and taking that back (OIDC Core §11, RFC 6749 §10.4).
 */
import type { Exchange, Handler } from '../deps.ts';
import { listApplications, withdrawAccess } from '../own-account/applications.ts';
import {
  type AccessOfApplication,
  accountApplicationsPage,
  type UsedApplication,
} from '../pages/account/applications.ts';
import { homeOf } from '../protocol/client/way-back.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { parameter } from '../protocol/parameters.ts';
import { refuse } from '../walk/reply.ts';
import { backTo, openSection, openSentSection, showSection } from './open.ts';

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
  const client_id = parameter(form, 'client_id') ?? '';
  if (!(await withdrawAccess({ session }, client_id, exchange))) {
    return refuse(oauthError('invalid_request', 'there is no such application'), exchange, {
      kind: 'outdated',
      status: 404,
    });
  }
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
