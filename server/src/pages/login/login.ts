/**
 * The page where an End-User signs in, with the ways in that the tenant has. It works without a script and says the same
 * thing for every failed attempt.
 */
import type { LoginMethod, MailedMethod } from '../../protocol/tenant/tenant.ts';
import { type Html, html } from '../html.ts';
import { isolated, nameMarkup } from '../look/display-name.ts';
import { layout } from '../look/layout.ts';
import type { LoginFailure } from '../text/text.ts';
import { clientLinks, clientLogo } from './client-facts.ts';
import { foot, forgotButton, linkButton, otherAddressButton, signUpLine } from './foot.ts';
import { anewNotice, type Frame, hiddenFields } from './frame.ts';
import { passwordField } from './password-field.ts';

export type LoginPage = Frame & {
  /** Where the form goes: a path of ours. */
  readonly action: string;
  /** What the client suggested, or what was typed before an attempt failed. */
  readonly login_hint?: string | undefined;
  readonly error?: LoginFailure | undefined;
  /** The live session, when the End-User is asked to choose an account: whose it is, and which one the button is for. */
  readonly continueAs?: { readonly email: string; readonly session: string } | undefined;
  /** The client asked for the page for a new account. */
  readonly wants_sign_up?: boolean;
  /** A user name is typed in place of an address. */
  readonly takes_username?: boolean;
  /** Where else the page leads. */
  readonly ways?: {
    /** Somebody without an account can make one. */
    readonly sign_up: boolean;
    /** There are passwords that can be forgotten. */
    readonly reset_password: boolean;
  };
  /** The ways in; absent: the password alone. */
  readonly methods?: readonly LoginMethod[];
  /** Where the identifier comes first: asked for, or known. Absent: everything is on one page. */
  readonly step?: 'identifier' | 'known' | undefined;
  /** An account can be made by proving an address. */
  readonly signs_up_by_mail?: boolean;
  /** Other sources of End-Users. */
  readonly connections?: readonly { readonly name: string; readonly display_name: string }[];
  /** The way in by passkey (pages/login/webauthn.ts). */
  readonly passkey?: Html | undefined;
};

/** Longest address that can receive mail (RFC 5321 §4.5.3.1.3). */
const MAX_EMAIL = 254;

const FORM = 'login-form';

/** The login page. A typed e-mail is shown again after a failure, a password never. */
export function loginPage(page: LoginPage): string {
  const { text } = page.look;
  const has_sign_up = page.ways?.sign_up || page.signs_up_by_mail;
  return layout({
    look: page.look,
    title: text.login.title,
    content: html`${clientLogo(page)}
<h1 id="login-title">${text.login.title}</h1>
<p class="lead">${text.login.to(nameMarkup(page.client_name, text.unnamed_application))}</p>
${page.error === undefined && anewNotice(page, 'login')}
${page.error !== undefined && html`<p class="box alert" id="login-error" role="alert">${text.login.failures[page.error]}</p>`}
${page.wants_sign_up && !has_sign_up && html`<p class="box notice">${text.login.no_signup}</p>`}
${page.continueAs !== undefined && continueForm(page, page.continueAs)}
${identifierForm(page)}
${otherWays(page)}
${leave(page)}
${clientLinks(page, text)}`,
  });
}

/** A form of its own: pressing Enter in the password field must not find this button first. */
function continueForm(page: LoginPage, { email, session }: NonNullable<LoginPage['continueAs']>): Html {
  return html`<form method="post" action="${page.action}">
${hiddenFields(page)}
<input type="hidden" name="session" value="${session}">
<button class="primary" id="login-continue" name="action" value="continue" type="submit">${page.look.text.login.continueAs(isolated(email))}</button>
</form>
<p class="divider">${page.look.text.login.other_account}</p>`;
}

