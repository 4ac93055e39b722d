/**
 * What the pages of the walk answer with: an authorization response in the mode of its target, or a page for the
 * End-User where there is no target.
 */
import type { Exchange } from '../deps.ts';
import { page, seeOther } from '../http/respond.ts';
import { contentSecurityPolicy } from '../http/security-headers.ts';
import { errorPage } from '../pages/error.ts';
import { formPostPage } from '../pages/form-post.ts';
import { type Look, picturesOf, styleSources } from '../pages/look/look.ts';
import { chooseText } from '../pages/text/languages.ts';
import { webMessagePage } from '../pages/web-message.ts';
import {
  deliver,
  type RedirectTarget,
  type ResponseParameters,
} from '../protocol/authorization/response-mode.ts';
import type { OAuthError } from '../protocol/oauth-error.ts';

/** Sends the parameters of an authorization response to their target. */
export function respond(
  target: RedirectTarget,
  parameters: ResponseParameters,
  exchange: Exchange,
): Response {
  const delivery = deliver(target, parameters);
  if (delivery.kind === 'redirect') return seeOther(delivery.location);
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

/** A refusal the End-User sees, audited under the id that the page shows. */
export async function refuse(
  error: OAuthError,
  exchange: Exchange,
  options: { readonly status?: number; readonly startAgain?: string; readonly answered?: boolean } = {},
): Promise<Response> {
  const { records, request_id, address, deps } = exchange;
  const detail = `${error.error}: ${error.detail ?? error.error_description}`;
  await records.audit.record({ type: 'request_refused', request_id, ip: address, detail });
  deps.log.info({ request_id, error: error.error, detail }, 'request refused');
  const look = lookOf(exchange);
  const document = errorPage({
    look,
    error: error.error,
    error_description: error.error_description,
    request_id,
    startAgain: options.startAgain,
    answered: options.answered,
  });
  return show(document, look, { status: options.status ?? 400 });
}

/** The look of the tenant's pages, in the language the request asks for, else the browser's. */
export function lookOf({ request, tenant }: Exchange, ui_locales?: string): Look {
  const text = chooseText(ui_locales, request.headers.get('accept-language') ?? undefined);
  const { branding, friendly_name } = tenant.settings;
  return { text, branding, site: friendly_name, tenant: tenant.name };
}

type Shown = {
  readonly status?: number;
  readonly cookies?: readonly string[];
  readonly scriptNonce?: string;
  readonly frames?: readonly string[];
  /** Pictures beside those of the look. */
  readonly pictures?: readonly (string | undefined)[];
};

/** A page of ours, with the policy that allows what is on it and nothing else. */
export function show(document: string, look: Look, shown: Shown = {}): Response {
  const { status = 200, cookies, pictures = [], scriptNonce, ...policy } = shown;
  const images = [...picturesOf(look), ...pictures].filter((uri) => uri !== undefined);
  // A page that has no script in this state is allowed none.
  const isScripted = scriptNonce !== undefined && document.includes(scriptNonce);
  const scripts = isScripted ? { scriptNonce } : {};
  const csp = contentSecurityPolicy({ ...policy, ...scripts, styles: styleSources(look), images });
  return page(document, { status, cookies, csp });
}
