/**
 * How mail is sent, which the environment says, and templates of mails, of which there are none.
 */
import { err, ok } from '../../../protocol/result.ts';
import { type Operation, operation } from '../../operation.ts';
import { inexistent } from '../../problem.ts';
import { PROJECTION_FIELDS, project } from '../../projection.ts';

const PROVIDER = {
  type: 'object',
  properties: {
    ...{ name: { const: 'smtp' }, enabled: { const: true }, default_from_address: { type: 'string' } },
    credentials: {
      type: 'object',
      properties: {
        smtp_host: { type: 'string' },
        smtp_port: { type: 'integer' },
        smtp_user: { type: 'string' },
      },
    },
    settings: { type: 'object' },
  },
} as const;

const PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };

/** The server of a `smtp://` address; its password is nobody's to read. */
function credentialsOf(smtpUrl: string) {
  const { protocol, hostname, port, username } = new URL(smtpUrl);
  return {
    smtp_host: hostname,
    smtp_port: port === '' ? (PORTS[protocol] ?? 25) : Number(port),
    ...(username === '' ? {} : { smtp_user: decodeURIComponent(username) }),
  };
}

export const MAIL_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'email_provider_show', method: 'GET', path: '/emails/provider' },
    sentence: 'Shows how mail is sent: by the server of `TACIT_SMTP_URL`, where there is one.',
    scopes: ['read:email_provider'],
    query: PROJECTION_FIELDS,
    answers: { 200: PROVIDER },
    async handle({ exchange: { deps, tenant }, query }) {
      const { smtpUrl, mailFrom } = deps.config;
      if (smtpUrl === undefined) return err(inexistent('email_provider'));
      const from = tenant.settings.mail_from ?? mailFrom;
      const sender = from === undefined ? {} : { default_from_address: from };
      const provider = {
        name: 'smtp',
        enabled: true,
        ...sender,
        credentials: credentialsOf(smtpUrl),
        settings: {},
      };
      return ok({ status: 200, body: project(provider, query) });
    },
  }),
  operation({
    ...{ id: 'email_templates_show', method: 'GET', path: '/email-templates/{templateName}' },
    sentence: 'Answers that there is none: mails say what the server says, in every language.',
    scopes: ['read:email_templates'],
    answers: {},
    handle: async () => err(inexistent('email_template')),
  }),
];
