/**
 * What comes after a form that is answered by mail. It says the same whether or not there will be a mail.
 */

import { type Html, html } from '../html.ts';
import { foot, linkButton } from '../login/foot.ts';
import { isolated } from '../look/display-name.ts';
import { layout } from '../look/layout.ts';
import type { Look } from '../look/look.ts';

export type MailSentPage = {
  readonly look: Look;
  /** The page that sent the mail: its button opens it again with the address as it was. */
  readonly action: string;
  /** What its forms bring back; absent: there is no request to go on with. */
  readonly hidden: Html | undefined;
  readonly email: string;
  /** What the form was for. */
  readonly purpose: 'toSignUp' | 'toReset';
};

/** Says to look for a mail. */
export function mailSentPage({ look, action, hidden, email, purpose }: MailSentPage): string {
  const { mailSent, signUp } = look.text;
  const login = foot(
    linkButton({ id: 'mail-sent-login', action: 'open', path: '/login', says: signUp.back }),
  );
  return layout({
    look,
    title: mailSent.title,
    content: html`<h1 id="mail-sent-title">${mailSent.title}</h1>
<p class="lead" id="mail-sent" role="status">${mailSent[purpose](isolated(email))}</p>
<p class="lead">${mailSent.nothing_came}</p>
<form method="post" action="${action}">
${hidden}
<input type="hidden" name="username" value="${email}">
<button class="secondary" id="mail-sent-again" name="action" value="open" type="submit">${mailSent.again}</button>
${hidden !== undefined && login}
</form>`,
  });
}
