/**
 * Mails in the words of the tenant: which there are, by Auth0’s names where Auth0 has them, and what each is worth nothing without.
 */
import { isSender } from '../../protocol/end-user/email-address.ts';
import { optional, type RecordOf, required } from '../field.ts';
import type { Rule, Values } from '../kind.ts';
import { isMapping, lines, list, oneOf, record, text, whole } from '../shape.ts';
import { judgeLiquid, MAX_MAIL_TEMPLATE, type MailPart } from './mail-liquid.ts';

/** By name: the mail it is, and the value that its body must have. */
export const MAIL_TEMPLATES = {
  verify_email: { mail: 'verify_email', needs: 'url' },
  reset_email: { mail: 'reset_password', needs: 'url' },
  mfa_oob_code: { mail: 'second_factor_code', needs: 'code' },
  change_email: { mail: 'change_email', needs: 'url' },
  login_link: { mail: 'login_link', needs: 'url' },
  login_code: { mail: 'login_code', needs: 'code' },
  account_exists: { mail: 'account_exists', needs: 'url' },
  email_changed: { mail: 'email_changed', needs: undefined },
  password_changed: { mail: 'password_changed', needs: undefined },
  second_factor_added: { mail: 'second_factor_added', needs: undefined },
  second_factor_removed: { mail: 'second_factor_removed', needs: undefined },
  new_sign_in: { mail: 'new_sign_in', needs: undefined },
  deletion_asked: { mail: 'deletion_asked', needs: 'url' },
  account_deleted: { mail: 'account_deleted', needs: undefined },
} as const;

export type MailTemplateName = keyof typeof MAIL_TEMPLATES;

export const MAIL_TEMPLATE_NAMES = Object.keys(MAIL_TEMPLATES).filter(isMailTemplate);

export function isMailTemplate(name: string): name is MailTemplateName {
  return Object.hasOwn(MAIL_TEMPLATES, name);
}

/** What a mail can say of its reader, by Auth0’s names. */
export const USER_VARIABLES = [
  'name',
  'given_name',
  'family_name',
  'nickname',
  'picture',
  'email_verified',
] as const;

/** What a template may be filled with; what a mail has nothing of is empty. */
export const MAIL_VARIABLES: ReadonlySet<string> = new Set([
  ...[
    'url',
    'code',
    'minutes',
    'email',
    'user.email',
    'user.user_id',
    ...USER_VARIABLES.map((name) => `user.${name}`),
  ],
  ...['application.name', 'tenant', 'friendly_name', 'support_email', 'support_url', 'request_language'],
  ...['branding.logo_url', 'branding.colors.primary', 'when', 'device', 'address', 'deletes_on'],
]);

const MAIL_TEMPLATE_FIELDS = {
  template: required(oneOf(MAIL_TEMPLATE_NAMES), {
    sentence: 'The mail: by Auth0’s name, or by ours where it has none.',
  }),
  subject: required(text(500), { sentence: 'Its subject, in Liquid.' }),
  body: required(lines(MAX_MAIL_TEMPLATE), {
    sentence: 'Its HTML, in Liquid. What is filled in is text there; the text part is made of it.',
  }),
  from: optional(
    text(320, {
      holds: isSender,
      message: 'must be an address like no-reply@example.com, or Name <address>',
    }),
    {
      sentence: 'Its sender, at the domain of `mail_from`; left out: that of all mail.',
    },
  ),
  url_lifetime: optional(whole(60, 432_000), {
    sentence:
      'Of `verify_email`, `reset_email`, `change_email`: seconds that its link is good for; left out: a day, an hour, an hour.',
  }),
} as const;

/** Mails whose link may be good for longer or shorter. That of `login_link` ends with the page that asked for it. */
const WITH_LIFETIME: ReadonlySet<unknown> = new Set(['verify_email', 'reset_email', 'change_email']);

export function hasLifetime(template: unknown): boolean {
  return WITH_LIFETIME.has(template);
}

export type MailTemplate = RecordOf<typeof MAIL_TEMPLATE_FIELDS>;

export const mailTemplate = record(MAIL_TEMPLATE_FIELDS);

export const mailTemplates = list(mailTemplate, { max: MAIL_TEMPLATE_NAMES.length });

type Found = { readonly path: readonly (string | number)[]; readonly message: string };

/** A template that cannot be read, asks for what there is not, or lacks what its mail is for. */
export const READABLE_MAIL: Rule = {
  code: 'broken_template',
  judge: ({ record: { mail_templates, mail_from } }) =>
    entriesOf(mail_templates).flatMap((entry, index, all) =>
      [...judgeTemplate(entry, mail_from), ...judgeLifetime(entry), ...twice(entry, all.slice(0, index))].map(
        ({ path, message }) => ({
          path: ['mail_templates', index, ...path],
          message,
        }),
      ),
    ),
};

function entriesOf(value: unknown): readonly Values[] {
  return Array.isArray(value) ? value.map((entry: unknown) => (isMapping(entry) ? entry : {})) : [];
}

/** What is wrong with what a mail says. */
export function judgeTemplate(
  { template, subject, body, from }: Values,
  mail_from: unknown,
): readonly Found[] {
  const parts: readonly (readonly [MailPart, unknown])[] = [
    ['subject', subject],
    ['body', body],
  ];
  const found = parts.flatMap(([part, source]) => {
    // What is too long is told so by its shape.
    if (typeof source !== 'string' || source.length > MAX_MAIL_TEMPLATE) return [];
    const { mistakes, asksFor } = judgeLiquid(part, source, MAIL_VARIABLES);
    const needs =
      typeof template === 'string' && isMailTemplate(template) ? MAIL_TEMPLATES[template].needs : undefined;
    const isLost = part === 'body' && mistakes.length === 0 && needs !== undefined && !asksFor.has(needs);
    const lost = isLost ? [`must have {{ ${needs} }}, without which the mail is worth nothing`] : [];
    return [...mistakes, ...lost].map((message) => ({ path: [part], message }));
  });
  const isForeign = typeof from === 'string' && domainOf(from) !== domainOf(String(mail_from ?? ''));
  const foreign = {
    path: ['from'],
    message: 'must be at the domain of the sender of all mail: see the setting mail_from',
  };
  return isForeign ? [...found, foreign] : found;
}

function judgeLifetime({ template, url_lifetime }: Values): readonly Found[] {
  return url_lifetime === undefined || hasLifetime(template)
    ? []
    : [{ path: ['url_lifetime'], message: 'has no meaning: this mail has no link that it could be about' }];
}

function twice({ template }: Values, before: readonly Values[]): readonly Found[] {
  return before.some((one) => one['template'] === template)
    ? [{ path: ['template'], message: 'is there twice' }]
    : [];
}

function domainOf(sender: string): string {
  return sender
    .slice(sender.lastIndexOf('@') + 1)
    .replace('>', '')
    .toLowerCase();
}
