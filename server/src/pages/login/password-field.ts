/**
 * Where a password is typed, old or new: with a button in the field that shows it. Without a script there is no button.
 */
import { type Html, html } from '../html.ts';
import { scriptMarkup } from '../scripts.ts';
import type { Text } from '../text/text.ts';

type PasswordField = {
  readonly id: string;
  readonly name: string;
  readonly autocomplete: 'current-password' | 'new-password';
  /** What else the field says of itself. */
  readonly attributes: Html;
};

/** The field and its button; the label is the caller's. A password that is shown is not sent to a speller. */
export function passwordField(field: PasswordField, text: Text): Html {
  const { id, name, autocomplete, attributes } = field;
  return html`<div class="secret">
<input id="${id}" name="${name}" type="password" autocomplete="${autocomplete}" autocapitalize="none" autocorrect="off" spellcheck="false"${attributes}>
<button class="reveal" id="${id}-show" type="button" aria-controls="${id}" aria-pressed="false" aria-label="${text.login.show_password}" hidden><span class="eye"></span></button>
${scriptMarkup('SHOW_PASSWORD')}
</div>`;
}
