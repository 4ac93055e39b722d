/**
 * The fields of forms about an account, each with what is wrong with it said beside it.
 */
import { type Html, html } from '../html.ts';
import type { Text } from '../text/text.ts';
import { passwordField } from './password-field.ts';

/** Longest address that can receive mail (RFC 5321 §4.5.3.1.3). */
const MAX_EMAIL = 254;

/** Where an address is typed; it is the name to sign in with, so password managers are told so. */
export function emailField(field: {
  readonly text: Text;
  readonly email: string | undefined;
  readonly failure?: string | undefined;
}): Html {
  const { text, failure } = field;
  const invalid = failure !== undefined && html` aria-invalid="true" aria-describedby="username-error"`;
  return html`<label for="username">${text.login.email}</label>
<input id="username" name="username" type="text" inputmode="email" autocomplete="username" autocapitalize="none" autocorrect="off" spellcheck="false" required value="${field.email?.slice(0, MAX_EMAIL)}"${invalid}>
${failure !== undefined && html`<p class="error" id="username-error" role="alert">${failure}</p>`}`;
}

export type NewPasswordField = {
  readonly label: string;
  /** What a password has to be, said before one is typed. */
  readonly hint: string;
  /** What is wrong with the one that was sent, all at once. */
  readonly failures: readonly string[];
};

/** Where a new password is typed. It is never shown again. */
export function newPasswordField({ label, hint, failures }: NewPasswordField, text: Text): Html {
  const failed = failures.length > 0;
  const describedBy = failed ? 'password-error password-hint' : 'password-hint';
  const invalid = html` aria-invalid="true"`;
  const attributes = html` required aria-describedby="${describedBy}"${failed && invalid}`;
  const field = { id: 'password', name: 'password', autocomplete: 'new-password', attributes } as const;
  return html`<label for="password">${label}</label>
${passwordField(field, text)}
<p class="hint" id="password-hint">${hint}</p>
${failed && html`<div class="error" id="password-error" role="alert">${failures.map((failure) => html`<p>${failure}</p>\n`)}</div>`}`;
}
