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
${mails.length === 0 ? NOTHING_YET : mails.map(mailMarkup)}</div>`,
  });
}

const NOTHING_YET = html`<p class="box">No mail yet. Create an account, say that you forgot a password, or ask for a code or a link to sign in: the mail is here a moment later. Load this page again then.</p>`;

function mailMarkup({ id, to, subject, text, at }: MailboxPage['mails'][number]): Html {
  const code = codeIn(text);
  return html`<article class="section" aria-labelledby="${`mail-${id}`}">
<h2 id="${`mail-${id}`}"><bdi>${subject}</bdi></h2>
<dl class="facts"><dt>To</dt><dd><bdi>${to}</bdi></dd><dt>At</dt><dd>${moment(at)}</dd>${code !== undefined && html`<dt>Code</dt><dd><code>${code}</code></dd>`}</dl>
<div class="mail" dir="auto">${linked(text)}</div>
<p class="links"><a href="${`/dev/mailbox?html=${id}`}" target="_blank" rel="noopener" aria-describedby="${`mail-${id}`}">See it as mail programs show it</a></p>
</article>`;
}

/** As a log has it, but for the eye. */
function moment(at: number): string {
  return `${new Date(at * 1_000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A line that ends with digits alone has the code of the mail. */
function codeIn(text: string): string | undefined {
  return /[:：] ?([0-9]{6,8})$/m.exec(text)?.[1];
}

/** A line that is an address becomes a link. */
function linked(text: string): readonly (Html | string)[] {
  return text
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => (/^https?:\/\/\S+$/.test(line) ? html`<a href="${line}">${line}</a>\n` : `${line}\n`));
}
