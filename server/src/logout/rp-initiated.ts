/**
 * The end_session_endpoint (OIDC RP-Initiated Logout) and the page on which an End-User confirms.
 */
import type { Exchange, Handler } from '../deps.ts';
import { sameOriginPost } from '../http/csrf.ts';
import { readForm } from '../http/form.ts';
import { queryOf } from '../http/query.ts';
import { seeOther } from '../http/respond.ts';
import { confirmLogoutPage } from '../pages/logged-out.ts';
import { unknownClient } from '../protocol/diagnosis/diagnose-client.ts';
import { type OAuthError, oauthError, refusal } from '../protocol/oauth-error.ts';
import { type Parameters, parameter, parseParameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import {
  checkLogoutRequest,
  type LogoutHint,
  logoutHint,
  logoutLocation,
  logoutTarget,
  mustConfirmLogout,
  requestingClientId,
} from '../protocol/session/end-session.ts';
import type { Client } from '../resources/client/client.ts';
import { keepRequest, recallRequest } from '../walk/kept-requests.ts';
import { leadOn, lookOf, refuse, show } from '../walk/reply.ts';
import { currentSession, endSession, signedOut } from './end-session.ts';

type LogoutRequest = {
  readonly hint: LogoutHint | undefined;
  readonly client: Client | undefined;
  /** Where to go afterwards; undefined: to the page that says it is done. */
  readonly location: string | undefined;
};

/** GET and POST /oidc/logout. */
export const endSessionRequest: Handler = async (exchange) => {
  const request = await readRequest(exchange);
  if (!request.ok) {
    const asked = queryOf(exchange.request);
    return refuse(request.error, exchange, { kind: 'logout', asked });
  }
  const { hint, client, location } = request.value;
  const session = await currentSession(exchange);
  const { deps, tenant } = exchange;
  if (!session) return endSession(session, location, exchange);
  const sub = deps.subjects.of(session.user.sub, client, tenant.tenant_id);
  if (!mustConfirmLogout(session, hint, sub)) return endSession(session, location, exchange);
  const waiting = { sid: session.sid, client_id: client?.client_id, location, at: deps.now() };
  return leadOn(`/logout?request=${await sealWaiting(waiting, exchange)}`, exchange);
};

/** GET /logout: the confirmation of a request, or the page that says it is done. */
export const showLogout: Handler = async (exchange) => {
  const query = parseParameters(queryOf(exchange.request));
  const sealed = query.ok ? parameter(query.value, 'request') : undefined;
  if (sealed === undefined) return signedOut(exchange);
  const waiting = await openWaiting(sealed, exchange);
  if (!waiting) return refuse(UNREADABLE, exchange, OUTDATED);
  const session = await currentSession(exchange);
  if (!session) return endSession(session, waiting.location, exchange);
  if (session.sid !== waiting.sid) return refuse(OTHER_SESSION, exchange, OUTDATED);
  const client = await findClient(waiting.client_id, exchange);
  const look = lookOf(exchange);
  const document = confirmLogoutPage({
    look,
    action: '/logout',
    request: sealed,
    csrf: exchange.deps.seal.mac(sealContext(exchange), waiting.sid),
    user_email: session.user.claims.email ?? session.user.sub,
    client_name: client?.client_name,
  });
  return show(document, look);
};

/** POST /logout. */
export const submitLogout: Handler = async (exchange) => {
  const form = await readConfirmation(exchange);
  if (!form.ok) return refuse(form.error, exchange, { kind: 'foreign_form' });
  const waiting = await openWaiting(parameter(form.value, 'request') ?? '', exchange);
  if (!waiting) return refuse(UNREADABLE, exchange, OUTDATED);
  const csrf = parameter(form.value, 'csrf') ?? '';
  if (!exchange.deps.seal.isMac(sealContext(exchange), waiting.sid, csrf))
    return refuse(FORBIDDEN, exchange, { kind: 'foreign_form', status: 403 });
  const session = await currentSession(exchange);
  if (session && session.sid !== waiting.sid) return refuse(OTHER_SESSION, exchange, OUTDATED);
  if (parameter(form.value, 'action') === 'stay')
    return waiting.location === undefined
      ? seeOther('/logout')
      : leadOn(waiting.location, exchange, { isBack: true });
  return endSession(session, waiting.location, exchange);
};

const UNREADABLE = oauthError('invalid_request', 'the logout request cannot be read');

/** Somebody has signed in since: what is asked about is the end of a session that is gone, and this one goes on. */
const OTHER_SESSION = oauthError(
  'invalid_request',
  'another session has begun since the logout was asked for',
);

const FORBIDDEN = oauthError('access_denied', 'the form was not sent from the page it belongs to');

/** Whoever meant to sign out still can. */
const OUTDATED = { kind: 'outdated', startAgain: '/oidc/logout' } as const;

/** Characters of where to go, judged before anybody is asked whether they mean it. */
const MAX_LOCATION = 10_000;

/** Characters of it that are sealed into the address of the page that asks; what is longer is kept at the server meanwhile. */
const MAX_IN_ADDRESS = 900;

async function findClient(client_id: string | undefined, exchange: Exchange): Promise<Client | undefined> {
  return client_id === undefined ? undefined : exchange.deps.clients.find(client_id, exchange);
}

async function readRequest(exchange: Exchange): Promise<Result<LogoutRequest, OAuthError>> {
  const { request } = exchange;
  const encoded = request.method === 'POST' ? await readForm(request) : ok(queryOf(request));
  if (!encoded.ok) return err(oauthError('invalid_request', 'the form cannot be read'));
  const parameters = parseParameters(encoded.value);
  if (!parameters.ok) return err(oauthError('invalid_request', parameters.error));
  const unusable = checkLogoutRequest(parameters.value);
  if (unusable) return err(unusable);

  const hint = await readHint(parameters.value, exchange);
  if (!hint.ok) return hint;
  const client_id = requestingClientId(parameters.value, hint.value);
  if (!client_id.ok) return client_id;
  const client = await findClient(client_id.value, exchange);
  if (client_id.value !== undefined && !client)
    return err(refusal('invalid_request', 'client_id is unknown', unknownClient(parameters.value)));
  const target = logoutTarget(parameters.value, client);
  if (!target.ok) return target;
  const location = target.value && logoutLocation(target.value);
  if (location !== undefined && location.length > MAX_LOCATION)
    return err(oauthError('invalid_request', 'state is too long for the address it goes back to'));
  return ok({ hint: hint.value, client, location });
}

async function readHint(
  parameters: Parameters,
  { deps, tenant, issuer }: Exchange,
): Promise<Result<LogoutHint | undefined, OAuthError>> {
  const sent = parameter(parameters, 'id_token_hint');
  if (sent === undefined) return ok(undefined);
  const token = await deps.keys.verify(tenant.tenant_id, sent);
  const hint = token && logoutHint(token, issuer);
  return hint
    ? ok(hint)
    : err(oauthError('invalid_request', 'id_token_hint is not an ID token of this server'));
}

async function readConfirmation({ request, issuer }: Exchange): Promise<Result<Parameters, OAuthError>> {
  if (!sameOriginPost(request, new URL(issuer).origin)) return err(FORBIDDEN);
  const body = await readForm(request);
  const form = body.ok ? parseParameters(body.value) : body;
  return form.ok ? form : err(oauthError('invalid_request', 'the form cannot be read'));
}

/** A request that waits for the End-User, sealed: it travels with the browser. */
type Waiting = {
  readonly sid: string;
  readonly client_id: string | undefined;
  readonly location: string | undefined;
};

/** Seconds the End-User may take. */
const MAX_WAIT = 600;

async function sealWaiting(waiting: Waiting & { readonly at: number }, exchange: Exchange): Promise<string> {
  const { location } = waiting;
  const isLong = location !== undefined && location.length > MAX_IN_ADDRESS;
  const kept = isLong ? await keepRequest(location, exchange) : undefined;
  const data = kept === undefined ? waiting : { ...waiting, location: undefined, kept };
  return exchange.deps.seal.seal(sealContext(exchange), data);
}

async function openWaiting(sealed: string, exchange: Exchange): Promise<Waiting | undefined> {
  const { deps } = exchange;
  const { sid, client_id, location, kept, at } = deps.seal.open(sealContext(exchange), sealed) ?? {};
  if (typeof sid !== 'string' || typeof at !== 'number' || deps.now() - at > MAX_WAIT) return undefined;
  // It is kept for longer than anybody may wait here.
  const address = typeof kept === 'string' ? await recallRequest(kept, exchange) : location;
  return {
    sid,
    client_id: typeof client_id === 'string' ? client_id : undefined,
    location: typeof address === 'string' ? address : undefined,
  };
}

function sealContext({ tenant }: Exchange): { readonly purpose: 'logout'; readonly tenant_id: string } {
  return { purpose: 'logout', tenant_id: tenant.tenant_id };
}
