/**
 * Mails in the words of the tenant, by Auth0's names of templates.
 */
import * as v from 'valibot';
import { err, ok, type Result } from '../../../protocol/result.ts';

import type { Values } from '../../../resources/kind.ts';
import { unknownField } from '../../../resources/shape.ts';
import { MAX_MAIL_TEMPLATE } from '../../../resources/tenant/mail-liquid.ts';
import {
  hasLifetime,
  isMailTemplate,
  MAIL_TEMPLATE_NAMES,
  type MailTemplate,
  mailTemplate,
} from '../../../resources/tenant/mail-templates.ts';
import type { TenantSettings } from '../../../resources/tenant/settings.ts';
import { withInert, withoutInert } from '../../inert.ts';
import { type Answer, type Asked, type Operation, operation } from '../../operation.ts';
import { inexistent, type Mistake, type Problem, problem } from '../../problem.ts';
import { PROJECTION_FIELDS, type ProjectionQuery, project } from '../../projection.ts';
import { etag } from '../../records.ts';
import { reviseSettings, settingsNow } from '../../settings-changes.ts';

const PATH = '/email-templates/{templateName}';

/** Each mail proves something or warns of something. */
const INERT = { syntax: 'liquid', enabled: true, includeEmailInRedirect: false, resultUrl: null } as const;

const TEMPLATE = {
  type: 'object',
  properties: {
    template: { type: 'string', description: `One of ${MAIL_TEMPLATE_NAMES.join(', ')}.` },
    subject: { type: 'string', maxLength: 500 },
    body: { type: ['string', 'null'], maxLength: MAX_MAIL_TEMPLATE },
    from: { type: ['string', 'null'], maxLength: 320 },
    syntax: { enum: ['liquid', null] },
    enabled: { type: ['boolean', 'null'], description: 'True; false of a mail that is never sent here.' },
    includeEmailInRedirect: { enum: [false, null], description: 'Has no other value here.' },
    urlLifetimeInSeconds: {
      type: ['integer', 'null'],
      description:
        'How long its link is good, of a mail that has one of which that may be said; else left aside.',
    },
    resultUrl: { enum: [null, ''], description: 'Has no other value here.' },
  },
} as const;

export const EMAIL_TEMPLATE_OPERATIONS: readonly Operation[] = [
  operation({
    ...{
      id: 'email_templates_list',
      method: 'GET',
      path: '/email-templates',
      scopes: ['read:email_templates'],
    },
    sentence: 'Lists the mails that are said in the words of the tenant. Auth0 has no such operation.',
    answers: { 200: { type: 'array', items: TEMPLATE } },
    handle: list,
  }),
  {
    ...{ id: 'email_templates_create', method: 'POST', path: '/email-templates', query: {} },
    sentence: 'Says what a mail says, in Liquid and in every language.',
    scopes: ['create:email_templates'],
    body: { reads: 'object', schema: TEMPLATE },
    answers: { 200: TEMPLATE },
    handle: (asked) => write(asked, String(asked.body['template'] ?? ''), 'create'),
  },
  operation({
    ...{ id: 'email_templates_show', method: 'GET', path: PATH, scopes: ['read:email_templates'] },
    sentence: 'Shows what a mail says in the words of the tenant; where it has none, there is none.',
    query: PROJECTION_FIELDS,
    answers: { 200: TEMPLATE },
    handle: show,
  }),
  {
    ...{ id: 'email_templates_update', method: 'PATCH', path: PATH, query: {} },
    sentence: 'Changes what a mail says.',
    scopes: ['update:email_templates'],
    body: { reads: 'object', schema: TEMPLATE },
    answers: { 200: TEMPLATE },
    handle: (asked) => write(asked, asked.path['templateName'] ?? '', 'change'),
  },
  {
    ...{ id: 'email_templates_set', method: 'PUT', path: PATH, query: {} },
    sentence: 'Says what a mail says, whole; with a body that is empty or null, what the server says again.',
    scopes: ['update:email_templates'],
    body: { reads: 'object', schema: TEMPLATE },
    answers: { 200: TEMPLATE },
    handle: (asked) => write(asked, asked.path['templateName'] ?? '', 'set'),
  },
];

/** Who mails are from that say nothing else. */
function senderOf({ deps }: Asked['exchange'], settings: TenantSettings): string {
  return settings.mail_from ?? deps.mail.from;
}

function templateIn({ mail_templates }: TenantSettings, name: string): MailTemplate | undefined {
  return mail_templates.find(({ template }) => template === name);
}

function shown({ url_lifetime, ...template }: Values, sender: string): Values {
  const lifetime = url_lifetime === undefined ? {} : { urlLifetimeInSeconds: url_lifetime };
  return withInert({ from: sender, ...template, ...lifetime }, INERT);
}

async function list({ exchange }: Pick<Asked, 'exchange'>): Promise<Result<Answer, Problem>> {
  const found = await settingsNow(exchange);
  if (!found.ok) return found;
  const { settings } = found.value;
  const sender = senderOf(exchange, settings);
  return ok({ status: 200, body: settings.mail_templates.map((template) => shown(template, sender)) });
}

