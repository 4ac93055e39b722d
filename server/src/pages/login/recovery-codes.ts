/**
 * Recovery codes on whatever page shows them: to copy, download and print, and a field that asks for one of them, by which
 * it is known that they were kept. All of it but copying works without a script.
 */
import { type Html, html } from '../html.ts';
import type { Look } from '../look/look.ts';
import { checkedNonce } from '../nonce.ts';
import { RECOVERY_CODES_SCRIPT } from './recovery-codes-script.ts';

export type ConfirmationForm = {
  readonly look: Look;
  /** Where the form goes: a path of ours. */
  readonly path: string;
  /** What makes the form ours. */
  readonly fields: Html;
  /** What was typed is none of the codes. */
  readonly wrong: boolean;
};

export type RecoveryCodesShown = ConfirmationForm & {
  readonly codes: readonly string[];
  /** Travels with the form, so that a wrong code does not take the page away: the codes, sealed. */
  readonly sealed: string;
  /** Whose they are: what the file of them says. */
  readonly owner: string;
  /** At least 128 random bits, base64url; the same as in the CSP. */
  readonly nonce: string;
};

/** The codes, what can be done with them, and the form that asks for one. */
export function recoveryCodesMarkup(shown: RecoveryCodesShown): Html {
  const { look, codes, sealed, nonce } = shown;
  const { recovery } = look.text.secondFactor;
  const fields = html`${shown.fields}
<input type="hidden" name="codes" value="${sealed}">`;
  return html`<p class="lead">${recovery.lead}</p>
<ul class="codes" id="recovery-codes">
${codes.map((code) => html`<li><code>${code}</code></li>\n`)}</ul>
<div class="tools">
<a class="button secondary" id="recovery-download" href="${fileOf(shown)}" download="recovery-codes.txt">${recovery.download}</a>
<button class="secondary" id="recovery-copy" type="button" data-copied="${recovery.copied}" hidden>${recovery.copy}</button>
<button class="secondary" id="recovery-print" type="button" hidden>${recovery.print}</button>
<span class="quiet-text" id="recovery-said" role="status"></span>
</div>
${confirmationForm({ ...shown, fields })}
<script nonce="${checkedNonce(nonce)}">${RECOVERY_CODES_SCRIPT}</script>`;
}

/** A file that never leaves the browser (RFC 2397). */
function fileOf({ look, codes, owner }: RecoveryCodesShown): string {
  const { recovery_title } = look.text.account.factors;
  const lines = [[recovery_title, look.site, owner].filter((one) => one).join(' · '), '', ...codes, ''];
  return `data:text/plain;charset=utf-8,${encodeURIComponent(lines.join('\r\n').toWellFormed())}`;
}

/** Says that nobody has shown to have kept the codes, and asks for one. */
export function confirmationForm({ look, path, fields, wrong }: ConfirmationForm): Html {
  const { recovery } = look.text.secondFactor;
  const error = html`<p class="error" id="recovery-error" role="alert">${recovery.wrong}</p>\n`;
  return html`<p class="box notice" id="recovery-unconfirmed">${recovery.unconfirmed}</p>
<form method="post" action="${path}">
${fields}
<label for="recovery-code">${recovery.label}</label>
<input id="recovery-code" name="code" type="text" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" maxlength="64" required aria-describedby="${wrong ? 'recovery-error ' : ''}recovery-code-hint"${wrong && html` aria-invalid="true" autofocus`}>
${wrong && error}<p class="hint" id="recovery-code-hint">${recovery.hint}</p>
<button class="primary" id="recovery-kept" name="action" value="kept" type="submit">${recovery.kept}</button>
</form>`;
}
