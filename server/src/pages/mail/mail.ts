/**
 * Mails, as text and as HTML (RFC 2046 §5.1.4). Colours stand in the elements because many mail programs drop stylesheets; those
 * that keep one show the mail in the dark as well. Nothing is loaded but the tenant's logo, and nothing tells that a mail was read.
 */

import { isTimeZone } from '../../protocol/end-user/time-zones.ts';
import { constantMarkup, type Html, html, render } from '../html.ts';
import { brandColours, checkedAddress } from '../look/branding.ts';
import { deviceName } from '../look/device-name.ts';
import { displayName } from '../look/display-name.ts';
import type { Look } from '../look/look.ts';
import { type Colours, PALETTE } from '../look/palette.ts';
import type { MailKind } from '../text/mail-text.ts';

/** What a mail tells. */
export type MailFacts = {
  readonly kind: MailKind;
  /** An address of ours. */
  readonly link?: string;
  readonly code?: string;
  /** Minutes that link or code are good for; of an hour and more whole hours. */
  readonly minutes?: number;
  /** When an account will be deleted. */
  readonly deletes_at?: number | undefined;
  /** Where and when something happened. */
  readonly at?: number;
  /** The browser's User-Agent, of which only names of ours are shown. */
  readonly device?: string;
  readonly address?: string;
  /** Where the reader lives, as far as we know; else times are in UTC. */
  readonly time_zone?: string | undefined;
};

export type MailDocument = { readonly subject: string; readonly text: string; readonly html: string };

/** What a mail needs of a browser that shows it: its own styles, and the logo. */
export const MAIL_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src https:";

/** Writes a mail in the language of the look. */
export function mailDocument(facts: MailFacts, look: Look): MailDocument {
  const site = displayName(look.site ?? '') || look.text.unnamed_application;
  const words = look.text.mail.kinds[facts.kind];
  const parts = {
    lead: words.lead(site),
    action: words.action,
    rows: rowsOf(facts, look),
    expires: facts.minutes === undefined ? undefined : look.text.mail.expires(facts.minutes),
    otherwise: words.otherwise(site),
    because: look.text.mail.because(site),
  };
  return {
    subject: words.subject(site),
    text: asText(parts, facts, look),
    html: asHtml({ ...parts, title: words.subject(site), site }, facts, look),
  };
}

type Parts = {
  readonly lead: string;
  readonly action: string | undefined;
  readonly rows: readonly (readonly [label: string, value: string])[];
  readonly expires: string | undefined;
  readonly otherwise: string;
  readonly because: string;
};

/** When and where something happened, in the words of the look. */
export function occasion({ at, deletes_at, device, time_zone }: MailFacts, look: Look) {
  const zoned = { text: look.text, time_zone };
  return {
    when: timeOf(at, zoned),
    deletes_on: timeOf(deletes_at, zoned),
    device: device === undefined ? undefined : deviceName(look, device),
  };
}

function rowsOf(facts: MailFacts, look: Look): Parts['rows'] {
  const { text } = look;
  const { when, deletes_on, device } = occasion(facts, look);
  const rows: readonly (readonly [string, string | undefined])[] = [
    [text.ownData.deletes_on, deletes_on],
    [text.mail.when, when],
    [text.mail.device, device],
    [text.mail.address, facts.address],
  ];
  return rows.flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [[label, value] as const],
  );
}

type Zoned = { readonly text: Look['text']; readonly time_zone: string | undefined };

function timeOf(at: number | undefined, { text, time_zone = '' }: Zoned): string | undefined {
  if (at === undefined) return undefined;
  const timeZone = isTimeZone(time_zone) ? time_zone : 'UTC';
  const format = { dateStyle: 'long', timeStyle: 'long', timeZone } as const;
  return new Intl.DateTimeFormat(text.language, format).format(at * 1_000);
}

function asText(
  { lead, action, rows, expires, otherwise, because }: Parts,
  facts: MailFacts,
  { text }: Look,
): string {
  const paragraphs = [
    lead,
    // The address in a line of its own, which every program makes a link of.
    facts.link && [action && `${action}:`, facts.link].filter(Boolean).join('\n'),
    facts.code === undefined ? undefined : `${text.mail.your_code}: ${facts.code}`,
    rows.map(([label, value]) => `${label}: ${isolatedIn(text, value)}`).join('\n'),
    expires,
    otherwise,
    `-- \n${because}`,
  ];
  return `${paragraphs.filter((one) => one !== undefined && one !== '').join('\n\n')}\n`;
}

type Document = Parts & { readonly title: string; readonly site: string };

