/**
 * The frame of every page: head, stylesheet, one card, and what the tenant shows of itself around it. No script, no font,
 * and no picture but the tenant's and the client's.
 */

import { type Html, html, render } from '../html.ts';
import { checkedAddress } from './branding.ts';
import { displayName } from './display-name.ts';
import { type Look, styleMarkup, type Width } from './look.ts';
import { mark } from './mark.ts';

/** A whole document around the content of one card. */
export function layout(document: {
  readonly look: Look;
  readonly title: string;
  readonly content: Html;
  /** What a page has in its head beside what all have. */
  readonly head?: Html;
  /** Room for tables and sections side by side. */
  readonly width?: Width;
}): string {
  const { look, width } = document;
  const { text } = look;
  const site = displayName(look.site ?? '');
  return render(html`<!doctype html>
<html lang="${text.language}"${text.direction === 'rtl' && html` dir="rtl"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${document.title}${site && ` | ${site}`}</title>
${favicon(look)}${document.head}
${styleMarkup(look, width)}
</head>
<body>
<main${width !== undefined && html` class="${width}"`}>
${siteMark(look, site)}${document.content}
</main>
${footer(look, site)}</body>
</html>
`);
}

function favicon({ branding }: Look): Html | undefined {
  const address = checkedAddress(branding.favicon_url);
  return address === undefined ? undefined : html`<link rel="icon" href="${address}">\n`;
}

/** Whose page it is: the tenant's logo, which its name stands for, else a mark with the name. */
function siteMark({ branding, tenant }: Look, site: string): Html {
  const logo = checkedAddress(branding.logo_url);
  if (logo !== undefined)
    return html`<img class="logo" id="site-logo" src="${logo}" alt="${site}" referrerpolicy="no-referrer">\n`;
  const name = site !== '' && html` <span id="site-name"><bdi>${site}</bdi></span>`;
  return html`<div class="site">${mark(site || tenant)}${name}</div>\n`;
}

/** The tenant's terms and privacy policy, on every page. */
function footer({ branding, text }: Look, site: string): Html | undefined {
  // The client's own links may bear the same words: whose these are is part of what they say (WCAG 2.2 §2.4.4).
  const owner = site !== '' && html` aria-describedby="site-owner"`;
  const links = [
    link({ id: 'site-terms', href: branding.terms_url, says: text.client.tos, owner }),
    link({ id: 'site-privacy', href: branding.privacy_url, says: text.client.policy, owner }),
  ].filter((one) => one !== undefined);
  if (links.length === 0) return undefined;
  return html`<footer class="foot">
${site !== '' && html`<bdi id="site-owner">${site}</bdi>\n`}${links}</footer>
`;
}

function link(to: {
  readonly id: string;
  readonly href: string | undefined;
  readonly says: string;
  readonly owner: Html | false;
}): Html | undefined {
  const address = checkedAddress(to.href);
  if (address === undefined) return undefined;
  return html`<a id="${to.id}" href="${address}" rel="noopener noreferrer" target="_blank"${to.owner}>${to.says}</a>\n`;
}
