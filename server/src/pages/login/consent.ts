/**
 * The page where an End-User decides what a client may do: what, who, for how long, and where the answer goes.
 */

import type { AnswerLifetimes } from '../../protocol/tokens/lifetimes.ts';
import { type Html, html } from '../html.ts';
import { nameMarkup } from '../look/display-name.ts';
import { duration } from '../look/duration.ts';
import { layout } from '../look/layout.ts';
import { clientLinks, clientLogo } from './client-facts.ts';
import { type AskedScopes, scopesMarkup, technicalNames } from './consent-scopes.ts';
import { anewNotice, type Frame, hiddenFields } from './frame.ts';

export type ConsentPage = Frame &
  AskedScopes & {
    /** Where the form goes: a path of ours. */
    readonly action: string;
    /** Public name of the session whose account is shown: who agrees must be who was asked. */
    readonly session: string;
    /** Host of the redirect URI in ASCII (punycode), so that a look-alike letter shows. */
    readonly redirect_host: string;
    /** Host that answers for a client which is known by the address of its metadata; undefined for one that was registered. */
    readonly metadata_host?: string | undefined;
    /** What whoever is led here by the operator's tool has typed. */
    readonly command?: string | undefined;
    readonly user_email: string;
    /** Undefined: no access to anything is given. */
    readonly lifetimes: AnswerLifetimes | undefined;
    /** Allow acts after it was in sight for half a second; absent where the page is only looked at. */
    readonly acts_later?: boolean;
  };

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
${page.command !== undefined && html`<p class="box notice" id="consent-command">${consent.typed(html`<code>${page.command}</code>`)}</p>`}
${scopesMarkup(page)}
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

function lifetimeFact({ look }: ConsentPage, { access, renewal }: AnswerLifetimes): Html {
  const { consent, language } = look.text;
  const renewable =
    renewal === 'unlimited'
      ? consent.renewable_always
      : renewal && consent.renewable(html`${duration(renewal, language)}`);
  return html`<dt>${consent.lifetime}</dt><dd id="consent-lifetime"><strong>${duration(access, language)}</strong>${renewable !== undefined && html` <small>${renewable}</small>`}</dd>`;
}
