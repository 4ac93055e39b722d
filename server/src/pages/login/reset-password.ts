/**
 * The pages of a lost password: asking for the link, choosing a new one, and saying that it is done.
 */

import { type Html, html } from '../html.ts';
import { isolated } from '../look/display-name.ts';
import { layout } from '../look/layout.ts';
import type { Look } from '../look/look.ts';
import type { SignUpFailure } from '../text/text.ts';
import { foot, linkButton } from './foot.ts';
import { emailField, type NewPasswordField, newPasswordField } from './new-password.ts';

export type ResetPasswordPage = {
  readonly look: Look;
  /** Where the form goes: a path of ours. */
  readonly action: string;
  /** What the form brings back; absent: there is no request to go on with. */
  readonly hidden: Html | undefined;
  readonly email?: string | undefined;
  readonly error?: SignUpFailure | undefined;
};

/** Asks for the address that the link goes to. */
export function resetPasswordPage(page: ResetPasswordPage): string {
  const { look, action, hidden, email, error } = page;
  const { resetPassword, signUp } = look.text;
  const failure = error && signUp.failures[error];
  const malformed = error === 'malformed_email' ? failure : undefined;
  const login = foot(linkButton({ id: 'reset-login', action: 'open', path: '/login', says: signUp.back }));
  return layout({
    look,
    title: resetPassword.title,
    content: html`<h1 id="reset-title">${resetPassword.title}</h1>
<p class="lead">${resetPassword.lead}</p>
${malformed === undefined && failure !== undefined && html`<p class="box alert" id="reset-error" role="alert">${failure}</p>`}
<form method="post" action="${action}">
${hidden}
${emailField({ text: look.text, email, failure: malformed })}
<button class="primary" id="reset-submit" name="action" value="send" type="submit">${resetPassword.submit}</button>
${hidden !== undefined && login}
</form>`,
  });
}

export type ChoosePasswordPage = {
  readonly look: Look;
  readonly action: string;
  readonly csrf: string;
  /** Whose password it will be: also told to password managers. */
  readonly email: string;
  readonly password: Omit<NewPasswordField, 'label'>;
  /** Of the script of the page. */
  readonly error?: SignUpFailure | undefined;
};

/** Asks for the new password. */
export function choosePasswordPage(page: ChoosePasswordPage): string {
  const { look, email, error } = page;
  const { text } = look;
  const { resetPassword, signUp } = text;
  return layout({
    look,
    title: resetPassword.choose_title,
    content: html`<h1 id="choose-title">${resetPassword.choose_title}</h1>
<p class="lead" id="choose-for">${resetPassword.chooseFor(isolated(email))}</p>
${error !== undefined && html`<p class="box alert" id="choose-error" role="alert">${signUp.failures[error]}</p>`}
<form method="post" action="${page.action}">
<input type="hidden" name="csrf" value="${page.csrf}">
<input type="hidden" name="username" autocomplete="username" value="${email}">
${newPasswordField({ ...page.password, label: resetPassword.new_password }, text)}
<button class="primary" id="choose-submit" type="submit">${resetPassword.choose}</button>
</form>`,
  });
}

/** Says that the password is changed; signing in with it is a step of its own. */
export function passwordChangedPage({
  look,
  continueAt,
  resultUrl,
}: {
  readonly look: Look;
  /** A path of ours that starts the request of this browser anew. */
  readonly continueAt: string | undefined;
  /** Where whoever made the link wants its user to go on. */
  readonly resultUrl?: string | undefined;
}): string {
  const { resetPassword, formPost } = look.text;
  return layout({
    look,
    title: resetPassword.done_title,
    content: html`<h1 id="reset-done-title">${resetPassword.done_title}</h1>
<p class="box success" id="reset-done" role="status">${resetPassword.done}</p>
${continueAt !== undefined && html`<a class="button primary" id="reset-continue" href="${continueAt}">${resetPassword.continue}</a>`}
${resultUrl !== undefined && html`<a class="button primary" id="reset-result" href="${resultUrl}">${formPost.submit}</a>`}`,
  });
}
