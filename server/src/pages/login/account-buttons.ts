/**
 * The ways from the login page to a new account and to a new password. They are buttons of its form, so that the address
 * that was typed goes along without a script.
 */
import { type Html, html } from '../html.ts';
import type { Text } from '../text/text.ts';

/** Belongs below the button that signs in: Enter presses the first button of a form. */
export function forgotButton({ resetPassword }: Text): Html {
  return html`<button class="quiet" id="login-forgot" name="action" value="open" formaction="/reset-password" type="submit" formnovalidate>${resetPassword.forgot}</button>\n`;
}

/** A button of the form with this id, wherever it stands. */
export function signUpButton({ signUp }: Text, form: string): Html {
  return html`<button class="secondary" id="login-signup" form="${form}" name="action" value="open" formaction="/signup" type="submit" formnovalidate>${signUp.submit}</button>\n`;
}
