/**
 * JSON as a token needs it: an object, in well-formed UTF-8, in which no member is named twice. With two members of one
 * name, two readers may each believe another one (RFC 7519 §4, RFC 7515 §4).
 */

export type JsonObject = { readonly [name: string]: unknown };

/** A whole string and whether it names a member; or a brace. Used on text that JSON.parse has accepted. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g;

/** The object that the bytes hold, or undefined when they hold anything else. */
export function parseJsonObject(bytes: Uint8Array): JsonObject | undefined {
  const text = decodeUtf8(bytes);
  if (text === undefined) return undefined;
  const value = parseJson(text);
  if (!isJsonObject(value) || repeatsMember(text)) return undefined;
  return value;
}

/** Whether a value is a JSON object, and neither an array nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that the object itself has: what a prototype lends never counts as sent. */
export function member(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads without recursion, so that nesting costs no stack. A name stands in the innermost object, never in an array. */
function repeatsMember(text: string): boolean {
  const open: Set<string>[] = [];
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (colon !== undefined) {
      // Unescaped first: "\u0061ud" and "aud" are one name.
      const name = String(JSON.parse(token.slice(0, -colon.length)));
      const names = open.at(-1);
      if (names === undefined || names.has(name)) return true;
      names.add(name);
    }
  }
  return false;
}
