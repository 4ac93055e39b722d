/**
 * The document at check_session_iframe (OIDC Session Management §3.2): a client frames it, posts `client_id session_state`
 * and hears whether the session of the browser is still the same one. Where the browser keeps our cookies from frames, as of
 * third parties, nobody can know: that is an error, after which a client does not ask for a login (§3.1), and no change.
 */
import { constantMarkup, html, render } from './html.ts';
import { checkedNonce } from './nonce.ts';

// A constant of this file. The hash is that of protocol/session/session-state.ts.
const SCRIPT = constantMarkup(`(function () {
  var cookie = document.body.getAttribute("data-cookie") + "=";
  function browserState() {
    var found = document.cookie.split("; ").filter(function (one) { return one.indexOf(cookie) === 0; });
    return found.length === 1 ? found[0].slice(cookie.length) : "";
  }
  function encode(buffer) {
    var text = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(text).replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=+$/, "");
  }
  function seesCookies() {
    return document.hasStorageAccess ? document.hasStorageAccess() : Promise.resolve(true);
  }
  addEventListener("message", function (event) {
    function answer(text) { event.source.postMessage(text, event.origin); }
    function fail() { answer("error"); }
    var asked = /^([^ ]+) ([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)$/.exec(event.data);
    if (!asked || !event.source || event.origin === "null") return event.source && answer("error");
    seesCookies().then(function (sees) {
      if (!sees) return fail();
      var text = [asked[1], event.origin, browserState(), asked[3]].join(" ");
      return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)).then(function (digest) {
        answer(encode(digest) === asked[2] ? "unchanged" : "changed");
      });
    }).catch(fail);
  });
})();`);

/** The document; `cookie` is the full name of the cookie that changes with the session. */
export function sessionFrame({ cookie, nonce }: { readonly cookie: string; readonly nonce: string }): string {
  return render(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>check_session</title>
</head>
<body data-cookie="${cookie}">
<script nonce="${checkedNonce(nonce)}">${SCRIPT}</script>
</body>
</html>
`);
}
