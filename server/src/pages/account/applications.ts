/**
 * The applications that may use an account, with what each may do.
 */

import { type Html, html } from '../html.ts';
import { displayName, nameMarkup } from '../look/display-name.ts';
import { type AccountFrame, accountPage, csrfField, moment } from './account.ts';

type AccessToApi = {
  /** Absent: what the End-User is called and the like. */
  readonly name: string | undefined;
  readonly scopes: readonly { readonly value: string; readonly description?: string | undefined }[];
};

export type AccessOfApplication = {
  readonly client_id: string;
  readonly client_name: string;
  readonly since: number | undefined;
  /** It is not any more what was agreed to. */
  readonly asks_again?: boolean;
  readonly apis: readonly AccessToApi[];
  /** Where it is opened, as far as that is known. */
  readonly home: string | undefined;
};

/** One that somebody signed in to, and that holds no access. */
export type UsedApplication = {
  readonly client_id: string;
  readonly client_name: string;
  readonly home: string;
};

/** The section with the applications. */
export function accountApplicationsPage(
  frame: AccountFrame,
  applications: readonly AccessOfApplication[],
  used: readonly UsedApplication[],
): string {
  const { account } = frame.look.text;
  const list = html`<ul class="list" id="applications">
${applications.map((application) => item(frame, application))}</ul>`;
  return accountPage(
    frame,
    account.sections.applications,
    html`<p class="lead">${account.applications.lead}</p>
${applications.length === 0 ? html`<p class="box notice" id="applications-none">${account.applications.none}</p>` : list}
${used.length > 0 && usedOnes(frame, used)}`,
  );
}

function item(
  frame: AccountFrame,
  { client_id, client_name, since, asks_again, apis, home }: AccessOfApplication,
): Html {
  const { text } = frame.look;
  const { applications: words } = text.account;
  const name = displayName(client_name) || text.unnamed_application;
  return html`<li class="row"><div>${nameMarkup(client_name, text.unnamed_application)}
${since !== undefined && html`<small>${words.since}: ${moment(since, frame)}</small>`}
${apis.map((api) => access(frame, api))}
${asks_again === true && html`<small>${words.asks_again}</small>`}</div>
<div class="tools">${home !== undefined && opener(frame, name, home)}<form method="post" action="/account/applications">
${csrfField(frame)}
<button class="danger" name="client_id" value="${client_id}" type="submit" aria-label="${words.withdraw}: ${name}">${words.withdraw}</button>
</form></div></li>
`;
}

function opener({ look }: AccountFrame, name: string, home: string): Html {
  const { open } = look.text.account.applications;
  return html`<a class="button secondary" href="${home}" aria-label="${open}: ${name}">${open}</a>\n`;
}

function usedOnes(frame: AccountFrame, used: readonly UsedApplication[]): Html {
  const { text } = frame.look;
  const items = used.map(({ client_name, home }) => {
    const name = displayName(client_name) || text.unnamed_application;
    return html`<li class="row"><div>${nameMarkup(client_name, text.unnamed_application)}</div>
${opener(frame, name, home)}</li>
`;
  });
  return html`<h2 id="applications-used-title">${text.account.applications.used}</h2>
<ul class="list" id="applications-used" aria-labelledby="applications-used-title">
${items}</ul>`;
}

function access({ look }: AccountFrame, { name, scopes }: AccessToApi): Html {
  const { consent } = look.text;
  const shown = displayName(name ?? '');
  const meanings = scopes.map(
    ({ value, description }) => displayName(description ?? '') || consent.scopes.get(value) || value,
  );
  return html`<small>${shown !== '' && html`<bdi>${shown}</bdi>: `}${meanings.join(' · ')}</small>`;
}
