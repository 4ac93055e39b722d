/**
 * The address of an account: what it is, changing it, and the page that the link to a new one leads to.
 */

import { type Html, html } from '../html.ts';
import { displayName } from '../look/display-name.ts';
import type { EmailChangeFailure } from '../text/account/account-text.ts';
import { type AccountFrame, accountPage, csrfField } from './account.ts';

export type EmailSection = {
  readonly email: string | undefined;
  readonly is_verified: boolean;
  /** What was typed and not taken. */
  readonly typed: string | undefined;
  readonly error: EmailChangeFailure | undefined;
};

/** The section with the address. */
export function accountEmailPage(frame: AccountFrame, shown: EmailSection): string {
  const { account } = frame.look.text;
  const { email: words } = account;
  const { error } = shown;
  return accountPage(
    frame,
    account.sections.email,
    html`${shown.email !== undefined && current(frame, shown.email, shown.is_verified)}
${error === 'throttled' && html`<p class="box alert" id="email-change-error" role="alert">${words.failures.throttled}</p>`}
<h2 id="email-change">${words.change_title}</h2>
<p class="hint" id="email-hint">${words.lead}</p>
<form method="post" action="/account/email" aria-labelledby="email-change">
${csrfField(frame)}
${newField(frame, shown)}
<button class="primary" id="email-submit" name="action" value="change" type="submit">${words.submit}</button>
</form>`,
  );
}

function current(frame: AccountFrame, email: string, isVerified: boolean): Html {
  const { email: words } = frame.look.text.account;
  const again = html`<form method="post" action="/account/email">
${csrfField(frame)}
<button class="secondary" id="email-verify" name="action" value="verify" type="submit">${words.send_again}</button>
</form>`;
  return html`<dl class="facts"><dt>${words.current}</dt>
<dd id="email-current"><bdi>${displayName(email)}</bdi> <span class="badge ${isVerified ? 'success' : 'notice'}">${isVerified ? words.verified : words.unverified}</span></dd></dl>
${!isVerified && again}`;
}

function newField({ look }: AccountFrame, { typed, error }: EmailSection): Html {
  const { email: words } = look.text.account;
  const failure = error === 'not_an_address' || error === 'same' ? words.failures[error] : undefined;
  const described = failure === undefined ? 'email-hint' : 'email-error email-hint';
  const invalid = failure !== undefined && html` aria-invalid="true"`;
  return html`<label for="email">${words.label}</label>
<input id="email" name="email" type="text" inputmode="email" autocomplete="email" autocapitalize="none" autocorrect="off" spellcheck="false" required value="${typed?.slice(0, MAX_SHOWN)}" aria-describedby="${described}"${invalid}>
${failure !== undefined && html`<p class="error" id="email-error" role="alert">${failure}</p>`}`;
}

/** Longest address that can receive mail (RFC 5321 §4.5.3.1.3). */
const MAX_SHOWN = 254;

/** Asks whether to use the address that the link was sent to. Opening it changes nothing. */
export function confirmEmailPage(
  frame: AccountFrame,
  { email, is_taken }: { readonly email: string; readonly is_taken: boolean },
): string {
  const { confirmEmail: words } = frame.look.text.account;
  const address = html`<strong><bdi>${displayName(email)}</bdi></strong>`;
  const taken = html`<p class="box alert" id="confirm-email-error" role="alert">${words.taken}</p>
<a class="button primary" id="confirm-email-back" href="/account">${words.back}</a>`;
  const ask = html`<p class="lead" id="confirm-email">${words.lead(address)}</p>
<form method="post" action="/account/confirm-email">
${csrfField(frame)}
<button class="primary" id="confirm-email-submit" type="submit">${words.submit}</button>
</form>`;
  return accountPage(frame, words.title, is_taken ? taken : ask);
}
