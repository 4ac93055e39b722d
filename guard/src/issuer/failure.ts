/**
 * Why a document of the issuer could not be had, in a sentence for whoever runs the API: what failed at the root of it, where, and
 * what to do. Nothing of a token is known here.
 */

type Place = { readonly origin: string; readonly hostname: string };

const CERTIFICATE = () =>
  'this machine does not trust the certificate: start this program with NODE_EXTRA_CA_CERTS=FILE, the authority that made it';
const NO_TLS = ({ origin }: Place) =>
  `the server speaks no TLS there: is it ${origin.replace('https:', 'http:')}/?`;
const ENDED = ({ origin }: Place) =>
  `the connection was ended: is ${origin} the server, and does it speak ${origin.split(':')[0]} there?`;
const SILENT = ({ origin }: Place) =>
  `${origin} does not answer: look at the server, and at what lies between`;

/** What to do, by the code that Node.js gives. */
const REMEDIES: ReadonlyMap<string, (place: Place) => string> = new Map([
  ['ENOTFOUND', unknownHost],
  ['EAI_AGAIN', unknownHost],
  [
    'ECONNREFUSED',
    ({ origin }: Place) => `nothing listens at ${origin}: start the server, or correct the issuer`,
  ],
  ['ECONNRESET', ENDED],
  ['UND_ERR_SOCKET', ENDED],
  ['ETIMEDOUT', SILENT],
  ['EHOSTUNREACH', SILENT],
  ['ENETUNREACH', SILENT],
  ['UND_ERR_CONNECT_TIMEOUT', SILENT],
  ['EPROTO', NO_TLS],
  ['ERR_SSL_WRONG_VERSION_NUMBER', NO_TLS],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', NO_TLS],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', CERTIFICATE],
  ['SELF_SIGNED_CERT_IN_CHAIN', CERTIFICATE],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', CERTIFICATE],
  ['UNABLE_TO_GET_ISSUER_CERT', CERTIFICATE],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', CERTIFICATE],
  ['CERT_HAS_EXPIRED', () => 'the certificate has expired: renew it'],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    ({ hostname }: Place) =>
      `the certificate is for another host than ${hostname}: correct the issuer, or the certificate`,
  ],
]);

/** Browsers know that names below localhost are this machine (RFC 6761 §6.3); the resolver of many systems does not. */
function unknownHost({ hostname }: Place): string {
  return hostname.endsWith('.localhost')
    ? `this machine does not resolve names below localhost (browsers do): add "127.0.0.1 ${hostname}" to /etc/hosts, or give the tenant the domain localhost`
    : 'this machine does not resolve the name: correct the issuer, or its DNS';
}

/** Causes of causes, no further: an error may be its own. */
const DEEPEST = 5;

/** `ECONNREFUSED localhost: nothing listens at …` */
export function describeFailure(error: unknown, url: string): string {
  const { code, message } = rootOf(error);
  const { origin, hostname } = new URL(url);
  const remedy = REMEDIES.get(code)?.({ origin, hostname });
  return `${code} ${hostname}: ${remedy ?? message}`;
}

/** What `fetch failed` hides: the code of the innermost error that has one. Several addresses that failed are told as the first. */
function rootOf(error: unknown, left = DEEPEST): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: 'error', message: String(error) };
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (inner instanceof Error && left > 0) return rootOf(inner, left - 1);
  return { code: 'code' in error ? String(error.code) : error.name, message: error.message };
}

/** An answer that is none, by its status. */
export function describeStatus(status: number): string {
  const answered = `answered with status ${status}`;
  if (status >= 300 && status < 400)
    return `${answered}, a redirect, which is not followed: the issuer is the address it leads to`;
  if (status === 404 || status === 421)
    return `${answered}: no issuer lives there; correct the issuer, host and port included`;
  return answered;
}
