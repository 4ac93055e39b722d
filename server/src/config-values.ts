/**
 * What the value of each setting may be: text of the environment -> the value, or what is wrong with it, to follow the
 * setting's name.
 */
import { isIP, isIPv4 } from 'node:net';
import { isRangeName } from './http/proxies/trusted-proxies.ts';
import { isSender } from './protocol/end-user/email-address.ts';
import { isLocalhost } from './protocol/host-name.ts';
import { asciiLowerCase } from './protocol/octets.ts';
import { err, ok, type Result } from './protocol/result.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A TCP port. */
export function parsePort(text: string): Result<number, string> {
  const port = /^[1-9][0-9]{0,4}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? ok(port) : err(`is ${quote(text)}, not a port from 1 to 65535`);
}

/** Steps of niceness, as nice(1) has them for whoever may only stand back. */
export function parseNiceness(text: string): Result<number, string> {
  const niceness = /^[0-9]{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return niceness <= 19 ? ok(niceness) : err(`is ${quote(text)}, not a niceness from 0 to 19`);
}

/** An IP address or a host name. */
export function parseHost(text: string): Result<string, string> {
  if (isHost(text)) return ok(text);
  const url = [text, `ws://${text}`].map((one) => URL.parse(one)).find((one) => one?.hostname);
  const meant = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
  const port = url?.port === '' ? '' : ', and the port as TACIT_PORT';
  const hint = isHost(meant) ? `; write ${meant}${port}` : '';
  return err(`is ${quote(text)}, neither an IP address nor a host name${hint}`);
}

function isHost(text: string): boolean {
  return isIP(text) !== 0 || text.split('.').every((label) => LABEL.test(label));
}

/** An origin whose host is a name. The scheme's own port may be named. */
export function parseBaseUrl(text: string): Result<URL, string> {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) {
    return err(`is ${quote(text)}, not an http or https URL${originMeant(text)}`);
  }
  const own = { 'http:': ':80', 'https:': ':443' }[url.protocol] ?? '';
  const given = text.replace(/\/$/, '').toLowerCase();
  const origin = url.origin.replace(/\.(?=:[0-9]+$|$)/, '');
  if ((given !== url.origin && given !== `${url.origin}${own}`) || origin !== url.origin) {
    return err(`is ${quote(text)}, but only scheme, host and port may be given, as in ${origin}`);
  }
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) {
    return err('has an IP address: a tenant is a label before a host name, for example localhost');
  }
  return ok(url);
}

/** Without the quotes of a file that is no shell, and with a scheme that is whole: there is TLS everywhere but on this machine. */
function originMeant(text: string): string {
  const bare = text.replace(/^[\s"']+|[\s"']+$/g, '').replace(/^https?:?\/+/i, '');
  const url = URL.parse(`https://${bare}`);
  if (!url || !isHost(url.hostname) || bare.includes('://')) return '';
  const scheme = isLocalhost(url.hostname) ? 'http' : 'https';
  return `; write ${scheme}://${url.host}`;
}

/** One label of a host. */
export function parseRegion(text: string): Result<string, string> {
  return LABEL.test(text)
    ? ok(text)
    : err(`is ${quote(text)}, not a label of lower-case letters, digits and hyphens`);
}

/** A tenant among all regions: `ops.us`. */
export function parseTenant(text: string): Result<string, string> {
  const labels = text.split('.');
  return labels.length === 2 && labels.every((label) => LABEL.test(label))
    ? ok(text)
    : err(`is ${quote(text)}, not a tenant as NAME.REGION`);
}

/** 43 characters are 32 bytes, in either alphabet of RFC 4648; the padding may be left out. */
export function parseMasterKey(text: string): Result<string, string> {
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return ok(text);
  const isHex = /^[0-9a-f]{64}$/i.test(text);
  return err(
    isHex
      ? 'is 32 bytes in hexadecimal and must be in base64: `echo HEX | xxd -r -p | base64` writes the same key so'
      : 'must be 32 bytes in base64, 43 characters and perhaps a =: make one with `openssl rand -base64 32`',
  );
}

const MAX_OTHER_KEYS = 4;

/** Master keys, with commas. None is repeated in what is said of it. */
export function parseMasterKeys(text: string): Result<readonly string[], string> {
  const entries = entriesOf(text);
  if (entries.length > MAX_OTHER_KEYS) return err(`has ${entries.length} keys, more than ${MAX_OTHER_KEYS}`);
  const wrong = entries.map(parseMasterKey).find((entry) => !entry.ok);
  return wrong?.ok === false ? wrong : ok(entries);
}

function entriesOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** As a URL spells them, so that they can be compared with one. */
export function parseHosts(text: string): Result<readonly string[], string> {
  const entries = entriesOf(text);
  const wrong = entries.find((entry) => {
    const url = URL.canParse(`ws://${entry}`) ? new URL(`ws://${entry}`) : undefined;
    return !url || (url.host !== entry && `${url.host}:80` !== entry);
  });
  return wrong === undefined ? ok(entries) : err(`has ${quote(wrong)}, which is not a host or host:port`);
}

/** The name of a header that says where a request comes from (RFC 9110 §5.1), in lower case. */
export function parseHeaderName(text: string): Result<string, string> {
  const name = asciiLowerCase(text);
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))
    return err(`is ${quote(text)}, not the name of a header like X-Forwarded-For`);
  return NO_ADDRESS.has(name)
    ? err(`is ${quote(text)}, a header that browsers send and that names no client`)
    : ok(name);
}

