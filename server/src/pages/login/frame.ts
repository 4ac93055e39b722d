/**
 * What every page of an interaction has: its look, whom it is for, and the hidden fields its forms bring back.
 */

import type { Anew } from '../../protocol/authorization/interaction.ts';
import { type Html, html } from '../html.ts';
import type { Look } from '../look/look.ts';
import type { ClientFacts } from './client-facts.ts';

export type Frame = ClientFacts & {
  readonly look: Look;
  /** Sealed; travels with the form. */
  readonly interaction: string;
  readonly csrf: string;
  readonly client_name: string;
  /** The login was begun anew, and the page says why. */
  readonly anew?: Anew | undefined;
};

/** What a page says first that somebody was led back to, in the words of the login page or of any other. */
export function anewNotice(
  { look, anew }: Pick<Frame, 'look' | 'anew'>,
  page: 'login' | 'other',
): Html | false {
  const { errors } = look.text;
  const says = page === 'other' && anew === 'late' ? errors.again : anew && errors.anew[anew];
  return says !== undefined && html`<p class="box notice" id="anew" role="status">${says}</p>`;
}

/** The fields by which a form is known to be ours. */
export function hiddenFields({ interaction, csrf }: Frame): Html {
  return html`<input type="hidden" name="interaction" value="${interaction}">
<input type="hidden" name="csrf" value="${csrf}">`;
}
