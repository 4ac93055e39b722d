/**
 * The document that carries an authorization response by `postMessage` (the response modes `web_message` of Auth0 and
 * `okta_post_message` of Okta).
 */
import { originOf } from '../protocol/client/redirect-uri.ts';
import { constantMarkup, html, jsonMarkup, render } from './html.ts';
import { checkedNonce } from './nonce.ts';

export type WebMessagePage = {
  /** Origin of the validated redirect URI. */
  readonly targetOrigin: string;
  readonly message: { readonly [name: string]: unknown };
  /** At least 128 random bits, base64url; the same as in the CSP. */
  readonly nonce: string;
};

// A constant of this file. A window that is its own parent was opened by nobody, and there is nobody to tell.
const SCRIPT = constantMarkup(`(function () {
  var data = JSON.parse(document.getElementById("data").textContent);
  var receiver = window.opener || window.parent;
  if (receiver !== window) receiver.postMessage(data.message, data.origin);
})();`);

/** Gives the response to the window that asked, provided that window is of exactly this origin. */
export function webMessagePage({ targetOrigin, message, nonce }: WebMessagePage): string {
  if (!isOrigin(targetOrigin)) throw new Error('A web_message goes to one exact origin, never to any other.');
  const data = { origin: targetOrigin, message };
  return render(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>authorization_response</title>
</head>
<body>
<script type="application/json" id="data">${jsonMarkup(data)}</script>
<script nonce="${checkedNonce(nonce)}">${SCRIPT}</script>
</body>
</html>
`);
}

/** A scheme, a host without wildcards, and a port where it is not the scheme's own. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/(?:[A-Za-z0-9._~-]+|\[[0-9a-f:]+\])(?::[0-9]+)?$/;

/**
 * `*` would give the tokens to whoever framed us, and `null` is every sandbox. Where a browser does not know the scheme of an
 * application as one with origins, nothing is posted at all.
 */
function isOrigin(origin: string): boolean {
  return ORIGIN.test(origin) && URL.canParse(origin) && originOf(origin) === origin;
}
