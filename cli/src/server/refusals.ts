/**
 * What a person does where a server far away is not reached, or does not do what it is asked.
 */

const CERTIFICATE = 'its certificate is not trusted: give the authority that made it in NODE_EXTRA_CA_CERTS.';

const NO_TLS = 'it does not speak TLS there, or none that this machine does: check https: and the port.';

/** By the code of Node.js. */
const WAYS: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'no server listens there: start it, or correct --server.'],
  ['ENOTFOUND', 'the host is unknown: check its spelling, and that this machine resolves it.'],
  ['EAI_AGAIN', 'the host is unknown for now: check the network of this machine.'],
  ['ETIMEDOUT', 'it does not answer: check what lies between (firewall, proxy).'],
  ['UND_ERR_CONNECT_TIMEOUT', 'it does not answer: check what lies between (firewall, proxy).'],
  ['EHOSTUNREACH', 'there is no way to it: check the network of this machine.'],
  ['ECONNRESET', 'the connection was ended there: look into its log, then try again.'],
  ['UND_ERR_SOCKET', 'the connection was ended there: look into its log, then try again.'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', CERTIFICATE],
  ['SELF_SIGNED_CERT_IN_CHAIN', CERTIFICATE],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', CERTIFICATE],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', CERTIFICATE],
  ['CERT_HAS_EXPIRED', 'its certificate has expired: renew it.'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another host: name the server as it does.'],
  [
    'CERT_NOT_YET_VALID',
    'its certificate is not valid yet: look at the clocks of this machine and of the server.',
  ],
  ['EPROTO', NO_TLS],
]);

/** Throws in words why the way is barred. */
export function barred(place: string, error: unknown): never {
  const { cause = error } = Object(error);
  const { code, name, message } = Object(cause);
  const timed = name === 'TimeoutError' ? WAYS.get('ETIMEDOUT') : undefined;
  // Those of OpenSSL are many, and each says where in its source it is.
  const garbled = String(code).startsWith('ERR_SSL_') ? NO_TLS : undefined;
  throw new Error(`${place}: ${WAYS.get(String(code)) ?? timed ?? garbled ?? String(message)}`);
}

type Refused = { readonly status: number; readonly body: unknown };

/** A server that has answered, and not with what was asked for. */
export class ServerRefusal extends Error {
  constructor(place: string, { status, body }: Refused) {
    const { error_description, message, error } = Object(body);
    const said = [error_description, message, error].find((one) => typeof one === 'string');
    super(`${place}: ${sentenceOf(status)}${said === undefined ? '' : ` It says: ${String(said)}.`}`);
  }
}

function sentenceOf(status: number): string {
  if (status >= 500) return `it fails (${status}): look into its log, and at /readyz; then try again.`;
  return SENTENCES.get(status) ?? `it refuses this (${status}).`;
}

const SENTENCES: ReadonlyMap<number, string> = new Map([
  [
    401,
    'it does not know who asks: check TACIT_CLIENT_ID and TACIT_CLIENT_SECRET, or sign in by `tacit login`.',
  ],
  [403, 'the application, or you, may not do this: it lacks a scope of the Management API.'],
  [404, 'there is no such operation: this is no Tacit server, or one of another version.'],
  [413, 'this is too large: split it.'],
  [429, 'it is asked too often: wait, then try again.'],
]);
