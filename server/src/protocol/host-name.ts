/**
 * Names of hosts (RFC 1035 §2.3.4, RFC 1123 §2.1, RFC 5891 §4.4): which of them somebody could answer at. A URL parser
 * takes far more: what is ASCII already it does not look at again.
 */

/** The name that every machine has for itself. */
export const LOCALHOST = 'localhost';

/** Of a client for whom a proxy speaks without naming it (RFC 7239 §6.2): nobody's address, so nothing is counted by it. */
export const UNKNOWN_ADDRESS = 'unknown';

/** `localhost` and whatever is below it: names of this machine alone (RFC 6761 §6.3). */
export function isLocalhost(hostname: string): boolean {
  return hostname === LOCALHOST || hostname.endsWith(`.${LOCALHOST}`);
}

const MAX_NAME = 253;
const MAX_LABEL = 63;

/** A row a rule for each label, and what is said of a host that breaks it. */
const LABEL_RULES: readonly (readonly [why: string, isBroken: (label: string) => boolean])[] = [
  ['one of its labels is empty', (label) => label === ''],
  [`one of its labels is longer than ${MAX_LABEL} characters`, ({ length }) => length > MAX_LABEL],
  // The underscore is in no name of a host by the letter, and in some that work.
  ['one of its labels has a character that no name has', (label) => !/^[a-z0-9_-]*$/.test(label)],
  ['one of its labels is not punycode', (label) => label.startsWith('xn--') && !isPunycode(label)],
  ['one of its labels begins or ends with a hyphen', (label) => /^-|-$/.test(label)],
];

/** What is wrong with the host of an http or https URL, as the URL parser spells it; undefined: it may exist. */
export function hostMistake({ hostname, port }: Pick<URL, 'hostname' | 'port'>): string | undefined {
  const why =
    port === '0' ? 'nothing listens at port 0' : (addressMistake(hostname) ?? nameMistake(hostname));
  return why && `has a host that can never be reached: ${why}`;
}

/** A parser that found a number in the last label has made an IPv4 address of it, or refused. */
const IP_LITERAL = /^(?:\[.*\]|[0-9]+(?:\.[0-9]+){3})$/;

/** RFC 6890: the addresses of no host, of many at once, and those that were never given away. */
const NOBODY = /^(?:0\.|22[4-9]\.|2[34][0-9]\.|25[0-5]\.|\[::\]$|\[ff)/;

function addressMistake(hostname: string): string | undefined {
  return IP_LITERAL.test(hostname) && NOBODY.test(hostname) ? 'it is the address of no one host' : undefined;
}

function nameMistake(hostname: string): string | undefined {
  if (IP_LITERAL.test(hostname)) return undefined;
  if (hostname.length > MAX_NAME) return `it is longer than ${MAX_NAME} characters`;
  const labels = hostname.split('.');
  return LABEL_RULES.find(([, isBroken]) => labels.some(isBroken))?.[0];
}

/** The parser decodes a label and checks what comes out only where another one, as this `ü`, is not ASCII. */
function isPunycode(label: string): boolean {
  return URL.canParse(`https://ü.${label}.test/`);
}
