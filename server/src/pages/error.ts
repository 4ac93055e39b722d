/**
 * The page for a request that has no address to answer to. It never links to what was refused (RFC 6749 §4.2.2.1).
 */
import { html } from './html.ts';
import { layout } from './look/layout.ts';
import type { Look } from './look/look.ts';

export type ErrorPage = {
  readonly look: Look;
  readonly error: string;
  readonly error_description: string;
  readonly request_id: string;
  /** What the application's developer can do about it. */
  readonly hint?: string | undefined;
  /** A path of ours from which the End-User can begin again. */
  readonly startAgain?: string | undefined;
  /** What the End-User sent was answered before: pressed twice, perhaps, or an older page. */
  readonly answered?: boolean | undefined;
};

/** Errors that the application did not cause. */
const OURS: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable']);

/** The error page; description and hint are English, as on the wire. */
export function errorPage(page: ErrorPage): string {
  const { error } = page.look.text;
  return layout({
    look: page.look,
    title: error.title,
    content: html`<h1 id="error-title">${error.title}</h1>
<p class="lead">${leadOf(page)}</p>
<dl class="facts">
<dt>${error.code}</dt><dd><code id="error-code">${page.error}</code></dd>
<dt>${error.description}</dt><dd id="error-description" lang="en">${page.error_description}</dd>
${page.hint !== undefined && html`<dt>${error.hint}</dt><dd id="error-hint" lang="en">${page.hint}</dd>`}
<dt>${error.request_id}</dt><dd><code id="error-request">${page.request_id}</code></dd>
</dl>
${isOwnPath(page.startAgain) && html`<a class="button secondary" id="error-start-again" href="${page.startAgain}">${error.start_again}</a>`}`,
  });
}

/** Who is to blame, and what to do. */
function leadOf({ look, error, answered }: ErrorPage): string {
  const text = look.text.error;
  if (answered) return text.lead_answered;
  return OURS.has(error) ? text.lead_server : text.lead;
}

/** `//host` and `/\host` are other people's addresses to a browser. */
function isOwnPath(path: string | undefined): boolean {
  return path !== undefined && /^\/(?![/\\])[^\s\\\p{C}]*$/u.test(path);
}
