/**
 * The mail server that a tenant sends by, where it is another one than the server's own.
 */
import { computed, optional, type RecordOf, required, secret } from '../field.ts';
import type { Rule, Values } from '../kind.ts';
import { boolean, isMapping, record, text, whole } from '../shape.ts';

const SERVER_FIELDS = {
  host: required(
    text(255, {
      holds: (value) => /^[A-Za-z0-9.-]+$/.test(value),
      message: 'must be a host, without a scheme and a port',
      says: 'a host',
    }),
    { sentence: 'Its host.' },
  ),
  port: required(whole(1, 65_535), {
    sentence:
      '465, where it begins with TLS; 587, 2525 or 25, where it changes to TLS before anything is said.',
  }),
  user: optional(text(320), {
    sentence: 'Who sends there; it wants `mail_provider_password` then. Left out: nobody signs in.',
  }),
  enabled: optional(boolean, {
    sentence: 'False: kept, and mails go by the server’s own; else they go by this one.',
  }),
} as const;

export type MailProvider = RecordOf<typeof SERVER_FIELDS>;

export const MAIL_PROVIDER_FIELDS = {
  mail_provider: optional(record(SERVER_FIELDS), {
    sentence: 'The mail server that its mail goes by; left out: that of the server.',
  }),
  mail_provider_password: secret(text(2_000), {
    sentence:
      'The password of the user of `mail_provider`. It is told again where host, port or user is another one.',
  }),
  mail_provider_sealed: computed(text(65_536), { sentence: 'The same, sealed.', hidden: true }),
} as const;

type Chosen = { readonly mail_provider?: MailProvider };

/** The mail server of a tenant's own, where its mails go by that. */
export function ownMailServer({ mail_provider }: Chosen): MailProvider | undefined {
  return mail_provider?.enabled === false ? undefined : mail_provider;
}

function serverIn({ mail_provider }: Values): Values | undefined {
  return isMapping(mail_provider) ? mail_provider : undefined;
}

export const MAIL_PROVIDER_RULES: readonly Rule[] = [
  {
    // SF-01: whoever administers a tenant does not reach with our hands what only we can reach.
    code: 'unreachable_address',
    judge: ({ record: settings }, { isReachable }) => {
      const server = serverIn(settings);
      if (!server || isReachable(`smtp://${String(server['host'])}:${String(server['port'])}`)) return [];
      const message =
        'is not a mail server that this server may ask: a public one at port 25, 465, 587 or 2525; TACIT_UNSAFE_OUTBOUND_HOSTS names hosts that may be private or at another port';
      return [{ path: ['mail_provider', 'host'], message }];
    },
  },
  {
    code: 'password_missing',
    judge: ({ record: settings, secrets }) => {
      const hasPassword =
        settings['mail_provider_sealed'] !== undefined || secrets['mail_provider_password'] !== undefined;
      if (serverIn(settings)?.['user'] === undefined || hasPassword) return [];
      const message =
        'has no password: say mail_provider_password (smtp_pass), and again where host, port or user is another one';
      return [{ path: ['mail_provider', 'user'], message }];
    },
  },
  {
    code: 'password_of_nobody',
    judge: ({ record: settings, secrets }) =>
      secrets['mail_provider_password'] === undefined || serverIn(settings)?.['user'] !== undefined
        ? []
        : [
            {
              path: ['mail_provider_password'],
              message: 'is the password of nobody: mail_provider has no user',
            },
          ],
  },
];
