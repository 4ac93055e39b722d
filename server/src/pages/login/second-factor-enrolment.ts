/**
 * The pages on which an End-User sets up a second factor, and keeps recovery codes.
 */
import { inGroups } from '../../protocol/end-user/base32.ts';
import { type Html, html } from '../html.ts';
import { nameMarkup } from '../look/display-name.ts';
import { layout } from '../look/layout.ts';
import { clientLinks, clientLogo } from './client-facts.ts';
import { type Frame, hiddenFields } from './frame.ts';
import { qrCode } from './qr-code.ts';
import { type RecoveryCodesShown, recoveryCodesMarkup } from './recovery-codes.ts';
import { type CodeForm, cancelForm, codeForm, otherWays, type SecondFactorPage } from './second-factor.ts';

/** Asks for a second factor where there is none yet. */
export function enrolmentPage(page: SecondFactorPage): string {
  const { text } = page.look;
  const { enrol, ways } = text.secondFactor;
  return layout({
    look: page.look,
    title: enrol.title,
    content: html`${clientLogo(page)}
<h1 id="mfa-enroll-title">${enrol.title}</h1>
<p class="lead">${enrol.lead(nameMarkup(page.client_name, text.unnamed_application))}</p>
<h2 id="mfa-way">${ways[page.way]}</h2>
${page.content}
${otherWays(page)}
${cancelForm(page)}
${clientLinks(page, text)}`,
  });
}

/** An authenticator app: install, scan, confirm. `pending` is the sealed key. */
export function totpEnrolment({
  pending,
  ...form
}: Pick<CodeForm, 'frame' | 'path' | 'fields' | 'failure'> & {
  readonly pending: { readonly uri: string; readonly key: string; readonly sealed: string };
}): Html {
  const { enrol } = form.frame.look.text.secondFactor;
  const fields = html`${form.fields}
<input type="hidden" name="pending" value="${pending.sealed}">`;
  return html`<ol class="steps">
<li><p>${enrol.install}</p></li>
<li><p>${enrol.scan}</p>
<div class="qr">${qrCode(pending.uri, enrol.qr)}</div>
<p>${enrol.key}: <code id="mfa-key">${inGroups(pending.key, ' ')}</code></p></li>
<li><p>${enrol.confirm}</p>
${codeForm({ ...form, fields, action: 'confirm', submit: enrol.submit })}</li>
</ol>`;
}

/** Shows recovery codes, once. Who has nowhere to keep them just now goes on all the same, and is reminded on the account page. */
export function recoveryCodesPage(page: Frame & Omit<RecoveryCodesShown, 'look' | 'fields'>): string {
  const { look, path } = page;
  const { recovery } = look.text.secondFactor;
  const fields = hiddenFields(page);
  return layout({
    look,
    title: recovery.title,
    content: html`${clientLogo(page)}
<h1 id="recovery-title">${recovery.title}</h1>
${recoveryCodesMarkup({ ...page, fields })}
<form method="post" action="${path}">
${fields}
<button class="quiet" id="recovery-later" name="action" value="later" type="submit">${recovery.later}</button>
</form>
${clientLinks(page, look.text)}`,
  });
}
