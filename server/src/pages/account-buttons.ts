/**
 * The ways from the login page to a new account and to a new password. They are buttons of its form, so that the address
 * that was typed goes along without a script.
 */
import { type Html, html } from './html.ts';
import type { Text } from './text/text.ts';

export type AccountWays = {
  /** Somebody without an account can make one. */
  readonly sign_up: boolean;
  /** There are passwords that can be forgotten. */
  readonly reset_password: boolean;
};

/** Belongs below the button that signs in: Enter presses the first button of a form. */
export function accountButtons(
  { sign_up, reset_password }: AccountWays,
  { signUp, resetPassword }: Text,
): Html {
  return html`${reset_password && html`<button class="quiet" id="login-forgot" name="action" value="open" formaction="/reset-password" type="submit" formnovalidate>${resetPassword.forgot}</button>\n`}${sign_up && html`<button class="secondary" id="login-signup" name="action" value="open" formaction="/signup" type="submit" formnovalidate>${signUp.title}</button>\n`}`;
}
