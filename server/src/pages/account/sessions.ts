/**
 * The devices somebody is signed in on, and the last sign-ins.
 */

import type { FailedSignInReason } from '../../protocol/end-user/own-data.ts';
import { type Html, html } from '../html.ts';
import { deviceName } from '../look/device-name.ts';
import { type AccountFrame, accountPage, csrfField, moment } from './account.ts';

type ShownSession = {
  readonly sid: string;
  readonly began_at: number | undefined;
  readonly last_used_at: number;
  readonly ip: string;
  /** The browser's User-Agent. */
  readonly device: string;
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
  const others = shown.sessions.filter(({ sid }) => sid !== shown.this_one);
  return accountPage(
    frame,
    account.sections.sessions,
    html`<p class="lead">${words.lead}</p>
<ul class="list" id="sessions">
${shown.sessions.map((session) => item(frame, session, session.sid === shown.this_one))}</ul>
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

function item(frame: AccountFrame, session: ShownSession, isThisOne: boolean): Html {
  const { sessions: words } = frame.look.text.account;
  const began =
    session.began_at !== undefined && html`<small>${words.began}: ${moment(session.began_at, frame)}</small>`;
  const way = isThisOne
    ? html`<span class="badge success">${words.this_one}</span>`
    : html`<form method="post" action="/account/sessions">
${csrfField(frame)}
<button class="danger" name="sid" value="${session.sid}" type="submit" aria-label="${words.end}: ${deviceName(frame.look, session.device)}">${words.end}</button>
</form>`;
  return html`<li class="row"><div><strong>${deviceName(frame.look, session.device)}</strong>
<small>${words.address}: <bdi>${session.ip}</bdi></small>${began}
<small>${words.last_used}: ${moment(session.last_used_at, frame)}</small></div>
${way}</li>
`;
}

function row(frame: AccountFrame, { at, ip, device, amr, failed }: ShownSignIn): Html {
  const { account, ownData } = frame.look.text;
  const { ways } = account.sessions;
  // What has no name for people, such as `user` for a touch, says nothing that the others do not.
  const how = [...new Set(amr.flatMap((method) => ways.get(method) ?? []))];
  return html`<tr><td>${moment(at, frame)}</td><td>${deviceName(frame.look, device)}</td><td><bdi>${ip}</bdi></td><td>${failed === undefined ? how.join(', ') : html`<span class="badge alert">${ownData.failed.reasons[failed]}</span>`}</td></tr>
`;
}
