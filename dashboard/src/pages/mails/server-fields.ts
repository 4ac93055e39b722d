/**
 * The fields of a mail server, described by the kind of the settings, where the Management API has them.
 */
import { KINDS, mistakesIn } from '@tacit/server/resources';
import type { Mistake } from '../../api/problem.ts';
import type { Document } from '../../kinds/view.ts';
import type { FormField } from '../../record/form/names.ts';
import type { MailsText } from '../../text/mails/text.ts';

const { fields } = KINDS.settings;

function fieldAt(own: string, path: readonly string[]): FormField {
  const field = fields['mail_provider']?.shape.fields?.[own] ?? fields[own];
  if (!field) throw new Error(`A mail server has no ${own}.`);
  return { own, field, path, apiName: path.join('.'), isListed: false };
}

export const PASSWORD = fieldAt('mail_provider_password', ['credentials', 'smtp_pass']);

export type ServerField = FormField & {
  readonly says: 'host' | 'port' | 'user' | 'password' | 'enabled' | 'from';
};

export const SERVER_FIELDS: readonly ServerField[] = [
  { ...fieldAt('host', ['credentials', 'smtp_host']), says: 'host' },
  { ...fieldAt('port', ['credentials', 'smtp_port']), says: 'port' },
  { ...fieldAt('user', ['credentials', 'smtp_user']), says: 'user' },
  { ...PASSWORD, says: 'password' },
  { ...fieldAt('mail_from', ['default_from_address']), says: 'from' },
  { ...fieldAt('enabled', ['enabled']), says: 'enabled' },
];

/** What is wrong with what is typed; what is missing the server says, which knows what is stored. */
export function mistakesOfServer(values: Document): readonly Mistake[] {
  const { mail_from, mail_provider_password: _, ...provider } = values;
  const isSaid = (name: unknown) => typeof name === 'string' && values[name] !== undefined;
  const documents: readonly Document[] = [
    { mail_provider: provider },
    mail_from === undefined ? {} : { mail_from },
  ];
  return documents
    .flatMap((document) => mistakesIn(KINDS.settings, { document, stored: {} }))
    .map((finding) => ({ ...finding, path: finding.path.filter((step) => step !== 'mail_provider') }))
    .filter(({ path: [own], code }) => isSaid(own) && code !== 'password_missing')
    .map((finding) => ({
      ...finding,
      path: SERVER_FIELDS.find(({ own }) => own === finding.path[0])?.path ?? finding.path,
    }));
}

/** What is said of a field here, where its description is about the settings; undefined: what that says. */
export function saidOf(
  { says }: ServerField,
  text: MailsText['server'],
  isKept: boolean,
): string | undefined {
  if (says === 'password') return isKept ? text.passwordKept : text.passwordNone;
  return says === 'port' ? undefined : text.sentences[says];
}

/** Where nothing is said it is in use. */
export function shownValue({ says }: ServerField, value: unknown): unknown {
  return says === 'enabled' ? (value ?? true) : value;
}