async function show({ exchange, path, query }: Asked<ProjectionQuery>): Promise<Result<Answer, Problem>> {
  const found = await settingsNow(exchange);
  if (!found.ok) return found;
  const { settings, version } = found.value;
  const template = templateIn(settings, path['templateName'] ?? '');
  if (!template) return err(inexistent('email_template'));
  const body = shown(template, senderOf(exchange, settings));
  return ok({ status: 200, body: project(body, query), headers: etag(version) });
}

type Verb = 'create' | 'change' | 'set';

async function write(asked: Asked, name: string, verb: Verb): Promise<Result<Answer, Problem>> {
  const { exchange, access, version } = asked;
  if (!isMailTemplate(name)) return notSent(name, asked.body, verb);
  const changed = await reviseSettings(
    { exchange, access, version },
    (settings) => {
      const stored = templateIn(settings, name);
      if (verb === 'change' && !stored) return err(inexistent('email_template'));
      if (verb === 'create' && stored)
        return err(problem(409, 'email_template_exists', 'The email template already exists'));
      const { said, mistakes } = read(asked.body, name, senderOf(exchange, settings));
      const whole = verb === 'change' ? { ...stored, ...said } : said;
      const others = settings.mail_templates.filter(({ template }) => template !== name);
      const isEnded = verb === 'set' && (said['body'] === null || said['body'] === '');
      const entry = withoutNull({ ...whole, template: name });
      const shaped = isEnded ? [] : misshapen(entry);
      // What has no shape is not judged by what it says.
      const entries = isEnded || shaped.length > 0 ? others : [...others, entry];
      return ok({ said: { mail_templates: entries }, mistakes: [...mistakes, ...shaped] });
    },
    namedHere,
  );
  if (!changed.ok) return changed;
  const { value: settings } = changed;
  const body = templateIn(settings, name) ?? { template: name, subject: '', body: null };
  return ok({ status: 200, body: shown(body, senderOf(exchange, settings)) });
}

function misshapen(entry: Values): readonly Mistake[] {
  const { issues = [] } = v.safeParse(mailTemplate.schema, entry, { abortPipeEarly: true });
  return issues.map(({ message, path = [] }) => ({
    code: 'wrong_shape',
    path: path.map(({ key }) => namedSo(String(key))),
    message,
  }));
}

function withoutNull(template: Values): Values {
  return Object.fromEntries(Object.entries(template).filter(([, value]) => value !== null));
}

/** What somebody says of a template, and what of it means nothing here. */
function read(
  body: Values,
  name: string,
  sender: string,
): { readonly said: Values; readonly mistakes: readonly Mistake[] } {
  const { resultUrl, ...rest } = body;
  const { kept, mistakes } = withoutInert(resultUrl === '' ? rest : body, INERT);
  const { template = name, from, subject, body: words, urlLifetimeInSeconds, ...strange } = kept;
  const found = Object.keys(strange).map((one) => ({
    code: 'unknown_field',
    path: [one],
    message: unknownField(one, [...Object.keys(TEMPLATE.properties)]),
  }));
  const renamed =
    template === name
      ? []
      : [{ code: 'create_only', path: ['template'], message: 'cannot be another one than that of the path' }];
  // A sender that all mail has is no choice; null takes one back.
  const chosen = from === undefined ? {} : { from: from === '' || from === sender ? null : from };
  const said = {
    ...(subject === undefined ? {} : { subject }),
    ...(words === undefined ? {} : { body: words }),
    // What Auth0 exports says it of every mail, of those too that have no link.
    ...(urlLifetimeInSeconds === undefined || !hasLifetime(name)
      ? {}
      : { url_lifetime: urlLifetimeInSeconds }),
  };
  return { said: { ...said, ...chosen }, mistakes: [...mistakes, ...found, ...renamed] };
}

/** `mail_templates[2].body` is `body` of the one that was written. */
function namedHere(path: Mistake['path']): Mistake['path'] {
  if (path[0] !== 'mail_templates' || path.length < 3) return path;
  const [name, ...below] = path.slice(2);
  return [namedSo(String(name)), ...below];
}

function namedSo(field: string): string {
  return field === 'url_lifetime' ? 'urlLifetimeInSeconds' : field;
}

/** Mails of Auth0's that this server never sends. */
const NOT_SENT: ReadonlySet<string> = new Set([
  ...[
    'verify_email_by_code',
    'reset_email_by_code',
    'welcome_email',
    'blocked_account',
    'stolen_credentials',
  ],
  ...['enrollment_email', 'user_invitation', 'change_password', 'password_reset', 'async_approval'],
]);

/** It may be said that one of them is not sent, for so it is: a tool that has read that elsewhere writes it here. */
function notSent(name: string, { enabled }: Values, verb: Verb): Result<Answer, Problem> {
  if (enabled === false && NOT_SENT.has(name))
    return verb === 'change'
      ? err(inexistent('email_template'))
      : ok({ status: 200, body: { template: name, enabled } });
  const message = `No such mail is sent here; there are ${MAIL_TEMPLATE_NAMES.join(', ')}.`;
  return err(problem(400, 'unknown_email_template', message));
}
