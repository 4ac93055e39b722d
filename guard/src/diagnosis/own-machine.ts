/**
 * Whether a request was made by somebody who sits at the machine that the API runs on, as far as a request tells. In doubt it was not.
 */
import { isLoopback } from '../issuer/discovery.ts';
import { asciiLowerCase } from '../octets.ts';

/** Where a request came, and how. */
export type Visit = {
  /** The host that was asked for, port included; undefined: it does not say. */
  readonly host: string | undefined;
  readonly header_names: readonly string[];
  /** Of the socket's other end; undefined: this runtime does not say. */
  readonly address?: string | undefined;
};

/** What a tunnel or a proxy adds: behind it may be anybody (RFC 7239, RFC 9110 §7.6.3, RFC 8586, and vendors). */
const FORWARDING =
  /^(?:forwarded|via|cdn-loop|(?:true-|fastly-|fly-)?client-ip|x-(?:forwarded|real|client|original|envoy|amzn|azure|cluster)-.*|x-(?:proxy|tunnel|ngrok).*|(?:cf|ngrok)-.*)$/;

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;

/** A page of others can have its own name lead here (DNS rebinding), but it cannot have one of the names of this machine. */
export function isAtOwnMachine({ host, header_names, address }: Visit): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  if (!isLoopback(new URL(`http://${host}`).hostname)) return false;
  if (address !== undefined && !LOOPBACK_ADDRESS.test(address)) return false;
  return !header_names.some((name) => FORWARDING.test(asciiLowerCase(name)));
}
