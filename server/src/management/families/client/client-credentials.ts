/**
 * Public keys by which a client proves who it is (`private_key_jwt`, OIDC Core §9), one by one: they are those of its `jwks`.
 */
import { CLIENT_SIGNING_ALGS } from '../../../protocol/client/client.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { optional, required, withDefault } from '../../../resources/field.ts';
import type { Values } from '../../../resources/kind.ts';
import { boolean, identifier, lines, oneOf, text } from '../../../resources/shape.ts';
import { type Asked, type Operation, operation } from '../../operation.ts';
import { PAGE_FIELDS, pageOf } from '../../paging.ts';
import { inexistent, invalid, type Problem, problem } from '../../problem.ts';
import { atDesk, findRecord } from '../../records.ts';
import { CLIENTS } from './clients.ts';
import { credentialsOf, keyOfCredential, keysOf } from './public-keys.ts';

const NONE = inexistent('credential');

/** Longer than any key in PEM, with its certificate. */
const MAX_PEM = 16_384;

const CREDENTIAL = {
  type: 'object',
  properties: {
    ...{ id: { type: 'string' }, kid: { type: 'string' }, name: { type: 'string' }, alg: { type: 'string' } },
    credential_type: { const: 'public_key' },
    thumbprint_sha256: { type: 'string', description: 'Of the public key (RFC 7638), in base64url.' },
    expires_at: { type: 'null' },
  },
} as const;

type Client = { readonly record: Values; readonly version: number };

async function clientAt({
  exchange,
  path,
}: Pick<Asked, 'exchange' | 'path'>): Promise<Result<Client, Problem>> {
  return findRecord(CLIENTS, [path['client_id'] ?? ''], exchange);
}

/** Writes the keys of a client anew, by the version that they were read at. */
function writeKeys(
  { exchange, access, path }: Pick<Asked, 'exchange' | 'access' | 'path'>,
  keys: readonly Values[],
  version: number,
) {
  return atDesk(
    {
      ...{ kind: 'client', place: { tenant_id: exchange.tenant.tenant_id }, version },
      ...{ verb: 'change', meant: 'patch' },
      said: { client_id: path['client_id'], jwks: keys.length === 0 ? null : { keys } },
    },
    { exchange, access },
    { noun: CLIENTS.noun },
  );
}

function indexAt(record: Values, id: string): number {
  return credentialsOf(record).findIndex((one) => one['id'] === id);
}

const PATH = '/clients/{client_id}/credentials';
const ONE = `${PATH}/{credential_id}`;

const STAYS = problem(
  501,
  'not_here',
  'A key of a client does not end by itself: remove it when it is to end.',
);

function wrongKey(path: string, message: string) {
  return err(invalid('body', [{ code: 'invalid_key', path: [path], message }]));
}

export const CLIENT_CREDENTIAL_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'client_credentials_list', method: 'GET', path: PATH, scopes: ['read:client_credentials'] },
    sentence: 'Lists the public keys of a client.',
    query: PAGE_FIELDS,
    answers: { 200: { type: 'array', items: CREDENTIAL } },
    async handle(asked) {
      const found = await clientAt(asked);
      if (!found.ok) return found;
      const { offset, limit } = pageOf(asked.query);
      // A list in either case: Auth0's own clients for Go ask for totals everywhere, and read a list here.
      return ok({ status: 200, body: credentialsOf(found.value.record).slice(offset, offset + limit) });
    },
  }),
  operation({
    ...{ id: 'client_credentials_create', method: 'POST', path: PATH, scopes: ['create:client_credentials'] },
    sentence: 'Adds a public key to those of a client.',
    body: {
      credential_type: required(oneOf(['public_key']), { sentence: 'A public key.' }),
      pem: required(lines(MAX_PEM), { sentence: 'The public key, or a certificate of it.' }),
      name: optional(text(128), { sentence: 'What it is called.' }),
      alg: optional(oneOf(CLIENT_SIGNING_ALGS), {
        sentence: 'What is signed by it; left out: the first that goes with the key.',
      }),
      kid: optional(identifier(64), { sentence: 'Its name in assertions; left out: its thumbprint.' }),
      parse_expiry_from_cert: withDefault(boolean, false, { sentence: 'Can only be false.' }),
      expires_at: optional(text(64), { sentence: 'Cannot be said: a key does not end by itself.' }),
    },
    answers: { 201: CREDENTIAL },
    async handle(asked) {
      const { expires_at, parse_expiry_from_cert, ...brought } = asked.body;
      if (expires_at !== undefined || parse_expiry_from_cert) return err(STAYS);
      const read = keyOfCredential(brought);
      if (!read.ok) return wrongKey(read.error.member, read.error.message);
      const key = read.value;
      const found = await clientAt(asked);
      if (!found.ok) return found;
      const { record, version } = found.value;
      const known = keysOf(record['jwks']);
      if (known.some(({ kid }) => kid === key['kid']))
        return wrongKey('kid', 'is the name of a key of it already');
      const written = await writeKeys(asked, [...known, key], version);
      if (!written.ok) return written;
      return ok({ status: 201, body: credentialsOf({ jwks: { keys: [key] } })[0] });
    },
  }),
  operation({
    ...{ id: 'client_credentials_show', method: 'GET', path: ONE, scopes: ['read:client_credentials'] },
    sentence: 'Shows a public key of a client.',
    answers: { 200: CREDENTIAL },
    async handle(asked) {
      const found = await clientAt(asked);
      if (!found.ok) return found;
      const { record } = found.value;
      const credential = credentialsOf(record)[indexAt(record, asked.path['credential_id'] ?? '')];
      return credential ? ok({ status: 200, body: credential }) : err(NONE);
    },
  }),
  operation({
    ...{ id: 'client_credentials_update', method: 'PATCH', path: ONE, scopes: ['update:client_credentials'] },
    sentence: 'Takes that it does not end by itself.',
    body: { expires_at: optional(text(64), { sentence: 'Can only be null.' }) },
    answers: { 200: CREDENTIAL },
    async handle(asked) {
      const found = await clientAt(asked);
      if (!found.ok) return found;
      const { record } = found.value;
      const credential = credentialsOf(record)[indexAt(record, asked.path['credential_id'] ?? '')];
      if (!credential) return err(NONE);
      return asked.body.expires_at === undefined ? ok({ status: 200, body: credential }) : err(STAYS);
    },
  }),
  operation({
    ...{
      id: 'client_credentials_delete',
      method: 'DELETE',
      path: ONE,
      scopes: ['delete:client_credentials'],
    },
    sentence: 'Removes a public key of a client: what it signs is refused from now on.',
    answers: { 204: undefined },
    async handle(asked) {
      const found = await clientAt(asked);
      if (!found.ok) return found;
      const { record, version } = found.value;
      const index = indexAt(record, asked.path['credential_id'] ?? '');
      // Who is gone already is as gone as was asked for (RFC 9110 §9.2.2).
      if (index < 0) return ok({ status: 204 });
      const left = keysOf(record['jwks']).filter((_, at) => at !== index);
      const written = await writeKeys(asked, left, version);
      return written.ok ? ok({ status: 204 }) : written;
    },
  }),
];
