/**
 * What every page of an interaction has: its look, whom it is for, and the hidden fields its forms bring back.
 */

import { type Html, html } from '../html.ts';
import type { Look } from '../look/look.ts';
import type { ClientFacts } from './client-facts.ts';

export type Frame = ClientFacts & {
  readonly look: Look;
  /** Sealed; travels with the form. */
  readonly interaction: string;
  readonly csrf: string;
  readonly client_name: string;
};

/** The fields by which a form is known to be ours. */
export function hiddenFields({ interaction, csrf }: Frame): Html {
  return html`<input type="hidden" name="interaction" value="${interaction}">
<input type="hidden" name="csrf" value="${csrf}">`;
}
