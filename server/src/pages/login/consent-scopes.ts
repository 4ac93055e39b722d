/**
 * What a client asks to be allowed, on the consent page (RFC 6749 §3.3): each thing in a line of its own, or, where there are many, by
 * what they are about.
 */
import { type Html, html } from '../html.ts';
import { displayName } from '../look/display-name.ts';
import type { Look } from '../look/look.ts';
import { scopeGroups, sharedEnd } from './scope-groups.ts';

export type AskedScopes = {
  readonly look: Look;
  readonly is_first_party: boolean;
  /** Scopes of OpenID Connect, which are about the End-User. */
  readonly openid_scopes: readonly string[];
  /** What the access token is for, with the scopes that are the API's. */
  readonly api?:
    | { readonly name: string; readonly title?: string; readonly scopes: readonly Scope[] }
    | undefined;
};

type Scope = { readonly value: string; readonly description?: string | undefined };

/** As many are read line by line, and fit a telephone. */
const FEW = 12;

/** What is told of the End-User, and what can be done at the API: two things, each under its own name. */
export function scopesMarkup(asked: AskedScopes): readonly (Html | undefined)[] {
  const { look, openid_scopes, api } = asked;
  const { consent } = look.text;
  const about = openid_scopes.map((value) => html`<li>${consent.scopes.get(value) ?? value}</li>`);
  const aboutYou = about.length === 0 ? undefined : scopeList('consent-about-you', consent.about_you, about);
  if (!api && aboutYou) return [aboutYou];
  const title = api?.title ?? permissionsTitle(look, api?.name);
  const scopes = api?.scopes ?? [];
  if (scopes.length > FEW) return [aboutYou, section('consent-scopes', title, manyScopes(asked, scopes))];
  const given = scopes.length === 0 ? [html`<li>${consent.no_permissions}</li>`] : scopes.map(scopeItem);
  return [aboutYou, scopeList('consent-scopes', title, given)];
}

function scopeList(id: string, title: Html | string, items: readonly Html[]): Html {
  return section(id, title, html`<ul>${items}</ul>`);
}

function section(id: string, title: Html | string, content: Html): Html {
  return html`<section class="scopes" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${content}
</section>
`;
}

/** Folded, by what they are about. What a third party asks for is unfolded: nobody may hide one among many. */
function manyScopes({ look, is_first_party }: AskedScopes, scopes: readonly Scope[]): Html {
  const groups = scopeGroups(scopes);
  return html`<details class="fold" id="consent-each"${!is_first_party && html` open`}>
<summary>${look.text.consent.many(scopes.length)}</summary>
<ul>${[...groups].map(([about, members]) => groupItem(about, members))}</ul>
</details>`;
}

/** Several in one line, with the words that they share said once. */
function groupItem(about: string, members: readonly Scope[]): Html {
  const [only, ...others] = members;
  if (only && others.length === 0) return scopeItem(only);
  const { each, shared } = sharedEnd(
    members.map(({ value, description }) => displayName(description ?? '') || value),
  );
  const title = shared === '' ? html`<code>${about}</code>` : html`<strong>${shared}</strong>`;
  return html`<li><bdi>${title}: ${each.join(' · ')}</bdi></li>`;
}

function permissionsTitle({ text }: Look, api_name: string | undefined): Html {
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

/** What is asked for as the application writes it, for whoever wants to compare. */
export function technicalNames({ look, openid_scopes, api }: AskedScopes): Html | undefined {
  const values = [...new Set([...openid_scopes, ...(api?.scopes.map(({ value }) => value) ?? [])])];
  if (values.length === 0) return undefined;
  return html`<details class="fold" id="consent-names">
<summary>${look.text.consent.technical_names}</summary>
<p>${values.map((value) => html`<code>${value}</code> `)}</p>
</details>`;
}
