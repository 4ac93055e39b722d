/**
 * What a client says of itself on the pages where an End-User decides: its picture, its policy, its terms (RFC 7591 §2).
 */
import { type Html, html } from '../html.ts';
import type { Text } from '../text/text.ts';

export type ClientFacts = {
  readonly logo_uri?: string | undefined;
  readonly policy_uri?: string | undefined;
  readonly tos_uri?: string | undefined;
};

/** What of a client's record is said here. */
export function factsOf({ logo_uri, policy_uri, tos_uri }: ClientFacts): ClientFacts {
  return { logo_uri, policy_uri, tos_uri };
}

/** The picture. The name beside it says whose it is, so it needs no words; SVG in an `img` runs no script. */
export function clientLogo({ logo_uri }: ClientFacts): Html | undefined {
  if (logo_uri === undefined || !/^(?:https:\/\/|data:image\/)/i.test(logo_uri)) return undefined;
  return html`<img class="logo" id="client-logo" src="${logo_uri}" alt="" referrerpolicy="no-referrer">`;
}

/** The links, for whoever wants to read before agreeing. */
export function clientLinks({ policy_uri, tos_uri }: ClientFacts, { client }: Text): Html | undefined {
  const links = [
    link({ id: 'client-policy', href: policy_uri, text: client.policy }),
    link({ id: 'client-tos', href: tos_uri, text: client.tos }),
  ].filter((one) => one !== undefined);
  return links.length === 0 ? undefined : html`<p class="links">${links}</p>`;
}

function link(to: { readonly id: string; readonly href: string | undefined; readonly text: string }) {
  if (to.href === undefined || !/^https?:\/\//i.test(to.href)) return undefined;
  return html`<a id="${to.id}" href="${to.href}" rel="noopener noreferrer" target="_blank">${to.text}</a> `;
}
