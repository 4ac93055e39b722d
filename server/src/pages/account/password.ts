/**
 * The form that changes a password.
 */

import { type Html, html } from '../html.ts';
import { type NewPasswordField, newPasswordField } from '../login/new-password.ts';
import { passwordField } from '../login/password-field.ts';
import type { PasswordChangeFailure } from '../text/account/account-text.ts';
import type { Text } from '../text/text.ts';
import { type AccountFrame, accountPage, csrfField } from './account.ts';

export type PasswordSection = {
  /** Somebody may sign in without one. */
  readonly has_password: boolean;
  readonly password: Omit<NewPasswordField, 'label'>;
  readonly error: PasswordChangeFailure | undefined;
  /** Of the scripts of the page. */
};

/** The section with the password. */
export function accountPasswordPage(frame: AccountFrame, shown: PasswordSection): string {
  const { text } = frame.look;
  const { account } = text;
  const { password: words } = account;
  const { has_password, error } = shown;
  const general = error === 'wrong_current' ? undefined : error;
  return accountPage(
    frame,
    account.sections.password,
    html`<p class="lead">${has_password ? words.lead : words.none}</p>
${general !== undefined && html`<p class="box alert" id="password-change-error" role="alert">${words.failures[general]}</p>`}
<form method="post" action="/account/password">
${csrfField(frame)}
<input type="hidden" name="username" autocomplete="username" value="${frame.email}">
${has_password && currentField(text, error === 'wrong_current')}
${newPasswordField({ ...shown.password, label: words.next }, text)}
<button class="primary" id="password-submit" type="submit">${words.submit}</button>
</form>`,
  );
}

function currentField(text: Text, isWrong: boolean): Html {
  const { password: words } = text.account;
  const invalid = isWrong && html` aria-invalid="true" aria-describedby="current-password-error"`;
  const named = {
    id: 'current-password',
    name: 'current_password',
    autocomplete: 'current-password',
  } as const;
  return html`<label for="current-password">${words.current}</label>
${passwordField({ ...named, attributes: html` required${invalid}` }, text)}
${isWrong && html`<p class="error" id="current-password-error" role="alert">${words.failures.wrong_current}</p>`}`;
}
