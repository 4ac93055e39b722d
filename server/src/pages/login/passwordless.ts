/**
 * The pages of signing in by mail. What they say is the same whether or not there is a mail.
 */

import { type Html, html } from '../html.ts';
import { isolated, nameMarkup } from '../look/display-name.ts';
import { layout } from '../look/layout.ts';
import type { Look } from '../look/look.ts';
import type { CodeNotice } from '../text/entrance/entrance-text.ts';
import { clientLinks, clientLogo } from './client-facts.ts';
import { foot, linkButton } from './foot.ts';
import { type Frame, hiddenFields } from './frame.ts';

export type PasswordlessPage = Frame & {
  /** Where the form goes: a path of ours. */
  readonly action: string;
  readonly email: string;
  readonly notice: CodeNotice | undefined;
  /** What came with the address of the page. */
  readonly code?: string | undefined;
};

/** Asks for the code of a mail. */
export function codePage(page: PasswordlessPage): string {
  const { look, email, notice } = page;
  const { code } = look.text.entrance;
  const isWrong = notice === 'wrong_code' || notice === 'throttled';
  const invalid = isWrong && html` aria-invalid="true" aria-describedby="code-notice"`;
  return layout({
    look,
    title: code.title,
    content: html`${clientLogo(page)}
<h1 id="code-title">${code.title}</h1>
<p class="lead" id="code-lead">${page.code === undefined ? code.lead(isolated(email)) : look.text.entrance.opened.lead(isolated(email))}</p>
${noticeBox(page)}
<form method="post" action="${page.action}">
${hiddenFields(page)}
<input type="hidden" name="username" value="${email}">
<label for="code">${code.label}</label>
<input class="code-input" id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="11" required autofocus value="${page.code}"${invalid}>
<button class="primary" id="code-submit" name="action" value="verify" type="submit">${code.submit}</button>
${foot(linkButton({ id: 'code-again', action: 'send', says: code.again }), backButton(page))}
</form>
${clientLinks(page, look.text)}`,
  });
}

/** Says to open the link of a mail. */
export function linkSentPage(page: PasswordlessPage): string {
  const { look, email } = page;
  const { mailSent, entrance } = look.text;
  return layout({
    look,
    title: mailSent.title,
    content: html`${clientLogo(page)}
<h1 id="link-sent-title">${mailSent.title}</h1>
<p class="lead" id="link-sent">${entrance.link.lead(isolated(email))}</p>
${noticeBox(page)}
<p class="lead">${mailSent.nothing_came}</p>
<form method="post" action="${page.action}">
${hiddenFields(page)}
<input type="hidden" name="username" value="${email}">
<button class="secondary" id="link-again" name="action" value="send" type="submit">${entrance.link.again}</button>
${foot(backButton(page))}
</form>
${clientLinks(page, look.text)}`,
  });
}

function noticeBox({ look, notice }: PasswordlessPage): Html | false {
  if (notice === undefined) return false;
  const said = look.text.entrance.code.notices[notice];
  if (notice === 'sent') return html`<p class="box success" id="code-sent" role="status">${said}</p>`;
  return html`<p class="box alert" id="code-notice" role="alert">${said}</p>`;
}

/** To the ways in, with the address as it was. */
function backButton({ look }: PasswordlessPage): Html {
  return linkButton({ id: 'code-back', action: 'open', path: '/login', says: look.text.signUp.back });
}

/** Behind the link of a mail: opening it signs nobody in, for programs open links before their readers do. */
export function signInLinkPage(page: {
  readonly look: Look;
  /** Where the form goes: a path of ours. */
  readonly action: string;
  readonly csrf: string;
  readonly email: string;
  readonly client_name: string;
}): string {
  const { login, entrance, unnamed_application } = page.look.text;
  return layout({
    look: page.look,
    title: login.title,
    content: html`<h1 id="sign-in-title">${login.title}</h1>
<p class="lead">${login.to(nameMarkup(page.client_name, unnamed_application))}</p>
<p class="lead" id="sign-in-email">${entrance.opened.lead(isolated(page.email))}</p>
<form method="post" action="${page.action}">
<input type="hidden" name="csrf" value="${page.csrf}">
<button class="primary" id="sign-in-submit" type="submit">${entrance.opened.submit}</button>
</form>`,
  });
}

/** The link in another browser than the one that asked for it. */
export function elsewherePage({ look }: { readonly look: Look }): string {
  const { elsewhere } = look.text.entrance;
  return layout({
    look,
    title: elsewhere.title,
    content: html`<h1 id="elsewhere-title">${elsewhere.title}</h1>
<p class="box notice" id="elsewhere" role="alert">${elsewhere.lead}</p>
<p class="lead">${elsewhere.hint}</p>`,
  });
}
