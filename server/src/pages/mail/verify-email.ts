/**
 * The page behind the link of a verification mail. Opening it changes nothing: programs open links before their readers do.
 */

import { html } from '../html.ts';
import { passwordField } from '../login/password-field.ts';
import { isolated } from '../look/display-name.ts';
import { layout } from '../look/layout.ts';
import type { Look } from '../look/look.ts';

export type VerifyEmailPage = {
  readonly look: Look;
  /** Where the form goes: a path of ours. */
  readonly action: string;
  readonly csrf: string;
  readonly email: string;
  /**
   * In another browser than the one that signed up: whoever chose the password knows it. `optional`: there is an account,
   * which whoever reads the mail has all the same, but without what was left there by somebody else.
   */
  readonly password: 'required' | 'optional' | undefined;
  readonly error?: string | undefined;
};

/** Asks to confirm that the address is one's own. */
export function verifyEmailPage(page: VerifyEmailPage): string {
  const { look, email, error } = page;
  const { text } = look;
  const { verifyEmail } = text;
  const described = error !== undefined && html` aria-describedby="verify-error"`;
  const invalid = html`${described}${error === verifyEmail.wrong_password && html` aria-invalid="true"`}`;
  const attributes = html`${page.password === 'required' && html` required`}${invalid}`;
  const field = { id: 'password', name: 'password', autocomplete: 'current-password', attributes } as const;
  const password = html`<input type="hidden" name="username" autocomplete="username" value="${email}">
<label for="password">${verifyEmail.password}</label>
${passwordField(field, text)}`;
  return layout({
    look,
    title: verifyEmail.title,
    content: html`<h1 id="verify-title">${verifyEmail.title}</h1>
<p class="lead" id="verify-email">${verifyEmail.lead(isolated(email))}</p>
${error !== undefined && html`<p class="box alert" id="verify-error" role="alert">${error}</p>`}
<form method="post" action="${page.action}">
<input type="hidden" name="csrf" value="${page.csrf}">
${page.password !== undefined && password}
<button class="primary" id="verify-submit" type="submit">${verifyEmail.submit}</button>
</form>`,
  });
}

/** Says that it is done, in a browser that has nothing to go on with. */
export function emailVerifiedPage({
  look,
  reset,
  continueAt,
}: {
  readonly look: Look;
  /** Where a password can be chosen, for an account that has none any more. */
  readonly reset?: string | undefined;
  /** Where whoever made the link wants its user to go on. */
  readonly continueAt?: string | undefined;
}): string {
  const { verifyEmail, resetPassword, formPost } = look.text;
  return layout({
    look,
    title: verifyEmail.done_title,
    content: html`<h1 id="verified-title">${verifyEmail.done_title}</h1>
<p class="box success" id="verified" role="status">${verifyEmail.done}</p>
${reset !== undefined && html`<a class="button primary" id="verified-reset" href="${reset}">${resetPassword.title}</a>`}
${continueAt !== undefined && html`<a class="button primary" id="verified-continue" href="${continueAt}">${formPost.submit}</a>`}`,
  });
}

/** One answer for every link that is good for nothing, whatever the reason. */
export function linkEndedPage({
  look,
  again,
}: {
  readonly look: Look;
  /** A path of ours where another can be had. */
  readonly again: string | undefined;
}): string {
  const { linkEnded } = look.text;
  return layout({
    look,
    title: linkEnded.title,
    content: html`<h1 id="link-ended-title">${linkEnded.title}</h1>
<p class="box notice" id="link-ended" role="alert">${linkEnded.lead}</p>
<p class="lead">${linkEnded.go_back}</p>
${again !== undefined && html`<a class="button primary" id="link-again" href="${again}">${linkEnded.again}</a>`}`,
  });
}
