/**
 * The authorization endpoint (RFC 6749 §3.1, §4.2; OIDC Core §3.2.2): the only door a client is answered through. Login
 * and consent record a fact and come back here, and the request is judged again from the start.
 */

import type { Exchange, Handler } from '../deps.ts';
import { type AuthorizationRequest, consentScopes } from '../protocol/authorization/authorization-request.ts';
import {
  errorParameters,
  type IssuedTokens,
  successParameters,
} from '../protocol/authorization/authorization-response.ts';
import { consentSubject } from '../protocol/authorization/consent.ts';
import {
  decide,
  type Facts,
  hasAgreed,
  type Interaction,
  LATE_FORM_LIFETIME,
  maySkipConsent,
} from '../protocol/authorization/interaction.ts';
import type { RedirectTarget, ResponseParameters } from '../protocol/authorization/response-mode.ts';
import { originOf } from '../protocol/client/redirect-uri.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import { type OAuthError, oauthError, reasonOf } from '../protocol/oauth-error.ts';
import { sessionState } from '../protocol/session/session-state.ts';
import { POLICIES } from '../protocol/tenant/policy.ts';
import { hasPasswordSignUp } from '../protocol/tenant/tenant.ts';
import { grantOf } from '../protocol/tokens/grant.ts';
import { hintedSub } from '../protocol/tokens/id-token.ts';
import { issueCode, issueTokens } from '../tokens/issue.ts';
import { type Asked, readAsked } from '../walk/asked-request.ts';
import { readAuthorizationRequest } from '../walk/authorization-request.ts';
import { consentKey, forEndUser } from '../walk/end-user-request.ts';
import {
  bareRequestPath,
  beginInteraction,
  goTo,
  type InteractionPage,
  refuseAnswered,
} from '../walk/interaction.ts';
import { journeyOf } from '../walk/journey.ts';
import { findingFor, logRefusal, sentIn } from '../walk/refusal.ts';
import { leadOn, refuse, respond } from '../walk/reply.ts';
import { currentBrowserState, findSession } from '../walk/session.ts';
import { shownOfRequest } from '../walk/shown.ts';

/** GET and POST /authorize. */
export const authorization: Handler = async (exchange) => {
  const asked = await readAsked(exchange);
  if (!asked.ok) return refuse(asked.error.error, exchange, asked.error);
  return judge(asked.value, exchange);
};

/** Steps 3 to 9 of the walk: the one function that holds the control flow. */
async function judge(asked: Asked, exchange: Exchange): Promise<Response> {
  const { deps, tenant } = exchange;
  const read = await readAuthorizationRequest(asked.parameters, exchange);
  if (!read.ok) {
    const { error, target } = read.error;
    const { parameters } = asked;
    const { interaction } = asked;
    return target
      ? answerError(error, { target, asked: parameters, interaction }, exchange)
      : refuse(error, exchange, { asked: parameters, interaction });
  }
  const { encoded } = read.value;
  const session = await findSession(exchange, { silent: read.value.request.prompt.has('none') });
  const request = await forEndUser(read.value.request, session, exchange);

  const facts = await fetchFacts(request, { interaction: asked.interaction, session }, exchange);
  const decision = decide(request, facts, { now: deps.now(), settings: tenant.settings });
  // A request object is opened once: what it held when it was judged is what the End-User is asked about.
  const judged = { ...asked, parameters: encoded };
  if (decision.kind === 'login') return waitFor(loginPage(decision, request, exchange), judged, exchange);
  if (decision.kind === 'second_factor') return waitFor('/mfa', judged, exchange);
  if (decision.kind === 'consent') return waitFor('/consent', judged, exchange);

  if (asked.interaction && !(await spend(asked.interaction, exchange)))
    return refuseAnswered(asked.interaction, exchange);
  const { interaction } = asked;
  if (decision.kind === 'refuse') {
    const sub = facts.session?.user.sub;
    const refused = { target: request.target, asked: encoded, interaction, sub };
    return answerError(decision.error, refused, exchange);
  }
  const agreed = hasAgreed(request, decision.session, interaction);
  return issue({ request, encoded, session: decision.session, agreed, interaction }, exchange);
}

