/**
 * The metadata of a client that nobody registered, from the document at the address that is its client_id (OAuth Client ID
 * Metadata Document §4): what a client may say of itself when it registers, less what only a registration can hold.
 */
import type { Finding } from '../finding.ts';
import type { Values } from '../kind.ts';
import {
  type Registration,
  type RegistrationPolicy,
  readRegistration,
  unsafeRedirects,
} from './registration.ts';

/**
 * Members that are not taken from a document: a sector is proved once, at a registration; who is told of a logout is known by a
 * record; and a key of another algorithm is made for somebody who is known.
 */
const NOT_TAKEN: ReadonlySet<string> = new Set([
  'sector_identifier_uri',
  'frontchannel_logout_uri',
  'backchannel_logout_uri',
  'id_token_signed_response_alg',
  'userinfo_signed_response_alg',
]);

/** Members that a public document cannot hold (§4.1): a secret that anybody can read is none. */
const SECRETS = ['client_secret', 'client_secret_expires_at'] as const;

/** Reads the document at an address; a client without a name is called by its host. */
export function readMetadataDocument(
  document: Values,
  client_id: string,
  policy: RegistrationPolicy,
): Registration {
  const { token_endpoint_auth_method = 'none' } = document;
  const taken = Object.entries(document).filter(([name]) => !NOT_TAKEN.has(name));
  const sent = { ...Object.fromEntries(taken), token_endpoint_auth_method };
  const { said, findings, unreadable } = readRegistration(sent, policy);
  const redirects = unsafeRedirects(said['app_type'], { stored: undefined, policy });
  const client_name = said['client_name'] || new URL(client_id).host;
  return {
    said: { ...said, ...redirects, client_id, client_name },
    findings: [...findings, ...mistakesOf({ ...document, token_endpoint_auth_method }, client_id)],
    unreadable,
  };
}

function mistakesOf(document: Values, client_id: string): readonly Finding[] {
  const method = document['token_endpoint_auth_method'];
  return [
    ...(document['client_id'] === client_id
      ? []
      : [wrong('client_id', 'is not the address of the document')]),
    ...SECRETS.filter((name) => document[name] !== undefined).map((name) =>
      wrong(name, 'cannot stand in a document that anybody can read'),
    ),
    ...(typeof method === 'string' && method.startsWith('client_secret_')
      ? [wrong('token_endpoint_auth_method', 'needs a secret, which a document cannot hold')]
      : []),
  ];
}

function wrong(name: string, message: string): Finding {
  return { code: 'not_for_a_document', path: [name], message };
}
