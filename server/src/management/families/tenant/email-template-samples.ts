/**
 * What a mail would say: shown, or sent to whoever asks and to nobody else. Auth0 has no such operations.
 */
import { reserveMail } from '../../../login/account-budgets.ts';
import { type Sample, sampleMail, sampleToSend } from '../../../mail/sample-mail.ts';
import { MAIL_CSP } from '../../../pages/mail/mail.ts';
import { canonicalEmail } from '../../../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { LOCALES } from '../../../protocol/tenant/locales.ts';
import { optional, type RecordOf } from '../../../resources/field.ts';
import { lines, oneOf, text } from '../../../resources/shape.ts';
import { MAX_MAIL_TEMPLATE } from '../../../resources/tenant/mail-liquid.ts';
import {
  isMailTemplate,
  judgeTemplate,
  type MailTemplate,
} from '../../../resources/tenant/mail-templates.ts';
import { permitFrame } from '../../../walk/preview-frame.ts';
import { lookOf } from '../../../walk/reply.ts';
import { type Asked, type Operation, operation } from '../../operation.ts';
import { inexistent, invalid, type Problem, problem } from '../../problem.ts';
import { settingsNow } from '../../settings-changes.ts';
import { FRAME } from './page-previews.ts';

const PATH = '/email-templates/{templateName}';

const WORDS = {
  subject: optional(text(500), { sentence: 'Its subject; left out: that of the template that is stored.' }),
  body: optional(lines(MAX_MAIL_TEMPLATE), {
    sentence: 'Its HTML; left out: that of the template that is stored.',
  }),
  language: optional(oneOf(LOCALES), {
    sentence: 'The language of its reader; left out: the tenant’s first.',
  }),
} as const;

type Words = RecordOf<typeof WORDS>;

const SAMPLE = {
  type: 'object',
  properties: {
    ...{ subject: { type: 'string' }, text: { type: 'string' }, html: { type: 'string' } },
    frame: FRAME,
    words: {
      enum: ['tenant', 'server'],
      description: 'Whose they are. The server’s, where there is no template, or none that can be filled in.',
    },
  },
} as const;

const SENT = { type: 'object', properties: { to: { type: 'string' } } } as const;

export const EMAIL_TEMPLATE_SAMPLES: readonly Operation[] = [
  operation({
    ...{ id: 'email_templates_preview', method: 'POST', path: `${PATH}/preview` },
    sentence:
      'Shows what a mail says, as it is stored or as it is said here, to somebody who does not exist. Nothing is sent.',
    scopes: ['read:email_templates'],
    body: WORDS,
    answers: { 200: SAMPLE },
    async handle(asked) {
      const sample = await sampleOf(asked);
      if (!sample.ok) return sample;
      const mail = sampleMail(sample.value, asked.exchange);
      const frame = permitFrame(mail.html, MAIL_CSP, asked.exchange);
      return ok({ status: 200, body: { ...mail, frame } });
    },
  }),
  operation({
    ...{ id: 'email_templates_try', method: 'POST', path: `${PATH}/try` },
    sentence: 'Sends the same to the verified address of whoever asks, and to no other.',
    scopes: ['update:email_templates'],
    body: WORDS,
    answers: { 202: SENT },
    async handle(asked) {
      const { exchange } = asked;
      const sample = await sampleOf(asked);
      if (!sample.ok) return sample;
      const to = await ownAddress(asked);
      if (!to.ok) return to;
      await exchange.records.outbox.add(sampleToSend(sample.value, to.value, exchange));
      return ok({ status: 202, body: { to: to.value } });
    },
  }),
];

/** The template as it is stored, with what is said of it; judged as if it were to be stored. */
async function sampleOf({ exchange, path, body }: Asked<unknown, Words>): Promise<Result<Sample, Problem>> {
  const template = path['templateName'] ?? '';
  if (!isMailTemplate(template)) return err(inexistent('email_template'));
  const found = await settingsNow(exchange);
  if (!found.ok) return found;
  const { settings } = found.value;
  const { subject, body: html, language } = body;
  const look = lookOf(exchange, language);
  const stored = settings.mail_templates.find((one) => one.template === template);
  if (!stored && subject === undefined && html === undefined) return ok({ template, own: undefined, look });
  const own: MailTemplate = {
    ...stored,
    ...{ template, subject: subject ?? stored?.subject ?? '', body: html ?? stored?.body ?? '' },
  };
  const mistakes = judgeTemplate(own, settings.mail_from).map((one) => ({ code: 'broken_template', ...one }));
  return mistakes.length === 0 ? ok({ template, own, look }) : err(invalid('body', mistakes));
}

/** Whoever could have mail sent to others by this would have a mail server that everybody believes. */
async function ownAddress({
  exchange,
  access: { sub, from },
}: Pick<Asked, 'exchange' | 'access'>): Promise<Result<string, Problem>> {
  const user = from === undefined ? await exchange.records.users.find(sub) : undefined;
  const { email, email_verified } = user?.claims ?? {};
  if (!user || email === undefined || email_verified !== true)
    return err(
      problem(403, 'no_own_address', 'Only a user of this tenant with a verified address is sent it'),
    );
  const isInBudget = await reserveMail({ email: canonicalEmail(email), owner: user }, exchange);
  return isInBudget
    ? ok(email)
    : err(problem(429, 'too_many_mails', 'This mailbox was sent as many mails as it may be'));
}
