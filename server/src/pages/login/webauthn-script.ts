/**
 * The one script of the pages that ask an authenticator (WebAuthn Level 3 §5.1). It shows what needs it, hides what
 * stands for it, asks when the button is pressed, and sends the answer with the form.
 */
import { constantMarkup } from '../html.ts';

// A constant of this file: it reads its request from the JSON block beside it, and knows nothing of any page.
export const WEBAUTHN_SCRIPT = constantMarkup(`(() => {
const form = document.getElementById("webauthn-form");
const { kind, conditional, publicKey } = JSON.parse(document.getElementById("webauthn-request").textContent);
const failed = document.getElementById("webauthn-failed");
if (!form || !window.PublicKeyCredential || !navigator.credentials) return;
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const base64url = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""))
  .replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=+$/, "");
const named = (list) => list && list.map((one) => ({ ...one, id: bytes(one.id) }));
const request = { ...publicKey, challenge: bytes(publicKey.challenge) };
if (request.user) request.user = { ...request.user, id: bytes(request.user.id) };
if (request.allowCredentials) request.allowCredentials = named(request.allowCredentials);
if (request.excludeCredentials) request.excludeCredentials = named(request.excludeCredentials);
const binary = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
let waiting;
const ask = async (mediation) => {
  if (waiting) waiting.abort();
  waiting = new AbortController();
  const options = { publicKey: request, signal: waiting.signal };
  if (mediation) options.mediation = mediation;
  const { id, rawId, type, response } = await navigator.credentials[kind](options);
  const sent = {};
  for (const name of binary) if (response[name] && response[name].byteLength) sent[name] = base64url(response[name]);
  if (response.getTransports) sent.transports = response.getTransports();
  form.elements.credential.value = JSON.stringify({ id, rawId: base64url(rawId), type, response: sent });
  HTMLFormElement.prototype.submit.call(form);
};
form.hidden = false;
const unavailable = document.getElementById("webauthn-unavailable");
if (unavailable) unavailable.hidden = true;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  failed.hidden = true;
  ask().catch(() => { failed.hidden = false; });
});
const available = conditional && PublicKeyCredential.isConditionalMediationAvailable;
if (available) available.call(PublicKeyCredential).then((yes) => yes && ask("conditional")).catch(() => {});
})();`);
