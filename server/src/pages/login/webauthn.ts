/**
 * The parts of pages that ask an authenticator: a form that shows itself where the browser can, and what is said where
 * it cannot.
 */

import { type Html, html, jsonMarkup } from '../html.ts';
import type { Look } from '../look/look.ts';
import { checkedNonce } from '../nonce.ts';
import { type Frame, hiddenFields } from './frame.ts';
import { WEBAUTHN_SCRIPT } from './webauthn-script.ts';

/** What the script asks for (webauthn/registration.ts makes it). */
type AskedOfAuthenticator = {
  readonly kind: 'create' | 'get';
  readonly publicKey: { readonly [name: string]: unknown };
  /** The challenge, sealed; travels with the form. */
  readonly sealed: string;
};

/** A form that asks an authenticator, on whatever page. */
export type WebauthnForm = {
  readonly look: Look;
  readonly request: AskedOfAuthenticator;
  /** At least 128 random bits, base64url; the same as in the CSP. */
  readonly nonce: string;
  /** Where the form goes: a path of ours. */
  readonly path: string;
  /** The value of `action` that the handler knows the form by. */
  readonly action: string;
  /** What makes the form ours: hiddenFields(frame), or those of another page. */
  readonly fields: Html;
  /** Fields that the End-User fills in. */
  readonly inputs?: Html;
  /** It was sent before, and refused. */
  readonly refused: boolean;
};

type Around = {
  readonly button: Html;
  /** Said in the form, where it works; and above it, where it does not. */
  readonly lead?: Html;
  readonly unavailable?: Html;
  /** Offers passkeys in the autofill of a field `autocomplete="username webauthn"` too. */
  readonly conditional: boolean;
};

/** The passkey button of the login page; the identifier field needs `autocomplete="username webauthn"` for the autofill. */
export function passkeyMarkup({
  frame,
  sole = false,
  ...form
}: Pick<WebauthnForm, 'request' | 'nonce' | 'refused'> & {
  readonly frame: Frame;
  /** There is no other way in. */
  readonly sole?: boolean;
}): Html {
  const { look } = frame;
  const { webauthn } = look.text;
  return webauthnForm(
    { ...form, look, path: '/login', action: 'passkey', fields: hiddenFields(frame) },
    {
      ...(sole && {
        unavailable: html`<p class="box notice" id="webauthn-unavailable">${webauthn.unavailable_alone}</p>`,
      }),
      button: html`<button class="${sole ? 'primary' : 'secondary'}" id="webauthn-submit" type="submit">${webauthn.sign_in}</button>`,
      // Not again after a refusal: a browser that answers by itself would be refused for ever.
      conditional: !form.refused,
    },
  );
}

/** Asks for one of the End-User's credentials, as a second factor. */
export function useKeyMarkup(form: WebauthnForm): Html {
  const { webauthn } = form.look.text;
  return webauthnForm(form, {
    unavailable: html`<p class="box notice" id="webauthn-unavailable">${webauthn.unavailable}</p>`,
    button: html`<button class="primary" id="webauthn-submit" type="submit">${webauthn.use}</button>`,
    conditional: false,
  });
}

/** Asks for a new credential. */
export function addKeyMarkup(form: WebauthnForm): Html {
  const { webauthn } = form.look.text;
  return webauthnForm(form, {
    lead: html`<p>${webauthn.add_lead}</p>`,
    unavailable: html`<p class="box notice" id="webauthn-unavailable">${webauthn.unavailable}</p>`,
    button: html`<button class="primary" id="webauthn-submit" type="submit">${webauthn.add}</button>`,
    conditional: false,
  });
}

/** A form with a button that asks the authenticator. One to a page: its ids are fixed. */
function webauthnForm(form: WebauthnForm, around: Around): Html {
  const { kind, publicKey, sealed } = form.request;
  return html`${around.unavailable}
<form id="webauthn-form" method="post" action="${form.path}" hidden>
${form.fields}
<input type="hidden" name="action" value="${form.action}">
<input type="hidden" name="challenge" value="${sealed}">
<input type="hidden" name="credential" value="">
${around.lead}
<p class="box alert" id="webauthn-failed" role="alert"${!form.refused && html` hidden`}>${form.look.text.webauthn.failed}</p>
${form.inputs}
${around.button}
</form>
<script type="application/json" id="webauthn-request">${jsonMarkup({ kind, publicKey, conditional: around.conditional })}</script>
<script nonce="${checkedNonce(form.nonce)}">${WEBAUTHN_SCRIPT}</script>`;
}
