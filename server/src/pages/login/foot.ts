/**
 * The ways that lead on from a page without being what it is for. They are buttons of its form that look like links, so that
 * what was typed goes along without a script.
 */
import { type Html, html } from '../html.ts';
import type { Text } from '../text/text.ts';

type LinkButton = {
  readonly id: string;
  /** The value of `action` that the handler knows it by. */
  readonly action: string;
  readonly says: string;
  /** The form that it belongs to, where it stands outside of it. */
  readonly form?: string;
  /** Another path of ours that the form goes to. */
  readonly path?: '/login' | '/signup' | '/reset-password';
  /** Which label it stands at the end of. */
  readonly at?: 'first-label' | 'second-label';
};

/** A button that sends the form whatever is filled in. */
export function linkButton({ id, action, says, form, path, at }: LinkButton): Html {
  return html`<button class="link${at !== undefined && html` ${at}`}" id="${id}"${form !== undefined && html` form="${form}"`} name="action" value="${action}"${path !== undefined && html` formaction="${path}"`} type="submit" formnovalidate>${says}</button>\n`;
}

/** The last line of a card. */
export function foot(...ways: readonly (Html | undefined | false)[]): Html {
  return html`<div class="ends">
${ways}</div>`;
}

/** To a new account. */
export function signUpLine({ login }: Text, form: string): Html {
  const says = login.create_account;
  const button = linkButton({ id: 'login-signup', form, action: 'open', path: '/signup', says });
  return html`<p>${login.new_here} ${button}</p>\n`;
}

/** To a new password. Below the button that signs in, for Enter presses the first of a form; shown at the password's label. */
export function forgotButton({ resetPassword }: Text): Html {
  const way = { id: 'login-forgot', action: 'open', path: '/reset-password' } as const;
  return linkButton({ ...way, says: resetPassword.forgot, at: 'second-label' });
}

/** Back to the page that asks for the address; shown at its label. */
export function otherAddressButton({ entrance }: Text): Html {
  const way = { id: 'login-other-address', action: 'restart' } as const;
  return linkButton({ ...way, says: entrance.other_address, at: 'first-label' });
}
