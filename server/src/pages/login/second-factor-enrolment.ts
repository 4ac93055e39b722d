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

/** Shows recovery codes, once. `fields` are hidden fields of the form. */
export function recoveryCodesPage(
  page: Frame & { readonly path: string; readonly codes: readonly string[] },
): string {
  const { text } = page.look;
  const { recovery } = text.secondFactor;
  return layout({
    look: page.look,
    title: recovery.title,
    content: html`${clientLogo(page)}
<h1 id="recovery-title">${recovery.title}</h1>
<p class="lead">${recovery.lead}</p>
${recoveryCodeList(page.codes)}
<form method="post" action="${page.path}">
${hiddenFields(page)}
<button class="primary" id="recovery-kept" name="action" value="kept" type="submit">${recovery.kept}</button>
</form>
${clientLinks(page, text)}`,
  });
}

/** The codes themselves; on paper nothing else of the form is printed. */
export function recoveryCodeList(codes: readonly string[]): Html {
  return html`<ul class="codes" id="recovery-codes">
${codes.map((code) => html`<li><code>${code}</code></li>\n`)}</ul>`;
}