/** What the form asks for, and the buttons in their order: the first is the one that Enter presses. */
function identifierForm(page: LoginPage): Html {
  const { text } = page.look;
  const asksPassword = hasPassword(page) && page.step !== 'identifier';
  const buttons: Html[] = [];
  const weigh = () => (buttons.length === 0 && page.continueAs === undefined ? 'primary' : 'secondary');
  if (page.step === 'identifier')
    buttons.push(
      html`<button class="${weigh()}" id="login-next" name="action" value="identify" type="submit">${text.entrance.next}</button>\n`,
    );
  if (asksPassword)
    buttons.push(
      html`<button class="${weigh()}" id="login-submit" name="action" value="login" type="submit">${text.login.submit}</button>\n`,
    );
  if (!hasPassword(page))
    for (const method of mailedOf(page)) buttons.push(mailButton(page, method, weigh()));
  return html`<form id="${FORM}" method="post" action="${page.action}">
${hiddenFields(page)}
${asksIdentifier(page) && identifierField(page)}
${asksPassword && knownPasswordField(page)}
${buttons}${page.ways?.reset_password && asksPassword && forgotButton(text)}${page.step === 'known' && otherAddressButton(text)}</form>`;
}

function hasPassword({ methods }: LoginPage): boolean {
  return methods === undefined || methods.includes('password');
}

function mailedOf({ methods = [] }: LoginPage): readonly MailedMethod[] {
  return methods.filter((method) => method === 'email_code' || method === 'email_link');
}

/** Who signs in with a passkey alone is asked for nothing. */
function asksIdentifier(page: LoginPage): boolean {
  return hasPassword(page) || mailedOf(page).length > 0;
}

function identifierField(page: LoginPage): Html {
  const email = page.login_hint?.slice(0, MAX_EMAIL);
  const known = page.step === 'known';
  const completes = page.passkey === undefined ? 'username' : 'username webauthn';
  const isWrong = page.error === 'invalid_credentials' || page.error === 'malformed_email';
  const hasFocus = page.continueAs === undefined && !known && (!email || isAlone(page));
  const { email: address, email_or_username } = page.look.text.login;
  const [label, keyboard] = page.takes_username ? [email_or_username, 'text'] : [address, 'email'];
  return html`<label for="username">${label}</label>
<input id="username" name="username" type="text" inputmode="${keyboard}" autocomplete="${completes}" autocapitalize="none" autocorrect="off" spellcheck="false" required value="${email}"${known && html` readonly`}${described(page)}${isWrong && html` aria-invalid="true"`}${hasFocus && html` autofocus`}>`;
}

/** No password is asked for beside it. */
function isAlone(page: LoginPage): boolean {
  return page.step === 'identifier' || !hasPassword(page);
}

function knownPasswordField(page: LoginPage): Html {
  const hasFocus = page.continueAs === undefined && Boolean(page.login_hint);
  const invalid = page.error === 'invalid_credentials' && html` aria-invalid="true"`;
  const { text } = page.look;
  const attributes = html` required${described(page)}${invalid}${hasFocus && html` autofocus`}`;
  const field = { id: 'password', name: 'password', autocomplete: 'current-password', attributes } as const;
  return html`<label for="password">${text.login.password}</label>
${passwordField(field, text)}`;
}

function described({ error }: LoginPage): Html | false {
  return error !== undefined && html` aria-describedby="login-error"`;
}

/** A button of the form with the address, wherever it stands; a password that is not typed must not stop it. */
function mailButton(page: LoginPage, method: MailedMethod, weight: 'primary' | 'secondary'): Html {
  const checked = hasPassword(page) && html` formnovalidate`;
  return html`<button class="${weight}" id="login-${method.replace('_', '-')}" form="${FORM}" name="action" value="${method}" type="submit"${checked}>${page.look.text.entrance.send[method]}</button>\n`;
}

/** The ways beside the one that the form begins with, the best first. */
function otherWays(page: LoginPage): Html {
  const { entrance } = page.look.text;
  const { connections = [], passkey } = page;
  const mailed = hasPassword(page) && page.step !== 'identifier' ? mailedOf(page) : [];
  const isDivided = asksIdentifier(page) && mailed.length + connections.length > 0;
  return html`${isDivided && html`<p class="divider">${entrance.or}</p>`}
${passkey}
${mailed.map((method) => mailButton(page, method, 'secondary'))}
${connections.map(({ name, display_name }) => html`<button class="secondary" form="${FORM}" name="connection" value="${name}" type="submit" formnovalidate>${entrance.connection(isolated(display_name))}</button>\n`)}`;
}

/** To a new account, or back to the application. */
function leave(page: LoginPage): Html {
  const { text } = page.look;
  const cancel = linkButton({ id: 'login-cancel', form: FORM, action: 'cancel', says: text.login.cancel });
  return foot(page.ways?.sign_up && signUpLine(text, FORM), cancel);
}
