/**
 * Scripts that say the same on every page that has them. They are allowed by what they say (CSP 3 §2.3.1) and not by a nonce, so
 * that two answers differ by nothing but what they tell. A page is whole without them.
 */
import { sha256 } from '../protocol/digest.ts';
import { NAMES_OF_TODAY } from '../protocol/end-user/time-zones.ts';
import { constantMarkup, type Html, html } from './html.ts';

// It finds its field beside it, so a page may have several. What is shown is hidden again before it is sent: browsers remember
// what is typed as text. The pointer leaves the focus, and with it the caret, where it is.
const SHOW_PASSWORD = `(() => {
const button = document.currentScript.previousElementSibling;
const input = button.previousElementSibling;
const show = (shown) => {
  const { selectionStart, selectionEnd, selectionDirection } = input;
  input.type = shown ? "text" : "password";
  input.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
  button.setAttribute("aria-pressed", shown);
};
button.hidden = false;
button.addEventListener("mousedown", (event) => event.preventDefault());
button.addEventListener("click", () => show(input.type === "password"));
input.form.addEventListener("submit", () => show(false));
})();`;

// The browser knows the zones, some of them by a name of before; a list of ours would weigh as much as the rest of the page.
const LIST_TIME_ZONES = `{
const names = new Set([...Intl.supportedValuesOf("timeZone"), ...${JSON.stringify(NAMES_OF_TODAY)}]);
const options = [...names].sort().map((value) => Object.assign(document.createElement("option"), { value }));
document.getElementById("time-zones").append(...options);
}`;

const SCRIPTS = { SHOW_PASSWORD, LIST_TIME_ZONES } as const;

// Made of constants: escaped, a script would no longer match its hash in the CSP.
/** A script in its place. */
export function scriptMarkup(name: keyof typeof SCRIPTS): Html {
  return html`<script>${constantMarkup(SCRIPTS[name])}</script>`;
}

/** The CSP sources that allow those of these scripts that a document holds, and no others. */
export function scriptSources(document: string): readonly string[] {
  return Object.values(SCRIPTS)
    .filter((script) => document.includes(script))
    .map((script) => `'sha256-${sha256(script).replaceAll('-', '+').replaceAll('_', '/')}='`);
}
