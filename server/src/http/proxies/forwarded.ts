/**
 * What proxies write of whom they speak for: `Forwarded` (RFC 7239), and the lists of addresses of `X-Forwarded-For` and its
 * like, as the proxies of the field spell them. Whoever is nearest wrote last, so everything is read from the right, and what
 * a client wrote can spoil nothing that stands behind it.
 */
import { asciiLowerCase, withoutOws } from '../../protocol/octets.ts';
import { canonicalAddress } from '../client-address.ts';

/** The nodes that the lines of a header name, nearest first; empty elements are none (RFC 9110 §5.6.1.2). */
export function nodesOf(header: string, lines: readonly string[]): readonly string[] {
  const isForwarded = header === 'forwarded';
  const elements = lines.toReversed().flatMap((line) => fromTheRight(line, ',', isForwarded));
  const written = elements.map(withoutOws).filter((element) => element !== '');
  return isForwarded ? written.map(forOf) : written;
}

/** An obfuscated port names nobody else (RFC 7239 §6.3); some write the colon and no port. */
const WITH_PORT = /^(.+):(?:[0-9]{0,5}|_[A-Za-z0-9._-]+)$/s;
const IN_BRACKETS = /^\[([^[\]]*)\]$/;

/** The address of a node with whatever stands around it: quotes, brackets, a port, a zone; undefined: it names none. */
export function nodeAddress(node: string): string | undefined {
  const text = withoutOws(unquoted(withoutOws(node)));
  const address = canonicalAddress(text) ?? bracketed(text);
  if (address !== undefined) return address;
  const [, host = ''] = WITH_PORT.exec(text) ?? [];
  return canonicalAddress(host) ?? bracketed(host);
}

function bracketed(text: string): string | undefined {
  const [, inside] = IN_BRACKETS.exec(text) ?? [];
  return inside === undefined ? undefined : canonicalAddress(inside);
}

/** The node of one element of `Forwarded`; an element that names none, or two, is no address. */
function forOf(element: string): string {
  const named = fromTheRight(element, ';', true).flatMap((pair) => {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    return asciiLowerCase(withoutOws(name)) === 'for' ? [value] : [];
  });
  const [node, ...others] = named;
  return node === undefined || others.length > 0 ? element : node;
}

/** A quoted-string as what it stands for (RFC 9110 §5.6.4). */
function unquoted(text: string): string {
  const [, inside] = /^"(.*)"$/s.exec(text) ?? [];
  return inside === undefined ? text : inside.replace(/\\(.)/gs, '$1');
}

/**
 * The parts between separators, last first. From the right, quotes of the last element close before one is reached that a
 * client left open further left, which would swallow it.
 */
function fromTheRight(text: string, separator: string, hasQuotes: boolean): readonly string[] {
  if (!hasQuotes) return text.split(separator).reverse();
  const parts: string[] = [];
  let end = text.length;
  let isQuoted = false;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text.charAt(at);
    if (character === '"' && !isEscaped(text, at)) isQuoted = !isQuoted;
    if (character !== separator || isQuoted) continue;
    parts.push(text.slice(at + 1, end));
    end = at;
  }
  return [...parts, text.slice(0, end)];
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charAt(before) === '\\') before -= 1;
  return (at - before) % 2 === 0;
}