const NO_ADDRESS: ReadonlySet<string> = new Set([
  'host',
  'cookie',
  'origin',
  'referer',
  'user-agent',
  'authorization',
]);

/** IP addresses, CIDR ranges and words for ranges, with commas. */
export function parseProxies(text: string): Result<readonly string[], string> {
  const entries = entriesOf(text);
  const wrong = entries.find((entry) => !isRangeName(entry) && !isAddressRange(entry));
  return wrong === undefined
    ? ok(entries)
    : err(`has ${quote(wrong)}, neither an IP address nor a CIDR range`);
}

function isAddressRange(entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/');
  if (isIP(address) === 0 || rest.length > 0) return false;
  return (
    prefix === undefined || (/^[0-9]{1,3}$/.test(prefix) && Number(prefix) <= (isIPv4(address) ? 32 : 128))
  );
}

/** A level of the log. */
export function parseLogLevel(text: string): Result<string, string> {
  return LOG_LEVELS.includes(text) ? ok(text) : err(`is ${quote(text)}, not one of ${LOG_LEVELS.join(', ')}`);
}

/** An address, with a name before it or without. */
export function parseMailbox(text: string): Result<string, string> {
  return isSender(text) ? ok(text) : err(`is ${quote(text)}, not an address like no-reply@example.com`);
}

/** Whole days, at most ten years of them. */
export function parseDays(text: string): Result<number, string> {
  const days = /^[1-9][0-9]{0,3}$/.test(text) ? Number(text) : Number.NaN;
  return days <= 3_650 ? ok(days) : err(`is ${quote(text)}, not a number of days from 1 to 3650`);
}

/** How many connections; a request that changes something and one that waits for it make two. */
export function parseConnections(text: string): Result<number, string> {
  const count = /^[1-9][0-9]{0,3}$/.test(text) ? Number(text) : Number.NaN;
  return count >= 2 && count <= 1_000
    ? ok(count)
    : err(`is ${quote(text)}, not a number of connections from 2 to 1000`);
}

/** Requests in a minute. */
export function parseRate(text: string): Result<number, string> {
  const count = /^[1-9][0-9]{0,6}$/.test(text) ? Number(text) : Number.NaN;
  return count <= 1_000_000
    ? ok(count)
    : err(`is ${quote(text)}, not a number of requests from 1 to 1000000`);
}

/** People that are looked at for one answer. */
export function parsePeople(text: string): Result<number, string> {
  const count = /^[1-9][0-9]{2,7}$/.test(text) ? Number(text) : Number.NaN;
  return count <= 10_000_000
    ? ok(count)
    : err(`is ${quote(text)}, not a number of people from 100 to 10000000`);
}

/** Whole seconds, an hour at most. */
export function parseSeconds(text: string): Result<number, string> {
  const seconds = /^(?:0|[1-9][0-9]{0,3})$/.test(text) ? Number(text) : Number.NaN;
  return seconds <= 3_600 ? ok(seconds) : err(`is ${quote(text)}, not a number of seconds from 0 to 3600`);
}

/** true or false. */
export function parseBoolean(text: string): Result<boolean, string> {
  return text === 'true' || text === 'false'
    ? ok(text === 'true')
    : err(`is ${quote(text)}, neither true nor false: write one of these two words`);
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}

/** As the `client_id` of any client: ASCII without spaces. */
export function parseClientId(text: string): Result<string, string> {
  return /^[\x21-\x7e]{1,255}$/.test(text)
    ? ok(text)
    : err('must be ASCII without spaces, at most 255 characters');
}

/** As the secret of any client. */
export function parseClientSecret(text: string): Result<string, string> {
  return /^[\x21-\x7e]{32,512}$/.test(text)
    ? ok(text)
    : err('must have 32 to 512 characters of ASCII without spaces, made at random');
}
