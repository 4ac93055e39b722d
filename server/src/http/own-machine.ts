/**
 * Whether a request was made by somebody who sits at the machine that the server runs on, and develops: they may be told what
 * is there, as others may not. All of it has to be so, and in doubt it is not.
 */
import { isLocalhost } from '../protocol/host-name.ts';
import { asciiLowerCase } from '../protocol/octets.ts';
import { isLoopbackAddress } from './client-address.ts';

export type Visit = {
  /** Of the configuration: a server for others has a name that others know. */
  readonly baseUrl: URL;
  /** The one that was asked for, port included. */
  readonly host: string;
  /** Of the socket's other end, or of whom a configured proxy speaks for. */
  readonly address: string;
  readonly headers: Headers;
};

/** What a tunnel or a proxy adds: behind it may be anybody (RFC 7239, RFC 9110 §7.6.3, RFC 8586, and vendors). */
const FORWARDING =
  /^(?:forwarded|via|cdn-loop|(?:true-|fastly-|fly-)?client-ip|x-(?:forwarded|real|client|original|envoy|amzn|azure|cluster)-.*|x-(?:proxy|tunnel|ngrok).*|(?:cf|ngrok)-.*)$/;

/** True for a visitor of this machine, without anything between that others could have come by. */
export function isAtOwnMachine({ baseUrl, host, address, headers }: Visit): boolean {
  const isLocal = isLocalhost(baseUrl.hostname) && isOwnHost(host) && isLoopbackAddress(address);
  return isLocal && ![...headers.keys()].some((name) => FORWARDING.test(name));
}

/**
 * A page of others can have its name lead to this machine (DNS rebinding) and read what is answered there, but it cannot have
 * one of these names.
 */
function isOwnHost(host: string): boolean {
  const [, address, name = ''] =
    /^(?:(127(?:\.[0-9]{1,3}){3}|\[::1\])|([a-z0-9.-]+?)\.?)(?::[0-9]+)?$/i.exec(host) ?? [];
  return address !== undefined || isLocalhost(asciiLowerCase(name));
}
