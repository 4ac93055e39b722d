/**
 * The page where somebody cannot go on: what happened, who is to blame, the way on. What was refused is never linked to
 * (RFC 6749 §4.2.2.1). Whoever reads it learns nothing of what is registered, but for a developer at this very machine.
 */

import { type Finding, findingSection, inspectorPath } from './finding.ts';
import { type Html, html } from './html.ts';
import { layout } from './look/layout.ts';
import type { Look } from './look/look.ts';
import type { ErrorKind, ErrorsText } from './text/errors/errors-text.ts';

export type ErrorPage = {
  readonly look: Look;
  readonly kind: ErrorKind;
  /** As the wire has it: small print. */
  readonly error: string;
  /** The parameters to look at, as far as everybody may know them. */
  readonly places?: readonly string[] | undefined;
  readonly request_id: string;
  /** A path of ours from which the End-User can begin again. */
  readonly startAgain?: string | undefined;
  /** The path that was asked for, where asking once more may be answered. */
  readonly tryAgain?: string | undefined;
  /** Whether the reader may look at it in the dashboard. */
  readonly mayInspect?: boolean | undefined;
  /** For a developer at this machine, who is shown the same way. */
  readonly finding?: Finding | undefined;
};

type Way = {
  readonly id: string;
  readonly href: string;
  readonly says: keyof Pick<ErrorsText, 'to_account' | 'sign_out'>;
};

const TO_ACCOUNT: Way = { id: 'error-account', href: '/account', says: 'to_account' };

/** Where a page leads that can lead somewhere; elsewhere the way is back. */
const WAYS: Readonly<Partial<Record<ErrorKind, Way>>> = {
  bookmark: TO_ACCOUNT,
  outdated: TO_ACCOUNT,
  not_found: TO_ACCOUNT,
  blocked: { id: 'error-sign-out', href: '/v2/logout', says: 'sign_out' },
  logout: { id: 'error-sign-out', href: '/oidc/logout', says: 'sign_out' },
};

/** The error page. */
export function errorPage(page: ErrorPage): string {
  const { errors } = page.look.text;
  const { title, lead } = errors.kinds[page.kind];
  return layout({
    look: page.look,
    title,
    content: html`<h1 id="error-title">${title}</h1>
<p class="lead" id="error-lead">${lead}</p>
${wayOn(page)}
${page.finding && findingSection(page.finding, page.request_id)}
${page.mayInspect && !page.finding && html`<p class="hint"><a id="error-inspect" href="${inspectorPath(page.request_id)}">${errors.in_dashboard}</a></p>`}
<p class="fine">${errors.reference} <code id="error-request">${page.request_id}</code> · <code id="error-code">${page.error}</code>${page.places && page.places.length > 0 && html` · <code id="error-places">${page.places.join(', ')}</code>`}</p>`,
  });
}

function wayOn({ look, kind, startAgain, tryAgain }: ErrorPage): Html | undefined {
  const { errors } = look.text;
  if (isOwnPath(tryAgain))
    return html`<a class="button primary" id="error-try-again" href="${tryAgain}">${errors.try_again}</a>`;
  if (isOwnPath(startAgain))
    return html`<a class="button primary" id="error-start-again" href="${startAgain}">${errors.start_again}</a>`;
  const way = WAYS[kind];
  return way && html`<a class="button secondary" id="${way.id}" href="${way.href}">${errors[way.says]}</a>`;
}

/** `//host` and `/\host` are other people's addresses to a browser. */
function isOwnPath(path: string | undefined): boolean {
  return path !== undefined && /^\/(?![/\\])[^\s\\\p{C}]*$/u.test(path);
}
