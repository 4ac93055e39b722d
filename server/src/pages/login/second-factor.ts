/**
 * The pages that ask for a second factor. They work without a script.
 */

import { type Html, html } from '../html.ts';
import { isolated } from '../look/display-name.ts';
import { layout } from '../look/layout.ts';
import type { FactorFailure, FactorWay } from '../text/second-factor-text.ts';
import { clientLinks, clientLogo } from './client-facts.ts';
import { foot, linkButton } from './foot.ts';
import { anewNotice, type Frame, hiddenFields } from './frame.ts';

export type SecondFactorPage = Frame & {
  /** Where the form goes: a path of ours. */
  readonly path: string;
  readonly way: FactorWay;
  /** The part of the kind of factor. */
  readonly content: Html;
  /** Other ways there are. */
  readonly others: readonly FactorWay[];
};

/** Asks for a second factor. */
export function secondFactorPage(page: SecondFactorPage): string {
  const { text } = page.look;
  const { secondFactor } = text;
  return layout({
    look: page.look,
    title: secondFactor.title,
    content: html`${clientLogo(page)}
<h1 id="mfa-title">${secondFactor.title}</h1>
<p class="lead">${secondFactor.leads[page.way]}</p>
${anewNotice(page, 'other')}
${page.content}
${otherWays(page)}
${cancelForm(page)}
${clientLinks(page, text)}`,
  });
}

/** Links to the other ways over the whole line. */
export function otherWays({
  look,
  path,
  others,
  interaction,
}: Pick<SecondFactorPage, 'look' | 'path' | 'others' | 'interaction'>): Html {
  const { secondFactor } = look.text;
  if (others.length === 0) return html``;
  return html`<h2 id="mfa-others">${secondFactor.other_ways}</h2>
<ul class="choices" aria-labelledby="mfa-others">
${others.map(
  (way) =>
    html`<li><a id="mfa-use-${way}" href="${`${path}?interaction=${interaction}&factor=${way}`}">${secondFactor.ways[way]} <small>${secondFactor.hints[way]}</small></a></li>`,
)}
</ul>`;
}

/** A form of its own: pressing Enter in a field must not find this button. */
export function cancelForm(page: Frame & { readonly path: string }): Html {
  return html`<form method="post" action="${page.path}">
${hiddenFields(page)}
${foot(linkButton({ id: 'mfa-cancel', action: 'cancel', says: page.look.text.secondFactor.cancel }))}
</form>`;
}

/** The box that lets this device stand for the second factor. */
export function rememberBox({ look }: Pick<Frame, 'look'>, days: number): Html {
  if (days <= 0) return html``;
  return html`<label class="check"><input type="checkbox" id="remember" name="remember" value="yes"> <span>${look.text.secondFactor.remember(days)}</span></label>`;
}

/** What is said above a form that was sent before. */
function failureBox({ look }: Pick<Frame, 'look'>, failure: FactorFailure | undefined): Html {
  if (failure === undefined) return html``;
  const said = look.text.secondFactor.failures[failure];
  if (failure === 'sent') return html`<p class="box success" id="mfa-sent" role="status">${said}</p>`;
  return html`<p class="box alert" id="mfa-error" role="alert">${said}</p>`;
}

export type CodeForm = {
  readonly frame: Pick<Frame, 'look'>;
  readonly path: string;
  readonly action: 'verify' | 'confirm';
  readonly fields: Html;
  readonly inputs?: Html;
  readonly failure: FactorFailure | undefined;
  readonly submit: string;
  /** A second button sends another code. */
  readonly resend?: boolean;
};

/** A form for six digits (`autocomplete="one-time-code"`, as text: a number has no leading zero). */
export function codeForm({ frame, failure, ...form }: CodeForm): Html {
  const { secondFactor } = frame.look.text;
  return html`${failureBox(frame, failure)}
<form method="post" action="${form.path}">
${form.fields}
<label for="code">${secondFactor.code}</label>
<input class="code-input" id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="11" required autofocus${described(failure)}>
${form.inputs}
<button class="primary" id="mfa-submit" name="action" value="${form.action}" type="submit">${form.submit}</button>
${form.resend === true && html`<button class="quiet" id="mfa-resend" name="action" value="send" type="submit" formnovalidate>${secondFactor.send_again}</button>`}
</form>`;
}

/** What says that the code itself was wrong. */
const ASKS_ANEW: ReadonlySet<FactorFailure> = new Set(['wrong_code', 'clock_off']);

function described(failure: FactorFailure | undefined): Html | false {
  if (failure === undefined || failure === 'sent') return false;
  return html` aria-describedby="mfa-error"${ASKS_ANEW.has(failure) && html` aria-invalid="true"`}`;
}

/** A form for a recovery code. */
export function recoveryForm({
  frame,
  failure,
  ...form
}: Pick<CodeForm, 'frame' | 'path' | 'fields' | 'failure'>): Html {
  const { secondFactor } = frame.look.text;
  return html`${failureBox(frame, failure)}
<form method="post" action="${form.path}">
${form.fields}
<label for="code">${secondFactor.recovery_code}</label>
<input id="code" name="code" type="text" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" maxlength="64" required autofocus${described(failure)}>
<button class="primary" id="mfa-submit" name="action" value="verify" type="submit">${secondFactor.submit}</button>
</form>`;
}

/** Before a code is sent: where it goes, shown in part. */
export function sendForm({
  frame,
  failure,
  ...form
}: Pick<CodeForm, 'frame' | 'path' | 'fields' | 'failure'> & { readonly address: string }): Html {
  const { secondFactor } = frame.look.text;
  return html`${failureBox(frame, failure)}
<p id="mfa-address">${secondFactor.mailTo(isolated(maskedAddress(form.address)))}</p>
<form method="post" action="${form.path}">
${form.fields}
<button class="primary" id="mfa-send" name="action" value="send" type="submit">${secondFactor.send}</button>
</form>`;
}

/** Enough of an address for its owner to know it by. */
function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return `${[...address.slice(0, at)][0] ?? ''}•••${address.slice(at)}`;
}
