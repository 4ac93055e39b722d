/**
 * Text of the wire, by the characters that its specifications name (RFC 9110, RFC 5234). JavaScript means more than they do: its `trim` takes
 * U+00A0 and U+FEFF away, its `toLowerCase` makes a `k` of U+212A, its `Number` reads `0x10`, `1e3` and a lone space. A name
 * that somebody else could not have written as ours is then read as ours.
 */

/** Without OWS around it: SP and HTAB (RFC 9110 §5.6.3). */
export function withoutOws(text: string): string {
  return within(text, ' \t');
}

/** Without the white space of a text file around it: SP, HTAB, CR and LF (RFC 8259 §2). */
export function withoutBlanks(text: string): string {
  return within(text, ' \t\r\n');
}

/** What stands between the first and the last character that is none of these. */
function within(text: string, around: string): string {
  let begin = 0;
  let end = text.length;
  while (begin < end && around.includes(text.charAt(begin))) begin += 1;
  while (begin < end && around.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(begin, end);
}

/** With A to Z in lower case and nothing else changed: what RFC 5234 §2.3 compares without regard to case is ASCII. */
export function asciiLowerCase(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}

/** With a to z in upper case and nothing else changed. */
export function asciiUpperCase(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** The number that digits say (RFC 5234 §B.1, `1*DIGIT`), at most nine of them; undefined for anything else. */
export function wholeNumber(text: string): number | undefined {
  return /^[0-9]{1,9}$/.test(text) ? Number(text) : undefined;
}

/** What a `qvalue` says (RFC 9110 §12.4.2); whatever is none weighs nothing. */
export function quality(qvalue: string): number {
  return /^(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/.test(qvalue) ? Number(qvalue) : 0;
}

/**
 * Text as every channel and both databases keep it: without NUL, which PostgreSQL has not in text, and without half a
 * surrogate pair, which has no UTF-8 and makes `encodeURIComponent` throw.
 */
export function isText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Deeper than any document of ours, shallow enough for whatever walks it. */
const MAX_DEPTH = 64;

const JSON_PIECE = /"(?:[^"\\]|\\.)*"|[[\]{}]/gs;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|.)/gs;

/**
 * Whether JSON from outside, decoded as UTF-8, holds text alone (RFC 8259 §8.2) and is not nested deeper than anybody
 * needs. Judged before it is parsed: raw it can hold neither NUL nor half a pair, so its escapes are all there is to read.
 */
export function isSoundJson(json: string): boolean {
  let depth = 0;
  for (const [piece] of json.matchAll(JSON_PIECE)) {
    if (piece === '[' || piece === '{') depth += 1;
    else if (piece === ']' || piece === '}') depth -= 1;
    else if (piece.includes('\\u') && !isText(unescaped(piece))) return false;
    if (depth > MAX_DEPTH) return false;
  }
  return true;
}

/** A string of JSON as far as its `\u` go; what the other escapes stand for makes no difference here. */
function unescaped(piece: string): string {
  return piece.replace(ESCAPE, (_, hex?: string) =>
    hex === undefined ? '\\' : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** What the query of an address cannot hold as it is (URL Standard §1.3), and the backslash, which JSON would write as two. */
const NOT_IN_QUERY = /[^!$-;=?-[\]-~]+/g;

/**
 * Parameters as the query of an address can hold them, each meaning what it did: a form may hold raw UTF-8, line ends and
 * a `#`, an address may not, and neither may a header that says where to go next.
 */
export function asQuery(encoded: string): string {
  return encoded.replace(NOT_IN_QUERY, (raw) => encodeURIComponent(raw.toWellFormed()));
}
