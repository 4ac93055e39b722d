/**
 * The page where an End-User decides what a client may do: what, who, for how long, and where the answer goes.
 */

import type { AnswerLifetimes } from '../../protocol/tokens/lifetimes.ts';
import { type Html, html } from '../html.ts';
import { displayName, nameMarkup } from '../look/display-name.ts';
import { duration } from '../look/duration.ts';
import { layout } from '../look/layout.ts';
import { clientLinks, clientLogo } from './client-facts.ts';
import { anewNotice, type Frame, hiddenFields } from './frame.ts';

export type ConsentPage = Frame & {
  /** Where the form goes: a path of ours. */
  readonly action: string;
  /** Public name of the session whose account is shown: who agrees must be who was asked. */
  readonly session: string;
  readonly is_first_party: boolean;
  /** Host of the redirect URI in ASCII (punycode), so that a look-alike letter shows. */
  readonly redirect_host: string;
  /** Host that answers for a client which is known by the address of its metadata; undefined for one that was registered. */
  readonly metadata_host?: string | undefined;
  /** Scopes of OpenID Connect, which are about the End-User. */
  readonly openid_scopes: readonly string[];
  /** What the access token is for, with the scopes that are the API's. */
  readonly api?:
    | { readonly name: string; readonly title?: string; readonly scopes: readonly Scope[] }
    | undefined;
  readonly user_email: string;
  /** Undefined: no access to anything is given. */
  readonly lifetimes: AnswerLifetimes | undefined;
  /** Allow acts after it was in sight for half a second; absent where the page is only looked at. */
  readonly acts_later?: boolean;
};

type Scope = { readonly value: string; readonly description?: string | undefined };

/** The consent page. What can be read before agreeing stands before the buttons. */
export function consentPage(page: ConsentPage): string {
  const { text } = page.look;
  const { consent } = text;
  return layout({
    look: page.look,
    title: consent.title,
    content: html`${clientLogo(page)}
<h1 id="consent-title">${consent.title}</h1>
<p class="lead">${consent.lead(nameMarkup(page.client_name, text.unnamed_application))}</p>
${anewNotice(page, 'other')}
${!page.is_first_party && html`<p class="box notice" id="consent-unverified">${consent.unverified}</p>`}
${permissions(page)}
<dl class="facts">
<dt>${consent.account}</dt><dd><strong id="consent-account">${page.user_email}</strong></dd>
${page.lifetimes !== undefined && lifetimeFact(page, page.lifetimes)}
${page.metadata_host !== undefined && html`<dt>${consent.origin}</dt><dd><strong id="consent-origin">${page.metadata_host}</strong></dd>`}
<dt>${consent.destination}</dt><dd><strong id="consent-destination">${page.redirect_host}</strong></dd>
</dl>
${technicalNames(page)}
${clientLinks(page, text)}
<form class="actions" method="post" action="${page.action}">
${hiddenFields(page)}
<input type="hidden" name="session" value="${page.session}">
${allowButton(page)}
<button class="secondary" id="consent-deny" name="action" value="deny" type="submit">${consent.deny}</button>
</form>`,
  });
}

/** What is drawn of the button before it acts has no text of its own, so that it is read and found once. */
function allowButton({ acts_later, look }: ConsentPage): Html {
  const { accept } = look.text.consent;
  const button = html`<button class="primary" id="consent-accept" name="action" value="accept" type="submit">${accept}</button>`;
  return acts_later === true ? html`<span class="held" data-words="${accept}">${button}</span>` : button;
}

/** What is told of the End-User, and what can be done at the API: two things, each under its own name. */
function permissions({ look, openid_scopes, api }: ConsentPage): readonly (Html | undefined)[] {
  const { consent } = look.text;
  const about = openid_scopes.map((value) => html`<li>${consent.scopes.get(value) ?? value}</li>`);
  const aboutYou = about.length === 0 ? undefined : scopeList('consent-about-you', consent.about_you, about);
  if (!api && aboutYou) return [aboutYou];
  const items = api?.scopes.map(scopeItem) ?? [];
  const given = items.length === 0 ? [html`<li>${consent.no_permissions}</li>`] : items;
  return [aboutYou, scopeList('consent-scopes', api?.title ?? permissionsTitle(look, api?.name), given)];
}

function scopeList(id: string, title: Html | string, items: readonly Html[]): Html {
  return html`<section class="scopes" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<ul>${items}</ul>
</section>
`;
}

function permissionsTitle({ text }: ConsentPage['look'], api_name: string | undefined): Html {
  const name = displayName(api_name ?? '');
  return name === ''
    ? html`${text.consent.permissions}`
    : text.consent.permissionsOf(html`<bdi>${name}</bdi>`);
}

/** The words that the API has for it; without any its name is all there is to say. */
function scopeItem({ value, description }: Scope): Html {
  const meaning = displayName(description ?? '');
  return meaning === '' ? html`<li><code>${value}</code></li>` : html`<li>${meaning}</li>`;
}

function lifetimeFact({ look }: ConsentPage, { access, renewal }: AnswerLifetimes): Html {
  const { consent, language } = look.text;
  const renewable =
    renewal === 'unlimited'
      ? consent.renewable_always
      : renewal && consent.renewable(html`${duration(renewal, language)}`);
  return html`<dt>${consent.lifetime}</dt><dd id="consent-lifetime"><strong>${duration(access, language)}</strong>${renewable !== undefined && html` <small>${renewable}</small>`}</dd>`;
}

/** What is asked for as the application writes it, for whoever wants to compare. */
function technicalNames({ look, openid_scopes, api }: ConsentPage): Html | undefined {
  const values = [...new Set([...openid_scopes, ...(api?.scopes.map(({ value }) => value) ?? [])])];
  if (values.length === 0) return undefined;
  return html`<details class="fold" id="consent-names">
<summary>${look.text.consent.technical_names}</summary>
<p>${values.map((value) => html`<code>${value}</code> `)}</p>
</details>`;
}
