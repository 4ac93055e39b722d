/**
 * Mails, as text and as HTML (RFC 2046 §5.1.4). Colours stand in the elements because mail programs drop stylesheets; nothing
 * is loaded but the tenant's logo, and nothing tells that a mail was read.
 */

import { type Html, html, render } from '../html.ts';
import { checkedAddress } from '../look/branding.ts';
import { deviceName } from '../look/device-name.ts';
import { displayName } from '../look/display-name.ts';
import type { Look } from '../look/look.ts';
import { PALETTE } from '../look/style.ts';
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
};

export type MailDocument = { readonly subject: string; readonly text: string; readonly html: string };

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

function rowsOf({ at, deletes_at, device, address }: MailFacts, look: Look): Parts['rows'] {
  const { text } = look;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [text.ownData.deletes_on, timeOf(deletes_at, text)],
    [text.mail.when, timeOf(at, text)],
    [text.mail.device, device === undefined ? undefined : deviceName(look, device)],
    [text.mail.address, address],
  ];
  return rows.flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [[label, value] as const],
  );
}

function timeOf(at: number | undefined, { language }: Look['text']): string | undefined {
  if (at === undefined) return undefined;
  const format = { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language, format).format(at * 1_000);
}

function asText(
  { lead, rows, expires, otherwise, because }: Parts,
  facts: MailFacts,
  { text }: Look,
): string {
  const paragraphs = [
    lead,
    facts.link,
    facts.code === undefined ? undefined : `${text.mail.your_code}: ${facts.code}`,
    rows.map(([label, value]) => `${label}: ${value}`).join('\n'),
    expires,
    otherwise,
    `-- \n${because}`,
  ];
  return `${paragraphs.filter((one) => one !== undefined && one !== '').join('\n\n')}\n`;
}

const { light } = PALETTE;

function asHtml(
  parts: Parts & { readonly title: string; readonly site: string },
  facts: MailFacts,
  look: Look,
): string {
  const { text } = look;
  const logo = checkedAddress(look.branding.logo_url);
  return render(html`<!doctype html>
<html lang="${text.language}" dir="${text.direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${parts.title}</title></head>
<body style="${`margin:0;padding:24px;background:${light.page};color:${light.text};font:16px/1.5 system-ui,sans-serif`}">
<div role="article" style="${`max-width:480px;margin:0 auto;padding:32px;background:${light.card};border-radius:16px`}">
${logo === undefined ? html`<p style="margin:0 0 16px;font-weight:600">${parts.site}</p>` : html`<img src="${logo}" alt="${parts.site}" style="max-width:160px;max-height:48px;margin-bottom:16px">`}
<h1 style="margin:0 0 12px;font-size:22px;line-height:1.25">${parts.title}</h1>
<p style="margin:0 0 16px">${parts.lead}</p>
${facts.code !== undefined && codeMarkup(facts.code, text.mail.your_code)}
${facts.link !== undefined && linkMarkup(facts.link, { action: parts.action ?? facts.link, or_open: text.mail.or_open })}
${parts.rows.length > 0 && html`<table role="presentation" style="margin:0 0 16px;border-spacing:0">${parts.rows.map(rowMarkup)}</table>`}
${parts.expires !== undefined && html`<p style="margin:0 0 16px">${parts.expires}</p>`}
<p style="margin:0 0 16px">${parts.otherwise}</p>
<p style="${`margin:24px 0 0;padding-top:16px;border-top:1px solid ${light.edge};color:${light.muted};font-size:14px`}">${parts.because}</p>
</div>
</body>
</html>
`);
}

function codeMarkup(code: string, label: string): Html {
  return html`<p style="margin:0 0 16px">${label}:<br><strong style="font:600 28px/1.5 ui-monospace,monospace;letter-spacing:4px">${code}</strong></p>`;
}

function linkMarkup(link: string, words: { readonly action: string; readonly or_open: string }): Html {
  const style = `display:inline-block;padding:12px 20px;background:${light.button};color:${light.on_button};border-radius:10px;font-weight:600;text-decoration:none`;
  return html`<p style="margin:0 0 16px"><a href="${link}" style="${style}">${words.action}</a></p>
<p style="${`margin:0 0 16px;color:${light.muted};font-size:14px;overflow-wrap:anywhere`}">${words.or_open}<br>${link}</p>`;
}

function rowMarkup([label, value]: readonly [label: string, value: string]): Html {
  return html`<tr><td style="${`padding:2px 16px 2px 0;color:${light.muted}`}">${label}</td><td style="padding:2px 0">${value}</td></tr>`;
}
