/**
 * The consent page: who asks, for what, for how long (OIDC Core §3.1.2.4). The form carries a decision and nothing else;
 * what is agreed to is read from the sealed request, so it cannot be widened.
 */
import type { Exchange, Handler } from '../deps.ts';
import { type ConsentPage, consentPage } from '../pages/login/consent.ts';
import {
  type AuthorizationRequest,
  consentAudience,
  consentScopes,
} from '../protocol/authorization/authorization-request.ts';
import { consentDigest } from '../protocol/authorization/consent.ts';
import { isOpenIdScope } from '../protocol/authorization/scope.ts';
import { metadataHost } from '../protocol/client/metadata-url.ts';
import { redirectOrigin } from '../protocol/client/redirect-uri.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import { parameter } from '../protocol/parameters.ts';
import { answerLifetimes } from '../protocol/tokens/lifetimes.ts';
import { TOOL_CLIENT, TOOL_SIGN_IN } from '../resources/client/tool-client.ts';
import { apiInWords } from '../walk/api-in-words.ts';
import { forEndUser } from '../walk/end-user-request.ts';
import { journeyOf } from '../walk/journey.ts';
import { findSession } from '../walk/session.ts';
import { frameOf, goBack, openPage, openSentPage, type Page, showFramed } from './interaction-page.ts';

/** GET /consent. */
export const showConsent: Handler = async (exchange) => {
  const opened = await openPage(exchange);
  if (!opened.ok) return opened.error;
  const session = await findSession(exchange, { silent: false });
  if (!session) return goBack(opened.value.interaction, exchange);
  const request = await forEndUser(opened.value.request, session, exchange);
  return render({ ...opened.value, request }, session, exchange);
};

/** POST /consent. Without a session there is nobody who could agree: the one door asks for a login first. */
export const submitConsent: Handler = async (exchange) => {
  const sent = await openSentPage(exchange);
  if (!sent.ok) return sent.error;
  const { interaction, request, form } = sent.value;
  const session = await findSession(exchange, { silent: false });
  // Somebody else may have signed in since the page was shown, or the client was changed, or what its user may do at the API: who
  // it is now is asked about what it is now.
  if (!session || parameter(form, 'session') !== session.sid) return goBack(interaction, exchange);
  const asked = await forEndUser(request, session, exchange);
  if (interaction.shown !== shownOf(asked)) return goBack(interaction, exchange);
  const accepted = parameter(form, 'action') === 'accept';
  await record(accepted, { request: asked, session, interaction }, exchange);
  return goBack(
    accepted ? { ...interaction, consent: session.sid } : { ...interaction, refused: true },
    exchange,
  );
};

function shownOf(request: AuthorizationRequest): string {
  return consentDigest(request.client, consentScopes(request));
}

async function record(
  accepted: boolean,
  { request, session, interaction }: Pick<Page, 'request' | 'interaction'> & { readonly session: Session },
  { records, issuer, request_id, address }: Exchange,
): Promise<void> {
  const key = { sub: session.user.sub, client_id: request.client.client_id };
  const audience = consentAudience(request, issuer);
  await records.audit.record({
    type: accepted ? 'consent_given' : 'consent_refused',
    request_id,
    ip: address,
    ...key,
    reason: accepted ? undefined : 'turned_back',
    journey: journeyOf(interaction),
    detail: `${audience}; ${consentScopes(request).join(' ')}`,
  });
}

async function render(opened: Page, session: Session, exchange: Exchange): Promise<Response> {
  const { request } = opened;
  const { client, target } = request;
  const page = { ...opened, interaction: { ...opened.interaction, shown: shownOf(request) } };
  const frame = frameOf(page, exchange);
  const redirect = redirectOrigin(target.redirect_uri);
  const document = consentPage({
    ...frame,
    action: '/consent',
    session: session.sid,
    is_first_party: client.is_first_party,
    redirect_host: redirect.replace(/^https?:\/\//, ''),
    metadata_host: metadataHost(client.client_id),
    command: client.client_id === TOOL_CLIENT.client_id ? TOOL_SIGN_IN : undefined,
    ...askedOf(request, { issuer: exchange.issuer, text: frame.look.text }),
    user_email: session.user.claims.email ?? session.user.sub,
    acts_later: true,
    lifetimes: answerLifetimes(request),
  });
  return showFramed(document, { frame, page });
}

/** A scope of OpenID Connect that an API has a description for means something there too. */
function askedOf(
  request: AuthorizationRequest,
  where: Parameters<typeof apiInWords>[1],
): Pick<ConsentPage, 'openid_scopes' | 'api'> {
  const asked = consentScopes(request);
  const api = request.resource_server && apiInWords(request.resource_server, where);
  const known = api?.scopes.filter(({ value }) => asked.includes(value)) ?? [];
  const scopes = known.filter(({ value, description }) => !isOpenIdScope(value) || description !== undefined);
  return { openid_scopes: asked.filter(isOpenIdScope), api: api && { ...api, scopes } };
}
