/**
 * By whose mail server the mail of a tenant goes: one that it names, by Auth0's names; else the server's, which is nobody's here.
 */
import { err, ok, type Result } from '../../../protocol/result.ts';
import type { Values } from '../../../resources/kind.ts';
import { isMapping, unknownField } from '../../../resources/shape.ts';
import type { TenantSettings } from '../../../resources/tenant/settings.ts';
import { type Answer, type Asked, type Operation, operation } from '../../operation.ts';
import { inexistent, type Mistake, type Problem, problem } from '../../problem.ts';
import { PROJECTION_FIELDS, type ProjectionQuery, project } from '../../projection.ts';
import { etag } from '../../records.ts';
import { type Revision, reviseSettings, settingsNow } from '../../settings-changes.ts';

const PATH = '/emails/provider';

/** Names of Auth0's credentials, and ours. */
const CREDENTIALS = { smtp_host: 'host', smtp_port: 'port', smtp_user: 'user' } as const;

const PROVIDER = {
  type: 'object',
  properties: {
    name: {
      const: 'smtp',
      description: 'Others are asked by SMTP as well: what they say of it is their credentials here.',
    },
    enabled: { type: ['boolean', 'null'], description: 'False: kept, and mail goes by the server’s own.' },
    default_from_address: {
      type: ['string', 'null'],
      maxLength: 320,
      description: 'The setting `mail_from`.',
    },
    credentials: {
      type: ['object', 'null'],
      properties: {
        smtp_host: { type: 'string', maxLength: 255 },
        smtp_port: { type: ['integer', 'string'], description: '25, 465, 587 or 2525.' },
        smtp_user: { type: ['string', 'null'], maxLength: 320 },
        smtp_pass: {
          type: 'string',
          maxLength: 2_000,
          description: 'Told once, and never answered.',
          writeOnly: true,
        },
      },
    },
    settings: { type: ['object', 'null'], description: 'Has nothing here.' },
  },
} as const;

/** What to write in place of a provider that Auth0 asks by an API of its own. */
const BY_SMTP: ReadonlyMap<unknown, string> = new Map([
  ['mandrill', 'smtp_host smtp.mandrillapp.com, smtp_user anything, smtp_pass the API key'],
  ['sendgrid', 'smtp_host smtp.sendgrid.net, smtp_user apikey, smtp_pass the API key'],
  [
    'sparkpost',
    'smtp_host smtp.sparkpostmail.com (or .eu.), smtp_user SMTP_Injection, smtp_pass the API key',
  ],
  ['mailgun', 'smtp_host smtp.mailgun.org (or .eu.), and a user of its SMTP credentials'],
  ['ses', 'smtp_host email-smtp.REGION.amazonaws.com, and SMTP credentials that its console makes'],
  ['azure_cs', 'smtp_host smtp.azurecomm.net, and an SMTP user name of the resource'],
  ['ms365', 'smtp_host smtp.office365.com, with a mailbox that may send by SMTP'],
]);

export const MAIL_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'email_provider_show', method: 'GET', path: PATH, scopes: ['read:email_provider'] },
    sentence: 'Shows the mail server of the tenant’s own; where mail goes by the server’s, there is none.',
    query: PROJECTION_FIELDS,
    answers: { 200: PROVIDER },
    handle: show,
  }),
  {
    ...{
      id: 'email_provider_create',
      method: 'POST',
      path: PATH,
      scopes: ['create:email_provider'],
      query: {},
    },
    sentence: 'Sends the mail of the tenant by a mail server of its own.',
    body: { reads: 'object', schema: PROVIDER },
    answers: { 201: PROVIDER },
    handle: (asked) => write(asked, 'create'),
  },
  {
    ...{
      id: 'email_provider_update',
      method: 'PATCH',
      path: PATH,
      scopes: ['update:email_provider'],
      query: {},
    },
    sentence: 'Changes the mail server of the tenant’s own. Its password stays where host, port and user do.',
    body: { reads: 'object', schema: PROVIDER },
    answers: { 200: PROVIDER },
    handle: (asked) => write(asked, 'change'),
  },
  {
    ...{
      id: 'email_provider_delete',
      method: 'DELETE',
      path: PATH,
      scopes: ['delete:email_provider'],
      query: {},
    },
    sentence: 'Sends the mail of the tenant by the server’s mail server and from its address again.',
    answers: { 204: undefined },
    async handle({ exchange, access, version }) {
      const changed = await reviseSettings({ exchange, access, version }, ({ mail_provider }) =>
        mail_provider
          ? ok({ said: { mail_provider: null, mail_from: null } })
          : err(inexistent('email_provider')),
      );
      return changed.ok ? ok({ status: 204 }) : changed;
    },
  },
];

