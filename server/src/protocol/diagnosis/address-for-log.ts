/**
 * An address that somebody sent, as a log may hold it: a query or a fragment can be a token, a code or a state, and the part
 * before a host a password (RFC 6819 §4.4.1.1). It is never parsed: what is no address is cut all the same.
 */

/** Where the secret half begins, were it encoded twice over. */
const QUERY = /[?#]|%(?:25)*(?:3f|23)/i;

const FRAGMENT = /(?:#|%(?:25)*23).*$/is;

const USER_INFO = /(\/\/|%(?:25)*2f%(?:25)*2f)[^/?#]*(?:@|%(?:25)*40)/gi;

const MAX_LENGTH = 200;

const MAX_NAME = 40;

/** What is before the query, without user information. */
export function withoutSecrets(address: string): string {
  return address.slice(0, queryAt(address)).replace(USER_INFO, '$1…@');
}

/** The same, with the names of the query's parameters. */
export function addressForLog(address: string, longest = MAX_LENGTH): string {
  const query = address.slice(queryAt(address)).replace(FRAGMENT, '').replace(QUERY, '');
  const names = query
    .split(/&|%(?:25)*26/i)
    .filter((pair) => pair !== '')
    .map(nameOf);
  return `${withoutSecrets(address)}${names.length === 0 ? '' : `?${names.join('&')}`}`.slice(0, longest);
}

function queryAt(address: string): number {
  const found = address.search(QUERY);
  return found === -1 ? address.length : found;
}

/** What has no name is a value. */
function nameOf(pair: string): string {
  const end = pair.search(/=|%(?:25)*3d/i);
  return end === -1 ? '…' : pair.slice(0, Math.min(end, MAX_NAME));
}