/** Step 6. What cannot change the decision is not read: a silent request reads the session and, mostly, nothing else. */
async function fetchFacts(
  request: AuthorizationRequest,
  { interaction, session }: Pick<Facts, 'interaction' | 'session'>,
  exchange: Exchange,
): Promise<Facts> {
  const { records, tenant, deps } = exchange;
  const asks = session !== undefined && !maySkipConsent(request, tenant.settings);
  const consented = asks
    ? await records.consents.find(consentKey(request, session, exchange), consentSubject(request.client))
    : undefined;
  const known_as = session && deps.subjects.of(session.user.sub, request.client, tenant.tenant_id);
  return { interaction, session, known_as, consented, hinted: await readHint(request, exchange) };
}

async function readHint(request: AuthorizationRequest, exchange: Exchange): Promise<Facts['hinted']> {
  const { deps, tenant, issuer } = exchange;
  const { sub: asked } = request.claims;
  if (request.id_token_hint === undefined) return asked === undefined ? undefined : { sub: asked };
  const token = await deps.keys.verify(tenant.tenant_id, request.id_token_hint);
  const sub = token && hintedSub(token, { issuer, client_id: request.client.client_id });
  return sub === undefined ? 'invalid' : { sub };
}

/** Where an End-User begins who is to sign in: where the client asks for it and there is one, on the page for a new account. */
function loginPage(
  { choose }: { readonly choose: boolean },
  { begins_with_sign_up }: AuthorizationRequest,
  { tenant: { settings } }: Exchange,
): InteractionPage {
  return !choose && begins_with_sign_up && hasPasswordSignUp(settings) ? '/signup' : '/login';
}

/** Step 8a: what waits is sealed and goes with the browser to the page; nothing is written. */
async function waitFor(path: InteractionPage, asked: Asked, exchange: Exchange): Promise<Response> {
  const { interaction, cookies } = asked.interaction
    ? { interaction: asked.interaction, cookies: [] }
    : beginInteraction(asked.parameters, exchange);
  return goTo(path, interaction, exchange, cookies);
}

/**
 * An interaction is answered once, whatever is sent of it at the same moment; so are it and the one whose late form it goes on
 * from, taken together.
 */
async function spend(
  { id, follows, began_at }: Interaction,
  { records: { interactions } }: Exchange,
): Promise<boolean> {
  const ends = began_at + LATE_FORM_LIFETIME;
  if (follows !== undefined && !(await interactions.spend(follows, ends))) return false;
  return interactions.spend(id, ends);
}

/** A request that is granted, and whether the End-User agreed to it just now. */
type Granted = {
  readonly request: AuthorizationRequest;
  /** Its parameters as they came. */
  readonly encoded: string;
  readonly session: Session;
  readonly agreed: boolean;
  readonly interaction: Interaction | undefined;
};

/**
 * Step 8b and 9. The audit row is durable before the answer leaves; it is written while tokens are signed. What is stored of
 * an answer begins only while its session does, and before anybody is told of it: whoever ends the session is not too late.
 */
async function issue(granted: Granted, exchange: Exchange): Promise<Response> {
  const { request, encoded, session, agreed, interaction } = granted;
  const { issuer, records, request_id, address } = exchange;
  const stored = isStored(request) ? await issueResponse(request, session, exchange) : undefined;
  if (isStored(request) && !stored) return refuseEnded(granted, exchange);
  const [tokens] = await Promise.all([
    stored ?? issueResponse(request, session, exchange),
    rememberClient(request, session, exchange),
    agreed && rememberConsent(request, session, exchange),
    records.audit.record({
      type: 'tokens_issued',
      request_id,
      ip: address,
      client_id: request.client.client_id,
      sub: session.user.sub,
      variant: request.prompt.has('none') ? 'silent' : undefined,
      journey: interaction && journeyOf(interaction),
      audience: request.resource_server?.identifier,
      shown: shownOfRequest(request, encoded),
      detail: `${request.response_type.response_type}; ${request.resource_server?.identifier ?? 'userinfo'}; ${request.scope.join(' ')}`,
    }),
  ]);
  if (!tokens) throw new Error('Of what is not stored nothing can have ended.');
  const parameters = successParameters(request, tokens, issuer);
  return respond(request.target, [...parameters, ...stateOfSession(request, exchange)], exchange);
}

