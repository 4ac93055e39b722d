/**
 * The page after /v2/logout when there is nowhere to return to.
 */
import { html } from './html.ts';
import { layout } from './layout.ts';
import type { Text } from './text/text.ts';

/** Says that the session has ended. */
export function loggedOutPage({ text }: { readonly text: Text }): string {
  return layout({
    text,
    title: text.loggedOut.title,
    content: html`<h1 id="logged-out-title">${text.loggedOut.title}</h1>
<p class="lead">${text.loggedOut.lead}</p>`,
  });
}
