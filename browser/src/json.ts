/**
 * Reading what came from outside: JSON objects and base64url (RFC 7515 §2).
 */

export type JsonObject = { readonly [name: string]: unknown };

/** Whether it has members to look at. */
export function isObject(value: unknown): value is JsonObject {
  return Object(value) === value && !Array.isArray(value);
}

/** Whether it is text. */
export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** The bytes of base64url without padding; throws on any other character. */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text)) throw new TypeError();
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
}

/** Bytes as base64url without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
}
