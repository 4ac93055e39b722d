/**
 * What a developer at this very machine is told of a refusal: what was sent beside what is registered, and the change that would
 * allow it. In English, as descriptions are on the wire.
 */
import { DIAGNOSES } from '../protocol/diagnosis/diagnoses.ts';
import type { Diagnosis } from '../protocol/diagnosis/diagnosis.ts';
import { type Html, html } from './html.ts';

export type Finding = {
  readonly diagnosis: Diagnosis;
  /** As a program is told. */
  readonly error_description: string;
  /** What would allow it, where that can be registered. */
  readonly remedy?: { readonly yaml: readonly string[]; readonly command: string } | undefined;
};

/** Longer than whatever somebody compares by eye. */
const MAX_SHOWN = 500;

/** Where the dashboard tells of a refusal, for whoever is let in. */
export function inspectorPath(request_id: string): string {
  return `/dashboard/inspect?reference=${encodeURIComponent(request_id)}`;
}

/** The section of the error page; the inspector of the dashboard opens whoever is let in there, by the reference. */
export function findingSection({ diagnosis, error_description, remedy }: Finding, request_id: string): Html {
  const { sentence, section, code } = diagnosis;
  return html`<section class="finding" id="error-finding" lang="en" dir="ltr" aria-labelledby="error-finding-title">
<h2 id="error-finding-title">For you as its developer</h2>
<p id="error-description">${sentence}</p>
${comparison(diagnosis)}
<p class="hint" id="error-remedy">What helps: ${DIAGNOSES[code].remedy}.</p>
${remedy && remedySection(remedy)}
<p class="hint"><a id="error-inspect" href="${inspectorPath(request_id)}">Look at it, and mend it, in the dashboard</a></p>
<p class="fine">error_description: <span id="error-wire">${error_description}</span></p>
<p class="fine">${section} · <code id="error-finding-code">${code}</code> · shown on this machine only</p>
</section>`;
}

function comparison({ sent, registered, left_out, difference }: Diagnosis): Html | undefined {
  if (sent === undefined && registered === undefined) return undefined;
  const marked = (text: string, other: string | undefined) =>
    html`<code>${other === undefined ? text.slice(0, MAX_SHOWN) : markup(text, other)}</code>`;
  const nearest = difference?.registered;
  return html`<dl>
${sent !== undefined && html`<dt>Sent</dt><dd id="error-sent">${marked(sent, nearest)}</dd>`}
${registered !== undefined && html`<dt>Registered</dt>`}
${registered?.length === 0 && html`<dd>nothing</dd>`}
${registered?.map((one) => html`<dd class="error-registered">${marked(one, one === nearest ? sent : undefined)}</dd>\n`)}
${left_out !== undefined && html`<dd>and ${left_out} more</dd>`}
</dl>`;
}

/** A text with the part marked in which it differs from another. */
function markup(text: string, other: string): Html {
  const [own, others] = [[...text.slice(0, MAX_SHOWN)], [...other.slice(0, MAX_SHOWN)]];
  const start = sharedStart(own, others);
  const [rest, othersRest] = [own.slice(start), others.slice(start)];
  const end = rest.length - sharedStart(rest.toReversed(), othersRest.toReversed());
  const differing = rest.slice(0, end).join('');
  const mark = differing !== '' && html`<mark>${differing}</mark>`;
  return html`${own.slice(0, start).join('')}${mark}${rest.slice(end).join('')}`;
}

function sharedStart(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((character, index) => character !== b[index]);
  return differs === -1 ? a.length : differs;
}

function remedySection({ yaml, command }: NonNullable<Finding['remedy']>): Html {
  return html`<h3>In <code>tacit.yaml</code>, if it is to be allowed</h3>
<pre id="error-yaml"><code>${yaml.join('\n')}</code></pre>
<h3>or at once</h3>
<pre id="error-command"><code>${command}</code></pre>`;
}
