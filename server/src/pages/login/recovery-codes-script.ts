/**
 * The one script of pages with recovery codes. It shows what needs it: copying (Clipboard API §5.1.2) and printing. Where
 * nothing can be copied, the codes are marked, so that the End-User copies them.
 */
import { constantMarkup } from '../html.ts';

// A constant of this file: it knows the codes by the list that shows them, and sends nothing anywhere.
export const RECOVERY_CODES_SCRIPT = constantMarkup(`(() => {
const list = document.getElementById("recovery-codes");
const copy = document.getElementById("recovery-copy");
const print = document.getElementById("recovery-print");
const said = document.getElementById("recovery-said");
const codes = Array.from(list.querySelectorAll("code"), (code) => code.textContent).join("\\n");
copy.hidden = print.hidden = false;
print.addEventListener("click", () => window.print());
copy.addEventListener("click", async () => {
  said.textContent = "";
  try {
    await navigator.clipboard.writeText(codes);
    said.textContent = copy.dataset.copied;
  } catch {
    getSelection().selectAllChildren(list);
  }
});
})();`);
