/**
 * The server that `--server` names.
 */
import { complain } from '../output.ts';
import { ownTerminal } from '../terminal.ts';

/** Its address; undefined after it was said that none is named, or what is wrong with it. */
export function serverOfEnvironment(): URL | undefined {
  const { TACIT_SERVER: named } = ownTerminal().env;
  const issuer = named ? readServer(named) : WHICH;
  if (typeof issuer !== 'string') return issuer;
  complain([issuer]);
  return undefined;
}

const WHICH =
  'At which server? Say --server, or set TACIT_SERVER, to the address of a tenant, as https://acme.eu.example.com is.';

/** The address, or what is wrong with it: a secret is sent there. */
function readServer(text: string): URL | string {
  const url = URL.parse(text);
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.username !== ''
  )
    return `--server: ${JSON.stringify(text)} is not the address of a tenant, as https://acme.eu.example.com is.`;
  const isHere = /^(?:localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'http:' && !isHere && ownTerminal().env['TACIT_UNSAFE_SERVER_WITHOUT_TLS'] !== 'true')
    return `--server: ${url.origin} is read by whoever is on the way: say https, or --unsafe-server-without-tls.`;
  return url;
}
