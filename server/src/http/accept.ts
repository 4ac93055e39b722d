/**
 * Whether whoever asks reads pages (RFC 9110 §12.5.1). A browser that goes somewhere names `text/html`; `*` alone is what
 * programs send that have said nothing.
 */
import { asciiLowerCase, quality, withoutOws } from '../protocol/octets.ts';

/** Longer than what browsers send, and soon read. */
const MAX_LENGTH = 1_000;

/** The ranges that name a page, the nearest first. */
const PAGES = ['text/html', 'application/xhtml+xml', 'text/*'];

/** True where a page is asked for by name. */
export function acceptsPages({ headers }: Request): boolean {
  const accept = headers.get('accept') ?? '';
  const ranges = new Map(accept.slice(0, MAX_LENGTH).split(',').map(rangeOf));
  const named = PAGES.find((range) => ranges.has(range));
  return named !== undefined && (ranges.get(named) ?? 0) > 0;
}

function rangeOf(text: string): readonly [range: string, quality: number] {
  const [range = '', ...parameters] = text.split(';').map((part) => asciiLowerCase(withoutOws(part)));
  const weight = parameters.find((part) => part.startsWith('q='))?.slice(2);
  return [range, weight === undefined ? 1 : quality(weight)];
}
