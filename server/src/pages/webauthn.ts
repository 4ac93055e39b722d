/**
 * The parts of pages that ask an authenticator: a form that shows itself where the browser can, and what is said where
 * it cannot.
 */
import { type Frame, hiddenFields } from './frame.ts';
import { type Html, html, jsonMarkup } from './html.ts';
import { checkedNonce } from './nonce.ts';
import { WEBAUTHN_SCRIPT } from './webauthn-script.ts';

/** What the script asks for (webauthn/registration.ts makes it). */
type AskedOfAuthenticator = {
  readonly kind: 'create' | 'get';
  readonly publicKey: { readonly [name: string]: unknown };
  /** The challenge, sealed; travels with the form. */
  readonly sealed: string;
};

export type WebauthnForm = {
  readonly request: AskedOfAuthenticator;
  /** At least 128 random bits, base64url; the same as in the CSP. */
  readonly nonce: string;
  /** Where the form goes: a path of ours. */
  readonly path: string;
  /** The value of `action` that the handler knows the form by. */
  readonly action: string;
  /** What makes the form ours: hiddenFields(frame), or those of another page. */
  readonly fields: Html;
  readonly button: string;
  readonly look: Frame['look'];
  /** Offers passkeys in the autofill of a field `autocomplete="username webauthn"` too. */
  readonly conditional?: boolean;
  /** Asked before, and refused. */
  readonly refused: boolean;
  /** Said where there is no script, or no WebAuthn. */
  readonly without?: Html | undefined;
  /** Fields of the form that the End-User fills in. */
  readonly inputs?: Html | undefined;
  readonly quiet?: boolean;
};

/** A form with one button that asks the authenticator. One to a page: its ids are fixed. */
export function webauthnForm(form: WebauthnForm): Html {
  const { text } = form.look;
  const { kind, publicKey, sealed } = form.request;
  return html`${form.without !== undefined && html`<p class="lead" id="webauthn-without">${form.without}</p>`}
<form id="webauthn-form" method="post" action="${form.path}" hidden>
${form.fields}
<input type="hidden" name="action" value="${form.action}">
<input type="hidden" name="challenge" value="${sealed}">
<input type="hidden" name="credential" value="">
<p class="box alert" id="webauthn-failed" role="alert"${!form.refused && html` hidden`}>${text.webauthn.failed}</p>
${form.inputs}
<button class="${form.quiet === true ? 'secondary' : 'primary'}" id="webauthn-submit" type="submit">${form.button}</button>
</form>
<script type="application/json" id="webauthn-request">${jsonMarkup({ kind, publicKey, conditional: form.conditional === true })}</script>
<script nonce="${checkedNonce(form.nonce)}">${WEBAUTHN_SCRIPT}</script>`;
}

/** The passkey button of the login page; the identifier field needs `autocomplete="username webauthn"` for the autofill. */
export function passkeyMarkup({
  frame,
  ...form
}: Pick<WebauthnForm, 'request' | 'nonce' | 'refused'> & { readonly frame: Frame }): Html {
  return webauthnForm({
    ...form,
    look: frame.look,
    path: '/login',
    action: 'passkey',
    fields: hiddenFields(frame),
    button: frame.look.text.webauthn.sign_in,
    // Not again after a refusal: a browser that answers by itself would be refused for ever.
    conditional: !form.refused,
    quiet: true,
  });
}
