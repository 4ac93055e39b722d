/**
 * Where a parameter stands in a request as it came (RFC 3986 §3.4, `application/x-www-form-urlencoded`), for a mark under it.
 */

/** From the first character to the one behind the last, from 0, in code units. */
export type Place = { readonly start: number; readonly end: number };

export type Sent = {
  /** Decoded, where it can be. */
  readonly name: string;
  readonly isEmpty: boolean;
  /** Of name and value. */
  readonly place: Place;
  /** Of the value, as it is encoded. */
  readonly value: Place;
};

/** As many pairs as are looked at: more than a request may have. */
const MAX_PAIRS = 200;

/** The pairs of a query, which begins at `from` of the text. */
export function sentIn(text: string, from = 0): readonly Sent[] {
  const pairs = text.slice(from).split('&', MAX_PAIRS);
  return pairs.flatMap((pair, index) => {
    const start = from + pairs.slice(0, index).reduce((sum, { length }) => sum + length + 1, 0);
    const end = start + pair.length;
    const equals = pair.indexOf('=');
    const name = decoded(equals === -1 ? pair : pair.slice(0, equals));
    const value = { start: equals === -1 ? end : start + equals + 1, end };
    return pair === '' ? [] : [{ name, isEmpty: value.start === end, place: { start, end }, value }];
  });
}

function decoded(name: string): string {
  const spaced = name.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** One character of what is percent-encoded: bytes that go on with a character of UTF-8 belong to the one before. */
const CHARACTER = /(?:%[0-9a-f]{2}|.)(?:%[89ab][0-9a-f])*/giu;

/** Where the character of that number, from 1, stands in an encoded value. */
export function placeOfCharacter(text: string, { start, end }: Place, character: number): Place {
  const before =
    text
      .slice(start, end)
      .match(CHARACTER)
      ?.slice(0, character - 1) ?? [];
  return { start: Math.min(end, start + before.join('').length), end };
}
