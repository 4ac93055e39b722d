/**
 * The first `tacit.yaml`: records as a file that explains itself.
 */
import { stringify } from 'yaml';
import { withoutPlaceholders } from '../file/placeholders.ts';
import type { Document } from '../records/asked.ts';
import { type Start, type StartRecord, startRecords } from './start-records.ts';

/** What is said above a field, or above an entry where the name is that of a kind. */
type Remarks = Readonly<Record<string, string>>;

const HEAD = `Your tenant, your page and your API, as \`tacit init\` wrote them. The file is yours now: change it, then
  npx tacit apply FILE --dry-run   says what would change
  npx tacit apply FILE             changes it; a running server sees it at once
Users are not in it: \`npx tacit users --help\`. Every field there is: docs/reference/README.md in the repository of Tacit;
what to do next: docs/guides/your-own-application.md.`;

const TENANT: Remarks = {
  tenant: 'A tenant is an issuer of its own, with users, keys and pages of its own.',
  domain: 'Its host. Without it the host is <name>.<region>.<host of TACIT_BASE_URL>.',
};

const SETTINGS: Remarks = {
  settings: 'How people sign in.',
  sign_up: 'Whoever has no account can make one.',
  login_methods: 'There are also passkey, email_code and email_link.',
};

const CLIENT: Remarks = {
  client: 'An application that signs people in. A page can keep no secret, so this one has none.',
  client_id: 'The name that your page says.',
  is_first_party:
    'It belongs to you. On localhost people are asked for consent all the same: any program can listen there.',
  oidc_conformant:
    'As Auth0 was in 2016: a request for an ID token may leave out `openid` and `nonce`. A new page has no need of it.',
  callbacks:
    'Where people come back to, compared byte for byte: what your page says as redirect_uri must be one of these.',
  web_origins: 'Pages here may renew tokens out of sight.',
  allowed_logout_urls: 'Where people may go when they have signed out.',
};

const GRANT_TYPES: Readonly<Record<Start['flow'], string>> = {
  code: `Code + PKCE: the address holds a code that is worth nothing outside this page. Refresh tokens come with the scope
offline_access.`,
  implicit: `The implicit grant: the tokens themselves come back in the address, where other scripts, extensions and the
history of the browser can see them (RFC 9700 §2.1.2). Code + PKCE is safer: [authorization_code, refresh_token].`,
};

const API: Remarks = {
  resource_server: 'An API that takes access tokens.',
  identifier:
    'The audience: a request says it, and the API insists on it. Any name does; it is never called.',
  token_dialect: 'Access tokens typed at+jwt, which no ID token can be taken for (RFC 9068).',
  scopes: 'What a page may ask for; people read the description where they consent.',
};

/** The text of the file; read, it is the records again. */
export function startText(start: Start, file: string): string {
  const records = startRecords(start);
  const text = (kind: StartRecord['kind'], remarks: Remarks) =>
    records.filter((record) => record.kind === kind).map(({ document }) => fieldsText(document, remarks));
  const [tenant = ''] = text('tenant', TENANT);
  const client: Remarks = { ...CLIENT, grant_types: GRANT_TYPES[start.flow] };
  const within = [
    ...text('settings', SETTINGS).map(
      (fields) => `${comment(SETTINGS['settings'])}settings:\n${indented(fields, 2)}`,
    ),
    ...text('client', client).map((fields) => `${comment(client['client'])}clients:\n${entry(fields)}`),
    ...text('resource_server', API).map(
      (fields) => `${comment(API['resource_server'])}resourceServers:\n${entry(fields)}`,
    ),
  ];
  const whole = [tenant, ...within].join('\n');
  return `${comment(HEAD.replaceAll('FILE', () => file))}\ntenants:\n${indented(comment(TENANT['tenant']), 2)}${entry(whole)}`;
}

function fieldsText(document: Document, remarks: Remarks): string {
  return Object.entries(document)
    .map(
      ([name, value]) =>
        `${comment(remarks[name])}${stringify({ [name]: withoutPlaceholders(value) }, { lineWidth: 0 })}`,
    )
    .join('');
}

function comment(text: string | undefined): string {
  return text === undefined ? '' : text.replace(/^/gm, '# ').concat('\n');
}

/** Fields as one of a list. */
function entry(fields: string): string {
  return indented(fields, 4).replace(/^ {4}/, '  - ');
}

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}
