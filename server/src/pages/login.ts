/**
 * The page where an End-User signs in. It works without a script and says the same thing for every failed attempt.
 */
import { type AccountWays, accountButtons } from './account-buttons.ts';
import { clientLinks, clientLogo } from './client-facts.ts';
import { nameMarkup } from './display-name.ts';
import { type Frame, hiddenFields } from './frame.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import type { LoginFailure } from './text/text.ts';

export type LoginPage = Frame & {
  /** Where the form goes: a path of ours. */
  readonly action: string;
  /** What the client suggested, or what was typed before an attempt failed. */
  readonly login_hint?: string | undefined;
  readonly error?: LoginFailure | undefined;
  /** The live session, when the End-User is asked to choose an account: whose it is, and which one the button is for. */
  readonly continueAs?: { readonly email: string; readonly session: string } | undefined;
  readonly screen_hint?: string | undefined;
  readonly ways?: AccountWays;
};

/** Longest address that can receive mail (RFC 5321 §4.5.3.1.3). */
const MAX_EMAIL = 254;

/** The login page. A typed e-mail is shown again after a failure, a password never. */
export function loginPage(page: LoginPage): string {
  const { text } = page.look;
  return layout({
    look: page.look,
    title: text.login.title,
    content: html`${clientLogo(page)}
<h1 id="login-title">${text.login.title}</h1>
<p class="lead">${text.login.to(nameMarkup(page.client_name, text.unnamed_application))}</p>
${page.error !== undefined && html`<p class="box alert" id="login-error" role="alert">${text.login.failures[page.error]}</p>`}
${page.screen_hint === 'signup' && !page.ways?.sign_up && html`<p class="box notice">${text.login.no_signup}</p>`}
${page.continueAs !== undefined && continueForm(page, page.continueAs)}
${passwordForm(page)}
${clientLinks(page, text)}`,
  });
}

/** A form of its own: pressing Enter in the password field must not find this button first. */
function continueForm(page: LoginPage, { email, session }: NonNullable<LoginPage['continueAs']>): Html {
  return html`<form method="post" action="${page.action}">
${hiddenFields(page)}
<input type="hidden" name="session" value="${session}">
<button class="primary" id="login-continue" name="action" value="continue" type="submit">${page.look.text.login.continueAs(email)}</button>
</form>
<p class="divider">${page.look.text.login.other_account}</p>`;
}

function passwordForm(page: LoginPage): Html {
  const { login } = page.look.text;
  const email = page.login_hint?.slice(0, MAX_EMAIL);
  const describedBy = page.error !== undefined && html` aria-describedby="login-error"`;
  const invalid = page.error === 'invalid_credentials' && html` aria-invalid="true"`;
  const focused = page.continueAs === undefined ? (email ? 'password' : 'username') : undefined;
  const focus = html` autofocus`;
  return html`<form method="post" action="${page.action}">
${hiddenFields(page)}
<label for="username">${login.email}</label>
<input id="username" name="username" type="text" inputmode="email" autocomplete="username" autocapitalize="none" autocorrect="off" spellcheck="false" required value="${email}"${describedBy}${invalid}${focused === 'username' && focus}>
<label for="password">${login.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${describedBy}${invalid}${focused === 'password' && focus}>
<button class="${page.continueAs === undefined ? 'primary' : 'secondary'}" id="login-submit" name="action" value="login" type="submit">${login.submit}</button>
${page.ways && accountButtons(page.ways, page.look.text)}<button class="quiet" id="login-cancel" name="action" value="cancel" type="submit" formnovalidate>${login.cancel}</button>
</form>`;
}
