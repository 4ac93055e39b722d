/**
 * What the pages of the walk answer with: an authorization response in the mode of its target, or a page for the
 * End-User where there is no target.
 */
import type { Exchange } from '../deps.ts';
import { page, seeOther } from '../http/respond.ts';
import { contentSecurityPolicy } from '../http/security-headers.ts';
import { errorPage } from '../pages/error.ts';
import { formPostPage } from '../pages/form-post.ts';
import { isLedByPage, leadOnPage } from '../pages/lead-on.ts';
import { type Look, picturesOf, styleSources, withoutPictures } from '../pages/look/look.ts';
import { scriptSources } from '../pages/scripts.ts';
import type { ErrorKind } from '../pages/text/errors/errors-text.ts';
import { chooseText } from '../pages/text/languages.ts';
import { withOwnTexts } from '../pages/text/own-texts.ts';
import { webMessagePage } from '../pages/web-message.ts';
import type { Interaction } from '../protocol/authorization/interaction.ts';
import {
  deliver,
  type RedirectTarget,
  type ResponseParameters,
} from '../protocol/authorization/response-mode.ts';
import { originOf } from '../protocol/client/redirect-uri.ts';
import { placesToLook } from '../protocol/diagnosis/diagnosis.ts';
import type { OwnReason } from '../protocol/diagnosis/reasons.ts';
import { diagnosisOf, type OAuthError, oauthError, reasonOf } from '../protocol/oauth-error.ts';
import { mayInspect } from './inspector.ts';
import { journeyOf } from './journey.ts';
import { findingFor, logRefusal, sentIn } from './refusal.ts';

/** Sends the parameters of an authorization response to their target. */
export function respond(
  target: RedirectTarget,
  parameters: ResponseParameters,
  exchange: Exchange,
): Response {
  const delivery = deliver(target, parameters);
  if (delivery.kind === 'redirect') {
    const framer = originOf(target.redirect_uri);
    return leadOn(delivery.location, exchange, { isBack: true, framer });
  }
  const nonce = exchange.deps.random(16);
  if (delivery.kind === 'form_post') {
    const look = lookOf(exchange);
    const document = formPostPage({ ...delivery, nonce, look });
    return show(document, look, { scriptNonce: nonce });
  }
  return page(webMessagePage({ targetOrigin: delivery.origin, message: delivery.message, nonce }), {
    status: 200,
    csp: contentSecurityPolicy({ styles: undefined, scriptNonce: nonce, framer: delivery.origin }),
  });
}

/**
 * Bytes of an address and of cookies beside it that a redirect can hold. All other headers are some 800, and nginx takes 4,096 of
 * an answer unless it is told otherwise.
 */
const MAX_REDIRECT = 2_700;

type LeadOn = {
  readonly cookies?: readonly string[];
  /** Whether it leads back to an application. */
  readonly isBack?: boolean;
  /** The one origin that may frame the document, as it could follow a redirect in a frame. */
  readonly framer?: string;
};

/**
 * Sends the browser on to an address that others have made as long as it is: by a redirect, or by a document where it is too long
 * for headers. What a browser does not go on to from a page by itself, a native application, is always a redirect.
 */
export function leadOn(
  location: string,
  exchange: Pick<Exchange, 'request' | 'tenant'>,
  { cookies = [], isBack = false, framer }: LeadOn = {},
): Response {
  const size = [location, ...cookies].reduce((sum, { length }) => sum + length, 0);
  // In a frame a document that nobody may frame would be the end of the way.
  const isBarred = framer === undefined && exchange.request.headers.get('sec-fetch-dest') === 'iframe';
  if (size <= MAX_REDIRECT || isBarred || !isLedByPage(location)) return seeOther(location, cookies);
  const look = withoutPictures(lookOf(exchange));
  return show(leadOnPage({ look, location, isBack }), look, { cookies, framer });
}

export type Refused = {
  /** Whose mistake it is, and what the page says; the application's unless said otherwise. */
  readonly kind?: ErrorKind;
  readonly status?: number;
  readonly startAgain?: string;
  /** The authorization request, as the query of an address holds it. */
  readonly asked?: string | undefined;
  /** The sign-in that it ends. */
  readonly interaction?: Pick<Interaction, 'id' | 'follows'> | undefined;
};

