/**
 * The pages of a logout: asking whether it was meant, telling the clients, and saying that it is done.
 */

import { constantMarkup, html } from './html.ts';
import { nameMarkup } from './look/display-name.ts';
import { layout } from './look/layout.ts';
import type { Look } from './look/look.ts';
import { checkedNonce } from './nonce.ts';

/** Says that the session has ended. */
export function loggedOutPage({ look }: { readonly look: Look }): string {
  const { text } = look;
  return layout({
    look,
    title: text.loggedOut.title,
    content: html`<h1 id="logged-out-title">${text.loggedOut.title}</h1>
<p class="lead" id="logout-success">${text.loggedOut.lead}</p>`,
  });
}

export type ConfirmLogoutPage = {
  readonly look: Look;
  /** Where the form goes: a path of ours. */
  readonly action: string;
  /** Sealed; travels with the form. */
  readonly request: string;
  readonly csrf: string;
  readonly user_email: string;
  /** The client that asks, if it is known. */
  readonly client_name: string | undefined;
};

/** Asks whether the End-User wants to sign out. Staying has no consequence, so it is a matter of closing the page. */
export function confirmLogoutPage(page: ConfirmLogoutPage): string {
  const { text } = page.look;
  const { logout } = text;
  const name =
    page.client_name === undefined ? undefined : nameMarkup(page.client_name, text.unnamed_application);
  return layout({
    look: page.look,
    title: logout.title,
    content: html`<h1 id="logout-title">${logout.title}</h1>
<p class="lead">${name === undefined ? logout.lead : logout.leadFrom(name)}</p>
<dl class="facts">
<dt>${text.consent.account}</dt><dd><strong id="logout-account">${page.user_email}</strong></dd>
</dl>
<form method="post" action="${page.action}">
<input type="hidden" name="request" value="${page.request}">
<input type="hidden" name="csrf" value="${page.csrf}">
<button class="primary" id="logout-confirm" name="action" value="logout" type="submit">${logout.submit}</button>
<button class="secondary" id="logout-stay" name="action" value="stay" type="submit">${logout.stay}</button>
</form>`,
  });
}

export type TellClientsPage = {
  readonly look: Look;
  /** Addresses of clients that end their own sessions (OIDC Front-Channel Logout §3). */
  readonly frames: readonly string[];
  /** Where to go on to. */
  readonly location: string;
  readonly nonce: string;
};

// A constant of this file: as soon as every frame has been loaded there is nothing to wait for, and a client that does
// not answer is waited for four seconds. Not `<meta refresh>`, which is a time limit set to the reader (WCAG 2.2 §2.2.1).
const GO_ON = constantMarkup(`(function () {
  function goOn() { location.replace(document.getElementById("logout-continue").href); }
  addEventListener("load", goOn);
  setTimeout(goOn, 4000);
})();`);

/** Tells each client in a frame, then goes on by itself, or by a button where scripts do not run. */
export function tellClientsPage({ look, frames, location, nonce }: TellClientsPage): string {
  const { text } = look;
  return layout({
    look,
    title: text.loggedOut.title,
    content: html`<h1 id="logged-out-title">${text.loggedOut.title}</h1>
<p class="lead">${text.logout.telling}</p>
${frames.map((src) => html`<iframe hidden src="${src}" title="" referrerpolicy="no-referrer" sandbox="allow-scripts allow-same-origin"></iframe>\n`)}<a class="button primary" id="logout-continue" href="${location}">${text.formPost.submit}</a>
<script nonce="${checkedNonce(nonce)}">${GO_ON}</script>`,
  });
}
