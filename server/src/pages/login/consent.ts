/**
 * The page where an End-User decides what a client may do: what, who, for how long, and where the answer goes.
 */

import { type Html, html } from '../html.ts';
import { displayName, nameMarkup } from '../look/display-name.ts';
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
  readonly api_name?: string | undefined;
  readonly scopes: readonly { readonly value: string; readonly description?: string | undefined }[];
  readonly user_email: string;
  readonly token_lifetime_seconds: number;
  /** Allow acts after it was in sight for half a second; absent where the page is only looked at. */
  readonly acts_later?: boolean;
};

/** The consent page. */
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
<section class="scopes" aria-labelledby="consent-scopes">
<h2 id="consent-scopes">${permissionsTitle(page)}</h2>
<ul>${scopeItems(page)}</ul>
</section>
<dl class="facts">
<dt>${consent.account}</dt><dd><strong id="consent-account">${page.user_email}</strong></dd>
<dt>${consent.lifetime}</dt><dd><strong>${duration(page.token_lifetime_seconds, text.language)}</strong></dd>
${page.metadata_host !== undefined && html`<dt>${consent.origin}</dt><dd><strong id="consent-origin">${page.metadata_host}</strong></dd>`}
<dt>${consent.destination}</dt><dd><strong id="consent-destination">${page.redirect_host}</strong></dd>
</dl>
<form method="post" action="${page.action}">
${hiddenFields(page)}
<input type="hidden" name="session" value="${page.session}">
${allowButton(page)}
<button class="secondary" id="consent-deny" name="action" value="deny" type="submit">${consent.deny}</button>
</form>
${clientLinks(page, text)}`,
  });
}

/** What is drawn of the button before it acts has no text of its own, so that it is read and found once. */
function allowButton({ acts_later, look }: ConsentPage): Html {
  const { accept } = look.text.consent;
  const button = html`<button class="primary" id="consent-accept" name="action" value="accept" type="submit">${accept}</button>`;
  return acts_later === true ? html`<span class="held" data-words="${accept}">${button}</span>` : button;
}

function permissionsTitle(page: ConsentPage): Html {
  const name = displayName(page.api_name ?? '');
  return name === ''
    ? html`${page.look.text.consent.permissions}`
    : page.look.text.consent.permissionsOf(html`<bdi>${name}</bdi>`);
}

function scopeItems({ look, scopes }: ConsentPage): readonly Html[] {
  const { text } = look;
  if (scopes.length === 0) return [html`<li>${text.consent.no_permissions}</li>`];
  return scopes.map(({ value, description }) => {
    const meaning = displayName(description ?? '') || text.consent.scopes.get(value);
    return meaning === undefined
      ? html`<li><code>${value}</code></li>`
      : html`<li><span>${meaning}</span> <code>${value}</code></li>`;
  });
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** "2 hours", "1 hour, 30 minutes": the two largest units, in the language of the page. */
function duration(seconds: number, language: string): string {
  const parts = UNITS.map(([unit, size], index) => {
    const larger = UNITS[index - 1]?.[1] ?? Number.POSITIVE_INFINITY;
    return { unit, count: Math.floor((seconds % larger) / size) };
  }).filter(({ count }) => count > 0);
  const words = parts
    .slice(0, 2)
    .map(({ unit, count }) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
    );
  return new Intl.ListFormat(language, { type: 'unit' }).format(words);
}
