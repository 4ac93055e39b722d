/**
 * A mail in the words of the tenant: its fields, and what is wrong with what is typed, by the rules of the server.
 */
import { hasLifetime, isMailTemplate, KINDS, MAIL_TEMPLATES, mistakesIn } from '@tacit/server/resources';
import type { Mistake } from '../../api/problem.ts';
import type { Document } from '../../kinds/view.ts';
import type { FormField } from '../../record/form/names.ts';
import type { MailsText } from '../../text/mails/text.ts';

const FIELDS = KINDS.settings.fields['mail_templates']?.shape.item?.fields ?? {};

function fieldOf(own: string, apiName = own): FormField {
  const field = FIELDS[own];
  if (!field) throw new Error(`A mail has no ${own}.`);
  return { own, apiName, field, path: [apiName], isListed: false };
}

export const SUBJECT = fieldOf('subject');
export const BODY = fieldOf('body');
export const FROM = fieldOf('from');
export const LIFETIME = fieldOf('url_lifetime', 'urlLifetimeInSeconds');

/** Those of a mail, in the order of the form. */
export function fieldsOf(template: string): readonly FormField[] {
  return [SUBJECT, BODY, FROM, ...(hasLifetime(template) ? [LIFETIME] : [])];
}

/** What the form calls each, by our names. */
export function calledOf(says: MailsText['editor']): Readonly<Record<string, string>> {
  return { subject: says.subject, body: says.body, from: says.from, url_lifetime: says.lifetime };
}

/** What is wrong with subject and body. Whether the sender is one of theirs the server knows. */
export function mistakesOfMail(template: string, { subject, body }: Document): readonly Mistake[] {
  const entry = { template, subject: subject ?? '', body: body ?? '' };
  return mistakesIn(KINDS.settings, { document: { mail_templates: [entry] }, stored: {} })
    .filter(({ path: [setting, , member] }) => setting === 'mail_templates' && member !== undefined)
    .map((finding) => ({ ...finding, path: finding.path.slice(2) }));
}

/** What somebody begins with who writes a mail of their own. */
export function starterOf(template: string, { starter }: MailsText['editor']): Document {
  const needs = isMailTemplate(template) ? MAIL_TEMPLATES[template].needs : undefined;
  const lines = {
    url: `<p>${starter.url} <a href="{{ url }}">{{ url }}</a></p>`,
    code: `<p>${starter.code} <strong>{{ code }}</strong></p>`,
    none: `<p>${starter.plain}</p>\n<p>${starter.notice}</p>`,
  };
  return {
    subject: starter.subject,
    body: `<h1>{{ friendly_name }}</h1>\n<p>${starter.hello}</p>\n${lines[needs ?? 'none']}\n`,
  };
}

export type Place = { readonly row: number; readonly column: number };

/** Where the judge says that something is wrong. */
export function placeIn(message: string): Place | undefined {
  const [, row, column] = /^line (\d+), column (\d+):/.exec(message) ?? [];
  return row === undefined ? undefined : { row: Number(row), column: Number(column) };
}

/** As a position in the text. */
export function positionOf(text: string, { row, column }: Place): number {
  const before = text.split('\n').slice(0, row - 1);
  return before.reduce((sum, line) => sum + line.length + 1, 0) + column - 1;
}