function shown({ mail_provider, mail_from }: TenantSettings): Values | undefined {
  if (!mail_provider) return undefined;
  const { host, port, user, enabled = true } = mail_provider;
  return {
    ...{ name: 'smtp', enabled },
    ...(mail_from === undefined ? {} : { default_from_address: mail_from }),
    credentials: { smtp_host: host, smtp_port: port, ...(user === undefined ? {} : { smtp_user: user }) },
    settings: {},
  };
}

async function show({ exchange, query }: Asked<ProjectionQuery>): Promise<Result<Answer, Problem>> {
  const found = await settingsNow(exchange);
  if (!found.ok) return found;
  const { settings, version } = found.value;
  const provider = shown(settings);
  if (!provider) return err(inexistent('email_provider'));
  return ok({ status: 200, body: project(provider, query), headers: etag(version) });
}

async function write(asked: Asked, verb: 'create' | 'change'): Promise<Result<Answer, Problem>> {
  const { exchange, access, version, body } = asked;
  const changed = await reviseSettings(
    { exchange, access, version },
    (settings) => {
      const { mail_provider: stored } = settings;
      if (verb === 'create' && stored)
        return err(problem(409, 'email_provider_exists', 'The email provider already exists'));
      if (verb === 'change' && !stored) return err(inexistent('email_provider'));
      return ok(read(body, stored ?? {}));
    },
    namedHere,
  );
  const status = verb === 'create' ? 201 : 200;
  return changed.ok ? ok({ status, body: shown(changed.value) }) : changed;
}

/** What somebody says of it, beside what is stored. */
function read(body: Values, stored: Values): Revision {
  const { name = 'smtp', enabled, default_from_address: from, credentials, settings, ...strange } = body;
  const mistakes = [
    ...(name === 'smtp' ? [] : [mistake('not_here', ['name'], notSmtp(name))]),
    ...unknown(strange, Object.keys(PROVIDER.properties), []),
    ...(isEmpty(settings) ? [] : [mistake('not_here', ['settings'], 'can only be empty here')]),
  ];
  // Another provider is not refused for its credentials as well.
  if (name !== 'smtp') return { said: {}, mistakes };
  if (credentials !== undefined && credentials !== null && !isMapping(credentials))
    return {
      said: {},
      mistakes: [...mistakes, mistake('wrong_shape', ['credentials'], 'must be a mapping')],
    };
  const { smtp_pass, ...place } = credentials ?? {};
  const known = Object.entries(CREDENTIALS).map(([own, ours]) => [ours, portOf(place[own])]);
  const provider = { ...stored, ...Object.fromEntries(known.filter(([, value]) => value !== undefined)) };
  return {
    said: {
      mail_provider: withoutNull({ ...provider, ...(enabled === undefined ? {} : { enabled }) }),
      ...(from === undefined ? {} : { mail_from: from === '' ? null : from }),
      ...(smtp_pass === undefined ? {} : { mail_provider_password: smtp_pass }),
    },
    mistakes: [...mistakes, ...unknown(place, Object.keys(CREDENTIALS), ['credentials'])],
  };
}

/** A port is a text where a tool has put a variable in its place. */
function portOf(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
}

function withoutNull(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (isMapping(value) && Object.values(value).every(isEmpty));
}

function notSmtp(name: unknown): string {
  const instead = BY_SMTP.get(name);
  return `can only be smtp here${instead === undefined ? '' : `: ${String(name)} is asked by ${instead}`}`;
}

function mistake(code: string, path: Mistake['path'], message: string): Mistake {
  return { code, path, message };
}

function unknown(strange: Values, known: readonly string[], at: readonly string[]): readonly Mistake[] {
  return Object.keys(strange)
    .filter((name) => !known.includes(name))
    .map((name) => mistake('unknown_field', [...at, name], unknownField(name, known)));
}

const NAMES = new Map<string, Mistake['path']>([
  ...Object.entries(CREDENTIALS).map(([own, ours]): [string, Mistake['path']] => [
    `mail_provider.${ours}`,
    ['credentials', own],
  ]),
  ['mail_provider', ['credentials']],
  ['mail_provider.enabled', ['enabled']],
  ['mail_provider_password', ['credentials', 'smtp_pass']],
  ['mail_from', ['default_from_address']],
]);

function namedHere(path: Mistake['path']): Mistake['path'] {
  return NAMES.get(path.join('.')) ?? path;
}
