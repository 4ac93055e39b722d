/**
 * The document that carries an authorization response as a form (OAuth 2.0 Form Post Response Mode §2).
 */
import type { RegisteredRedirectUri } from '../protocol/client/redirect-uri.ts';
import { constantMarkup, html } from './html.ts';
import { layout } from './look/layout.ts';
import type { Look } from './look/look.ts';
import { checkedNonce } from './nonce.ts';

export type FormPostPage = {
  readonly look: Look;
  readonly action: RegisteredRedirectUri;
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** At least 128 random bits, base64url; the same as in the CSP. */
  readonly nonce: string;
};

// A constant of this file. A field named `submit` would hide the method of the form, so the prototype's is called.
const SUBMIT = constantMarkup('HTMLFormElement.prototype.submit.call(document.getElementById("form-post"));');

/** Schemes that run or hold content instead of naming a server. Registration refuses them; this is the second lock. */
const CONTENT_SCHEME = /^[\0-\x20]*(?:javascript|data|vbscript|blob|about|file|filesystem|view-source):/i;

/** Posts the response to the client by itself, or by a button where scripts do not run. */
export function formPostPage({ look, action, parameters, nonce }: FormPostPage): string {
  if (CONTENT_SCHEME.test(action))
    throw new Error('A registered redirect URI never has a scheme that carries content.');
  const { text } = look;
  return layout({
    look,
    title: text.formPost.title,
    content: html`<h1 id="form-post-title">${text.formPost.title}</h1>
<p class="lead">${text.formPost.lead}</p>
<form id="form-post" method="post" action="${action}" accept-charset="utf-8">
${parameters.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}<button class="primary" id="form-post-submit" type="submit">${text.formPost.submit}</button>
</form>
<script nonce="${checkedNonce(nonce)}">${SUBMIT}</script>`,
  });
}
