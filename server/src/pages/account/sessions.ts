/**
 * The devices somebody is signed in on, and the last sign-ins.
 */

import type { FailedSignInReason } from '../../protocol/end-user/own-data.ts';
import { type Html, html } from '../html.ts';
import { deviceName } from '../look/device-name.ts';
import { displayName } from '../look/display-name.ts';
import { type AccountFrame, accountPage, ago, csrfField, moment } from './account.ts';

type ShownSession = {
  readonly sid: string;
  readonly began_at: number | undefined;
  readonly last_used_at: number;
  readonly ip: string;
  /** The browser's User-Agent. */
  readonly device: string;
  /** RFC 8176. */
  readonly amr: readonly string[];
  /** The applications that it is known to be used for, by their names. */
  readonly applications: readonly string[];
};

type ShownSignIn = {
  readonly at: number;
  readonly ip: string;
  readonly device: string;
  /** RFC 8176. */
  readonly amr: readonly string[];
  /** Nobody was signed in, and why. */
  readonly failed?: FailedSignInReason;
};

export type SessionsSection = {
  readonly sessions: readonly ShownSession[];
  readonly sign_ins: readonly ShownSignIn[];
  /** How many failed since the sign-in before this one. */
  readonly failures: number;
  /** The session that looks at the page. */
  readonly this_one: string;
};

/** The section with sessions and sign-ins. */
export function accountSessionsPage(frame: AccountFrame, shown: SessionsSection): string {
  const { account } = frame.look.text;
  const { sessions: words } = account;
  const here = shown.sessions.filter(({ sid }) => sid === shown.this_one);
  const others = shown.sessions.filter(({ sid }) => sid !== shown.this_one);
  return accountPage(
    frame,
    account.sections.sessions,
    html`<p class="lead">${words.lead}</p>
<ul class="list" id="sessions">
${[...here, ...others].map((session) => item(frame, session, session.sid === shown.this_one))}</ul>
${
  others.length > 0 &&
  html`<form method="post" action="/account/sessions">
${csrfField(frame)}
<button class="danger" id="sessions-end-others" name="action" value="end_others" type="submit">${words.end_others}</button>
</form>`
}
<h2 id="sign-ins-title">${words.sign_ins}</h2>
${shown.failures > 0 && html`<p class="box notice" id="sign-ins-failed">${frame.look.text.ownData.failed.since(shown.failures)}</p>`}
<table id="sign-ins" aria-labelledby="sign-ins-title">
<thead><tr><th scope="col">${words.when}</th><th scope="col">${words.device}</th><th scope="col">${words.address}</th><th scope="col">${words.how}</th></tr></thead>
<tbody>
${shown.sign_ins.map((sign_in) => row(frame, sign_in))}</tbody>
</table>`,
  );
}

/** Characters of the name of a session: as much as tells two apart that are otherwise the same. */
const SHORT = 6;

function item(frame: AccountFrame, session: ShownSession, isThisOne: boolean): Html {
  const { text } = frame.look;
  const { sessions: words, sections } = text.account;
  const { sid, began_at, applications } = session;
  const device = deviceName(frame.look, session.device);
  const short = sid.slice(-SHORT);
  const how = waysOf(session.amr, frame);
  const began = began_at !== undefined && html`<small>${words.began}: ${moment(began_at, frame)}</small>`;
  const names = applications.map((name) => displayName(name) || text.unnamed_application);
  const way = isThisOne
    ? html`<span class="badge success">${words.this_one}</span>`
    : html`<form method="post" action="/account/sessions">
${csrfField(frame)}
<button class="danger" name="sid" value="${sid}" type="submit" aria-label="${words.end}: ${device}, ${words.identifier} ${short}">${words.end}</button>
</form>`;
  return html`<li class="row"><div><strong>${device}</strong>
<small>${words.last_used}: ${ago(session.last_used_at, frame)}</small>
${began}${how !== '' && html`<small>${words.how}: ${how}</small>`}
${names.length > 0 && html`<small>${sections.applications}: <bdi>${names.join(', ')}</bdi></small>`}
<small>${words.address}: <bdi>${session.ip}</bdi> · ${words.identifier}: <code>${short}</code></small></div>
${way}</li>
`;
}

/** How somebody signed in. What has no name for people, such as `user` for a touch, says nothing that the others do not. */
function waysOf(amr: readonly string[], { look }: AccountFrame): string {
  const { ways } = look.text.account.sessions;
  return [...new Set(amr.flatMap((method) => ways.get(method) ?? []))].join(', ');
}

function row(frame: AccountFrame, { at, ip, device, amr, failed }: ShownSignIn): Html {
  const { reasons } = frame.look.text.ownData.failed;
  const how =
    failed === undefined ? waysOf(amr, frame) : html`<span class="badge alert">${reasons[failed]}</span>`;
  return html`<tr><td>${moment(at, frame)}</td><td>${deviceName(frame.look, device)}</td><td><bdi>${ip}</bdi></td><td>${how}</td></tr>
`;
}