function asHtml(parts: Document, facts: MailFacts, look: Look): string {
  const { text } = look;
  const style = mailStyle(look);
  return render(html`<!doctype html>
<html lang="${text.language}" dir="${text.direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${parts.title}</title>
${darkMarkup(look)}</head>
<body class="page" style="${style.page}">
<div style="${style.preheader}">${parts.lead}</div>
<main class="card" style="${style.card}">
${markOf(parts.site, look)}
<h1 style="margin:0 0 12px;font-size:22px;line-height:1.25">${parts.title}</h1>
<p style="${PARAGRAPH}">${parts.lead}</p>
${facts.code !== undefined && codeMarkup(facts.code, { label: text.mail.your_code, style: style.code })}
${facts.link !== undefined && buttonMarkup(facts.link, { words: parts.action ?? facts.link, style })}
${parts.rows.map(([label, value]) => html`<p style="${PARAGRAPH}"><span class="muted" style="${style.muted}">${label}</span><br><bdi>${value}</bdi></p>\n`)}
${parts.expires !== undefined && html`<p style="${PARAGRAPH}">${parts.expires}</p>`}
<p style="${PARAGRAPH}">${parts.otherwise}</p>
${facts.link !== undefined && html`<p class="muted" style="${`${PARAGRAPH};${style.muted}`}">${text.mail.or_open}<br><bdi dir="ltr">${facts.link}</bdi></p>`}
<p class="muted rule" style="${style.because}">${parts.because}</p>
</main>
</body>
</html>
`);
}

const PARAGRAPH = 'margin:0 0 16px;overflow-wrap:anywhere';

/** An address in a line from right to left keeps its order by characters that are not seen (UAX #9 §2.7). */
function isolatedIn({ direction }: Look['text'], value: string): string {
  return direction === 'rtl' ? `\u2068${value}\u2069` : value;
}

/** The colours of the tenant, each with the contrast it needs. */
function coloursIn({ branding }: Look, scheme: keyof typeof PALETTE): Colours {
  return { ...PALETTE[scheme], ...brandColours(branding, scheme) };
}

/** By day: what stands in the elements. */
function mailStyle(look: Look) {
  const { page, card, text, muted, edge, soft, button, on_button } = coloursIn(look, 'light');
  const small = `color:${muted};font-size:14px`;
  return {
    page: `margin:0;padding:24px 12px;background:${page};color:${text};font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif`,
    card: `display:block;box-sizing:border-box;max-width:36rem;margin:0 auto;padding:32px;background:${card};border-radius:16px`,
    // What the list of mails shows beside the subject.
    preheader: 'display:none;max-height:0;overflow:hidden',
    muted: small,
    code: `display:inline-block;padding:4px 16px;border-radius:10px;background:${soft};font:600 28px/1.5 ui-monospace,monospace;letter-spacing:4px`,
    button: `display:inline-block;padding:12px 20px;background:${button};color:${on_button};border-radius:10px;font-weight:600;text-decoration:none`,
    because: `margin:24px 0 0;padding:16px 0 0;border-top:1px solid ${edge};${small}`,
  };
}

// Made of constants and of colours that were checked (branding.ts).
/** By night: what the programs that keep a stylesheet put over it. */
function darkMarkup(look: Look): Html {
  const { page, card, text, muted, edge, soft, button, on_button, plate } = coloursIn(look, 'dark');
  const rules = [
    `.page{background:${page}!important;color:${text}!important}`,
    `.card{background:${card}!important}`,
    `.muted{color:${muted}!important}`,
    `.rule{border-color:${edge}!important}`,
    `.code{background:${soft}!important}`,
    `.button{background:${button}!important;color:${on_button}!important}`,
    `.logo{padding:6px 8px;border-radius:8px;background:${plate}}`,
  ];
  return constantMarkup(
    `<style>:root{color-scheme:light dark}a:focus-visible{outline:3px solid;outline-offset:2px}@media (prefers-color-scheme:dark){${rules.join('')}}@media (max-width:30rem){.card{padding:24px 20px!important}}</style>\n`,
  );
}

function markOf(site: string, { branding }: Look): Html {
  const logo = checkedAddress(branding.logo_url);
  return logo === undefined
    ? html`<p style="margin:0 0 16px;font-weight:600"><bdi>${site}</bdi></p>`
    : html`<p style="margin:0 0 16px"><img class="logo" src="${logo}" alt="${site}" style="max-width:160px;max-height:48px"></p>`;
}

function codeMarkup(
  code: string,
  { label, style }: { readonly label: string; readonly style: string },
): Html {
  return html`<p style="${PARAGRAPH}">${label}:<br><strong class="code" dir="ltr" style="${style}">${code}</strong></p>`;
}

function buttonMarkup(
  link: string,
  { words, style }: { readonly words: string; readonly style: { readonly button: string } },
): Html {
  return html`<p style="margin:0 0 20px"><a class="button" href="${link}" style="${style.button}">${words}</a></p>`;
}
