/**
 * What the pages of the walk answer with: an authorization response in the mode of its target, or a page for the
 * End-User where there is no target.
 */
import type { Exchange } from '../deps.ts';
import { page, seeOther } from '../http/respond.ts';
import { contentSecurityPolicy } from '../http/security-headers.ts';
import { errorPage } from '../pages/error.ts';
import { formPostPage } from '../pages/form-post.ts';
import { STYLE_HASH } from '../pages/style.ts';
import { chooseText } from '../pages/text/languages.ts';
import type { Text } from '../pages/text/text.ts';
import { webMessagePage } from '../pages/web-message.ts';
import type { OAuthError } from '../protocol/oauth-error.ts';
import { deliver, type RedirectTarget, type ResponseParameters } from '../protocol/response-mode.ts';

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
    return page(formPostPage({ ...delivery, nonce, text: textFor(exchange) }), {
      status: 200,
      csp: contentSecurityPolicy({ styleHash: STYLE_HASH, scriptNonce: nonce, formAction: delivery.action }),
    });
  }
  const response = Object.fromEntries(delivery.parameters);
  return page(webMessagePage({ targetOrigin: delivery.origin, parameters: response, nonce }), {
    status: 200,
    csp: contentSecurityPolicy({ styleHash: undefined, scriptNonce: nonce, frameAncestors: delivery.origin }),
    kind: 'web_message',
  });
}

/** A refusal the End-User sees, audited under the id that the page shows. */
export async function refuse(
  error: OAuthError,
  exchange: Exchange,
  options: { readonly status?: number; readonly startAgain?: string } = {},
): Promise<Response> {
  const { records, request_id, address, deps } = exchange;
  const detail = `${error.error}: ${error.detail ?? error.error_description}`;
  await records.audit.record({ type: 'request_refused', request_id, ip: address, detail });
  deps.log.info({ request_id, error: error.error, detail }, 'request refused');
  const document = errorPage({
    text: textFor(exchange),
    error: error.error,
    error_description: error.error_description,
    request_id,
    startAgain: options.startAgain,
  });
  return page(document, {
    status: options.status ?? 400,
    csp: contentSecurityPolicy({ styleHash: STYLE_HASH }),
  });
}

/** The texts in the language the request asks for, else the browser's. */
export function textFor({ request }: Exchange, ui_locales?: string): Text {
  return chooseText(ui_locales, request.headers.get('accept-language') ?? undefined);
}
