/**
 * The mailbox of whoever develops: what would have been sent, newest first.
 */
import { type Html, html } from '../html.ts';
import { layout } from '../look/layout.ts';
import type { Look } from '../look/look.ts';

export type MailboxPage = {
  readonly look: Look;
  readonly mails: readonly {
    readonly id: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    /** Whole seconds since the epoch. */
    readonly at: number;
  }[];
};

/** The page is English, as is what developers read elsewhere in Tacit. */
export function mailboxPage({ look, mails }: MailboxPage): string {
  return layout({
    look,
    title: 'Mailbox',
    width: 'wide',
    content: html`<div lang="en" dir="ltr"><h1>Mailbox</h1>
<p class="lead">Mail of this tenant that was not sent, because TACIT_SMTP_URL is not set and this is your own machine. It is gone with the next start.</p>
${mails.length === 0 ? html`<p class="box">No mail yet.</p>` : mails.map(mailMarkup)}</div>`,
  });
}

function mailMarkup({ id, to, subject, text, at }: MailboxPage['mails'][number]): Html {
  return html`<article class="section" aria-labelledby="${`mail-${id}`}">
<h2 id="${`mail-${id}`}">${subject}</h2>
<dl class="facts"><dt>To</dt><dd>${to}</dd><dt>At</dt><dd>${new Date(at * 1_000).toISOString()}</dd></dl>
<pre>${linked(text)}</pre>
<p class="links"><a href="${`/dev/mailbox?html=${id}`}" target="_blank" rel="noopener">As HTML</a></p>
</article>`;
}

/** A line that is an address becomes a link. */
function linked(text: string): readonly (Html | string)[] {
  return text
    .split('\n')
    .map((line) => (/^https?:\/\/\S+$/.test(line) ? html`<a href="${line}">${line}</a>\n` : `${line}\n`));
}
