/**
 * The document that leads the browser on to an address that is too long for the headers of a redirect.
 */
import { html } from './html.ts';
import { layout } from './look/layout.ts';
import type { Look } from './look/look.ts';

/** Whether a browser goes on from a page to such an address by itself: to that of a native application it does not. */
export function isLedByPage(location: string): boolean {
  return /^(?:https?:\/\/|\/(?!\/))/.test(location);
}

export type LeadOnPage = {
  readonly look: Look;
  /** Of http or https, or a path of ours: what else a browser is led on to is a redirect, however long it is. */
  readonly location: string;
  /** Whether it is an application that it leads to. */
  readonly isBack: boolean;
};

/**
 * Goes on by itself, or by a link where the browser does not let pages do so. At once, so that it is a redirect and no time limit
 * (WCAG 2.2 §2.2.1, technique G110): the address takes the place of this page in the history, its fragment too.
 */
export function leadOnPage({ look, location, isBack }: LeadOnPage): string {
  if (!isLedByPage(location)) throw new Error('Only http and https lead on by a page.');
  const { formPost } = look.text;
  return layout({
    look,
    title: formPost.title,
    head: html`<meta http-equiv="refresh" content="${`0;url=${location}`}">\n`,
    content: html`<h1 id="lead-on-title">${formPost.title}</h1>
${isBack && html`<p class="lead">${formPost.lead}</p>\n`}<a class="button primary" id="lead-on" href="${location}">${formPost.submit}</a>`,
  });
}
