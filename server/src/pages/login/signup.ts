/**
 * The page where an End-User makes an account. It works without a script.
 */

import { html } from '../html.ts';
import { nameMarkup } from '../look/display-name.ts';
import { layout } from '../look/layout.ts';
import type { SignUpFailure } from '../text/text.ts';
import { clientLinks, clientLogo } from './client-facts.ts';
import { foot, linkButton } from './foot.ts';
import { type Frame, hiddenFields } from './frame.ts';
import { emailField, type NewPasswordField, newPasswordField } from './new-password.ts';

export type SignUpPage = Frame & {
  /** Where the form goes: a path of ours. */
  readonly action: string;
  /** What the client suggested or what was typed; a password is never shown again. */
  readonly email?: string | undefined;
  readonly error?: SignUpFailure | undefined;
  readonly password: Omit<NewPasswordField, 'label'>;
  /** Of the script of the page. */
};

/** The sign-up page. */
export function signUpPage(page: SignUpPage): string {
  const { text } = page.look;
  const { signUp } = text;
  const emailFailure = page.error === 'malformed_email' ? signUp.failures.malformed_email : undefined;
  const failure = emailFailure === undefined && page.error !== undefined && signUp.failures[page.error];
  return layout({
    look: page.look,
    title: signUp.title,
    content: html`${clientLogo(page)}
<h1 id="signup-title">${signUp.title}</h1>
<p class="lead">${text.login.to(nameMarkup(page.client_name, text.unnamed_application))}</p>
${failure && html`<p class="box alert" id="signup-error" role="alert">${failure}</p>`}
<form method="post" action="${page.action}">
${hiddenFields(page)}
${emailField({ text, email: page.email, failure: emailFailure })}
${newPasswordField({ ...page.password, label: text.login.password }, text)}
<button class="primary" id="signup-submit" name="action" value="signup" type="submit">${signUp.submit}</button>
${foot(linkButton({ id: 'signup-login', action: 'open', path: '/login', says: signUp.has_account }))}
</form>
${clientLinks(page, text)}`,
  });
}