/** What was agreed to is kept with the answer, so that of accept and deny at once the one that is answered is kept. */
function rememberConsent(request: AuthorizationRequest, session: Session, exchange: Exchange): Promise<void> {
  const scopes = consentScopes(request);
  const covers = consentSubject(request.client);
  return exchange.records.consents.add({ ...consentKey(request, session, exchange), scopes, covers });
}

/** A client that wants to be told when the session ends has to be known then (OIDC Back-Channel Logout §2.5). */
async function rememberClient(
  { client }: AuthorizationRequest,
  { sid }: Session,
  { records, tenant, deps }: Exchange,
): Promise<void> {
  const { client_id, frontchannel_logout_uri, backchannel_logout_uri } = client;
  if (frontchannel_logout_uri === undefined && backchannel_logout_uri === undefined) return;
  const expires_at = deps.now() + tenant.settings.session_lifetime * 3_600;
  await records.sessions.addClient({ sid, client_id, expires_at });
}

/** `session_state` for clients that watch the session (OIDC Session Management §2), where the policy has it. */
function stateOfSession({ client, target }: AuthorizationRequest, exchange: Exchange): ResponseParameters {
  const browser_state = currentBrowserState(exchange);
  if (!POLICIES[exchange.tenant.settings.policy].session_state || browser_state === undefined) return [];
  const { client_id } = client;
  const origin = originOf(target.redirect_uri);
  return [
    ['session_state', sessionState({ client_id, origin, browser_state, salt: exchange.deps.random(8) })],
  ];
}

/** Whether something of the answer is a row of ours: a code, or an access token for /userinfo alone. */
function isStored({ response_type, resource_server }: AuthorizationRequest): boolean {
  return response_type.code || (response_type.access_token && !resource_server);
}

/** Undefined when the session has ended meanwhile, or what proved its user is not worth anything any more. */
async function issueResponse(
  request: AuthorizationRequest,
  session: Session,
  exchange: Exchange,
): Promise<IssuedTokens | undefined> {
  const { response_type } = request;
  const code = response_type.code ? await issueCode(grantOf(request, session), exchange) : undefined;
  if (response_type.code && !code) return undefined;
  return issueTokens({ ...request, session, grant_id: undefined }, { ...response_type, code }, exchange);
}

/** The session ended between the decision and the answer, so the request is judged anew, as one without a session. */
async function refuseEnded({ request, encoded }: Granted, exchange: Exchange): Promise<Response> {
  if (!request.prompt.has('none'))
    return leadOn(await bareRequestPath({ parameters: encoded }, exchange), exchange);
  const error = oauthError('login_required', 'Login required');
  return answerError(error, { target: request.target, asked: encoded }, exchange);
}

/** Errors a client meets all the time while it works as it should; the others are worth a row. */
const EVERYDAY = new Set(['login_required', 'consent_required', 'interaction_required']);

type RefusedRequest = {
  readonly target: RedirectTarget;
  readonly asked: string;
  readonly interaction?: Interaction | undefined;
  readonly sub?: string | undefined;
};

/** A refusal that goes to the client; it is logged with what was refused, for the client's log may be nobody's. */
async function answerError(
  error: OAuthError,
  { target, asked, interaction, sub }: RefusedRequest,
  exchange: Exchange,
): Promise<Response> {
  const { issuer, records, request_id, address } = exchange;
  if (!EVERYDAY.has(error.error)) {
    const detail = `${error.error}: ${error.detail ?? error.error_description}`;
    const about = { sub, journey: interaction && journeyOf(interaction), ...sentIn(error, asked) };
    const event = { type: 'authorization_refused', request_id, ip: address, detail, ...about } as const;
    await records.audit.record({ ...event, reason: reasonOf(error) });
    const finding = await findingFor(error, exchange);
    logRefusal('authorization refused', { error, asked, finding }, exchange);
  }
  return respond(target, errorParameters(error, target, issuer), exchange);
}
