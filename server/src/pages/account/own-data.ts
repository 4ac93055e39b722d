/**
 * Somebody's own data: a copy of it, and the end of the account (GDPR Art. 15, 17 and 20).
 */

import { type Html, html } from '../html.ts';
import { displayName } from '../look/display-name.ts';
import { layout } from '../look/layout.ts';
import type { Look } from '../look/look.ts';
import type { RemovalFailure } from '../text/own-data/own-data-text.ts';
import { type AccountFrame, accountPage, csrfField, moment } from './account.ts';

/** The section with the copy and the way to the end. */
export function accountDataPage(
  frame: AccountFrame,
  { may_remove }: { readonly may_remove: boolean },
): string {
  const { account, ownData } = frame.look.text;
  const { download, remove } = ownData;
  return accountPage(
    frame,
    account.sections.data,
    html`<h2 id="data-download-title">${download.title}</h2>
<p class="hint" id="data-download-hint">${download.lead}</p>
<form method="post" action="/account/data" aria-labelledby="data-download-title">
${csrfField(frame)}
<button class="primary" id="data-download" type="submit" aria-describedby="data-download-hint">${download.submit}</button>
</form>
${
  may_remove &&
  html`<h2 id="data-remove-title">${remove.title}</h2>
<p class="hint">${remove.lead}</p>
<a class="button danger" id="data-remove" href="/account/data/delete">${remove.open}</a>`
}`,
  );
}

export type RemovalSection = {
  /** When the account will be gone; undefined: at once. */
  readonly deletes_at: number | undefined;
  readonly error: RemovalFailure | undefined;
};

/** Says what goes with an account, and asks for its address. */
export function removeAccountPage(frame: AccountFrame, { deletes_at, error }: RemovalSection): string {
  const { remove } = frame.look.text.ownData;
  return accountPage(
    frame,
    remove.title,
    html`${error === 'throttled' && html`<p class="box alert" id="data-remove-error" role="alert">${remove.failures.throttled}</p>`}
<p class="lead">${remove.lead} ${remove.elsewhere}</p>
<h2>${remove.lost_title}</h2>
<ul class="list" id="data-lost">
${remove.lost.map((one) => html`<li>${one}</li>\n`)}</ul>
<p class="box notice" id="data-remove-when">${deletes_at === undefined ? remove.at_once : remove.waits(moment(deletes_at, frame))}</p>
<form method="post" action="/account/data/delete">
${csrfField(frame)}
${confirmField(frame, error === 'mismatch')}
<button class="danger" id="data-remove-submit" type="submit">${remove.submit}</button>
</form>
<a class="button secondary" id="data-remove-back" href="/account/data">${remove.back}</a>`,
  );
}

function confirmField({ look, email }: AccountFrame, isWrong: boolean): Html {
  const { remove } = look.text.ownData;
  const invalid = isWrong && html` aria-invalid="true" aria-describedby="confirm-error"`;
  return html`<label for="confirm">${remove.confirm(html`<strong><bdi>${displayName(email)}</bdi></strong>`)}</label>
<input id="confirm" name="confirm" type="text" autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" required${invalid}>
${isWrong && html`<p class="error" id="confirm-error" role="alert">${remove.failures.mismatch}</p>`}`;
}

/** Says that the account is gone. */
export function accountDeletedPage({ look }: { readonly look: Look }): string {
  const { done } = look.text.ownData;
  return layout({
    look,
    title: done.title,
    content: html`<h1 id="account-deleted">${done.title}</h1>
<p class="lead">${done.lead}</p>`,
  });
}
