/**
 * The frame of the account page: its sections, who is signed in, and the way out.
 */
import { SECTIONS, type SectionName } from '../../protocol/end-user/account.ts';
import { type Html, html } from '../html.ts';
import { displayName } from '../look/display-name.ts';
import { layout } from '../look/layout.ts';
import type { Look } from '../look/look.ts';
import type { Done } from '../text/account/account-text.ts';

/** An application, and where somebody goes back to it. */
export type WayBack = { readonly client_name: string; readonly href: string };

export type AccountFrame = {
  readonly look: Look;
  /** The section that is open. */
  readonly section: SectionName;
  /** Those that there are here. */
  readonly sections: readonly SectionName[];
  readonly csrf: string;
  /** Who is signed in. */
  readonly email: string;
  /** The zone that times are shown in. */
  readonly time_zone: string;
  /** Whole seconds since the epoch. */
  readonly now: number;
  /** Absent: nobody knows an application with an address. */
  readonly back?: WayBack | undefined;
  readonly done?: Done | undefined;
  /** A form was sent, and nothing was done: there was nobody signed in, or not for a while. */
  readonly is_undone?: boolean;
  /** When the account is deleted, because that was asked for. */
  readonly deletes_at?: number | undefined;
};

/** A section in its frame. */
export function accountPage(frame: AccountFrame, title: string, content: Html): string {
  const { look, done } = frame;
  const { account } = look.text;
  return layout({
    look,
    title,
    width: 'wide',
    content: html`${wayBack(frame)}
<div class="row who">
<div><strong id="account-email"><bdi>${displayName(frame.email)}</bdi></strong></div>
<form method="post" action="/account/sign-out">
${csrfField(frame)}
<button class="secondary" id="account-sign-out" type="submit">${account.sign_out}</button>
</form>
</div>
${pendingDeletion(frame)}<div class="panes">
<button class="nav-open secondary" id="nav-open" type="button" popovertarget="nav"><span class="away">${account.title}: </span>${account.sections[openItem(frame)]}</button>
<nav class="nav" id="nav" popover aria-label="${account.title}"><ul>
${frame.sections.map((name) => navItem(name, frame))}</ul></nav>
<section class="section">
<h1 id="account-title">${title}</h1>
${done !== undefined && html`<p class="box success" id="account-done" role="status">${account.done[done]}</p>`}
${frame.is_undone && html`<p class="box notice" id="account-undone" role="status">${account.undone}</p>`}
${content}
</section>
</div>`,
  });
}

function wayBack({ look, back }: AccountFrame): Html | undefined {
  if (back === undefined) return undefined;
  const name = html`<bdi>${displayName(back.client_name) || look.text.unnamed_application}</bdi>`;
  return html`<p class="back"><a id="account-back" href="${back.href}">${look.text.account.back_to(name)}</a></p>`;
}

/** The section as it is called in the navigation. What is reached by a mail is a part of the one before it. */
function openItem({ section }: AccountFrame): Exclude<SectionName, 'confirm-email'> {
  return section === 'confirm-email' ? 'email' : section;
}

function navItem(name: SectionName, frame: AccountFrame): Html | undefined {
  if (name === 'confirm-email') return undefined;
  const path = SECTIONS.get(name)?.path;
  const isOpen = openItem(frame) === name;
  return html`<li><a id="nav-${name}" href="${path}"${isOpen && html` aria-current="page"`}>${frame.look.text.account.sections[name]}</a></li>
`;
}

/** Above every section until the day has come: when, and the way back. */
function pendingDeletion(frame: AccountFrame): Html | undefined {
  const { deletes_at, look } = frame;
  if (deletes_at === undefined) return undefined;
  const { waiting } = look.text.ownData;
  return html`<div class="box notice row" id="account-deletion"><p>${waiting.lead(moment(deletes_at, frame))}</p>
<form method="post" action="/account/keep">
${csrfField(frame)}
<button class="secondary" id="account-keep" type="submit">${waiting.keep}</button>
</form></div>
`;
}

/** The field by which a form is known to come from the page of this session. */
export function csrfField({ csrf }: Pick<AccountFrame, 'csrf'>): Html {
  return html`<input type="hidden" name="csrf" value="${csrf}">`;
}

/** A moment, in the language of the page and the zone of its reader, which is named. */
export function moment(at: number, { look, time_zone }: Pick<AccountFrame, 'look' | 'time_zone'>): Html {
  const at_ms = at * 1_000;
  const shown = new Intl.DateTimeFormat(look.text.language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: time_zone,
    timeZoneName: 'short',
  }).format(at_ms);
  return html`<time datetime="${new Date(at_ms).toISOString()}">${shown}</time>`;
}

const SPANS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** How long ago a moment is, in the language of the page, beside the moment itself. */
export function ago(at: number, frame: Pick<AccountFrame, 'look' | 'time_zone' | 'now'>): Html {
  const { look, now } = frame;
  // The clocks of two machines may differ by seconds; nothing here is yet to come.
  const past = Math.max(0, now - at);
  const [unit, seconds] = SPANS.find(([, span]) => past >= span) ?? (['second', 1] as const);
  const relative = new Intl.RelativeTimeFormat(look.text.language, { numeric: 'auto' });
  return html`${relative.format(-Math.floor(past / seconds), unit)} · ${moment(at, frame)}`;
}

/** Says that the account is not open: the End-User turned back, or may not sign in. */
export function turnedBackPage({ look }: { readonly look: Look }): string {
  const { turned_back } = look.text.account;
  return layout({
    look,
    title: turned_back.title,
    content: html`<h1 id="account-turned-back">${turned_back.title}</h1>
<p class="lead">${turned_back.lead}</p>
<a class="button primary" id="account-sign-in" href="/account">${turned_back.again}</a>`,
  });
}
