/**
 * Where a password is typed, old or new: with a button in the field that shows it. Without a script there is no button.
 */
import { constantMarkup, type Html, html } from '../html.ts';
import { checkedNonce } from '../nonce.ts';
import type { Text } from '../text/text.ts';

/** What the page around it has. */
export type AroundPassword = {
  readonly text: Text;
  /** At least 128 random bits, base64url; the same as in the CSP. */
  readonly nonce: string;
};

type PasswordField = {
  readonly id: string;
  readonly name: string;
  readonly autocomplete: 'current-password' | 'new-password';
  /** What else the field says of itself. */
  readonly attributes: Html;
};

// It finds its field beside it, so a page may have several. What is shown is hidden again before it is sent: browsers remember
// what is typed as text. The pointer leaves the focus, and with it the caret, where it is.
const SCRIPT = constantMarkup(`(() => {
const button = document.currentScript.previousElementSibling;
const input = button.previousElementSibling;
const show = (shown) => {
  const { selectionStart, selectionEnd, selectionDirection } = input;
  input.type = shown ? "text" : "password";
  input.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
  button.setAttribute("aria-pressed", shown);
};
button.hidden = false;
button.addEventListener("mousedown", (event) => event.preventDefault());
button.addEventListener("click", () => show(input.type === "password"));
input.form.addEventListener("submit", () => show(false));
})();`);

/** The field and its button; the label is the caller's. A password that is shown is not sent to a speller. */
export function passwordField(field: PasswordField, { text, nonce }: AroundPassword): Html {
  const { id, name, autocomplete, attributes } = field;
  return html`<div class="secret">
<input id="${id}" name="${name}" type="password" autocomplete="${autocomplete}" autocapitalize="none" autocorrect="off" spellcheck="false"${attributes}>
<button class="reveal" id="${id}-show" type="button" aria-controls="${id}" aria-pressed="false" aria-label="${text.login.show_password}" hidden><span class="eye"></span></button>
<script nonce="${checkedNonce(nonce)}">${SCRIPT}</script>
</div>`;
}