/** Why, where the page says more than the error does. */
const REASONS: Readonly<Partial<Record<ErrorKind, OwnReason>>> = {
  bookmark: 'interaction_ended',
  outdated: 'interaction_ended',
  answered: 'interaction_ended',
  cookies: 'no_cookies',
  foreign_form: 'form_elsewhere',
  blocked: 'user_blocked',
  off: 'way_closed',
  no_factor: 'no_factor',
};

/** A refusal the End-User sees, audited and logged under the id that the page shows. */
export async function refuse(
  error: OAuthError,
  exchange: Exchange,
  refused: Refused = {},
): Promise<Response> {
  const { records, request_id, address } = exchange;
  const { kind = kindOf(error), status = 400, startAgain, asked, interaction } = refused;
  const detail = `${error.error}: ${error.detail ?? error.error_description}`;
  const reason = error.diagnosis?.code ?? error.reason ?? REASONS[kind] ?? reasonOf(error);
  const journey = interaction && journeyOf(interaction);
  const about = { reason, journey, ...sentIn(error, asked) };
  await records.audit.record({ type: 'request_refused', request_id, ip: address, detail, ...about });
  const finding = await findingFor(error, exchange);
  logRefusal('request refused', { error, asked, finding }, exchange);
  const look = lookOf(exchange);
  // What of a request to sign out is to blame is told to nobody but a developer.
  const places = kind === 'application' ? placesToLook(diagnosisOf(error)) : [];
  const said = { look, kind, error: error.error, places, request_id, startAgain, finding };
  const document = errorPage({ ...said, mayInspect: await mayInspect(exchange) });
  return show(document, look, { status });
}

function kindOf(error: OAuthError): ErrorKind {
  return diagnosisOf(error).code === 'request_too_long' ? 'too_long' : 'application';
}

/** A form that this browser did not fill in on a page of ours. */
export function forbidden(exchange: Exchange): Promise<Response> {
  const error = oauthError('access_denied', 'the form was not sent from the page it belongs to');
  return refuse(error, exchange, { kind: 'foreign_form', status: 403 });
}

/** A form of ours that came otherwise than a page of ours sends it. */
export function refuseUnreadable(exchange: Exchange): Promise<Response> {
  return refuse(oauthError('invalid_request', 'the form cannot be read'), exchange, { kind: 'incomplete' });
}

/** The look of the tenant's pages, in the language the request asks for, else the browser's. */
export function lookOf({ request, tenant }: Pick<Exchange, 'request' | 'tenant'>, ui_locales?: string): Look {
  const { branding, friendly_name, enabled_locales, prompt_texts, picture_url } = tenant.settings;
  const text = chooseText(ui_locales, request.headers.get('accept-language') ?? undefined, enabled_locales);
  const logo = picture_url === undefined ? {} : { logo_url: picture_url };
  return {
    text: withOwnTexts(text, prompt_texts),
    branding: { ...logo, ...branding },
    site: friendly_name,
    tenant: tenant.name,
  };
}

type Shown = {
  readonly status?: number;
  readonly cookies?: readonly string[];
  readonly scriptNonce?: string;
  readonly frames?: readonly string[];
  readonly framer?: string | undefined;
  /** Pictures beside those of the look. */
  readonly pictures?: readonly (string | undefined)[];
};

/** A page of ours, with the policy that allows what is on it and nothing else. */
export function show(document: string, look: Look, shown: Shown = {}): Response {
  const { status = 200, cookies, pictures = [], scriptNonce, ...policy } = shown;
  const images = [...picturesOf(look), ...pictures].filter((uri) => uri !== undefined);
  // A page that has no script in this state is allowed none.
  const isScripted = scriptNonce !== undefined && document.includes(scriptNonce);
  const nonce = isScripted ? { scriptNonce } : {};
  const scripts = scriptSources(document);
  const csp = contentSecurityPolicy({
    ...policy,
    ...nonce,
    scripts,
    styles: styleSources(look, document),
    images,
  });
  return page(document, { status, cookies, csp });
}
