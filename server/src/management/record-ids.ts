/**
 * Ids of records that have none of their own: their key, in one word. Nothing is stored for them, and they lead nowhere but to what
 * the key would lead to.
 */

/** `api_` and the key in base64url. */
export function idOf(prefix: string, key: readonly string[]): string {
  return `${prefix}${Buffer.from(key.join(SEPARATOR)).toString('base64url')}`;
}

/** No name of ours has a space. */
const SEPARATOR = ' ';

/** The key of so many parts that an id stands for; undefined: it is no such id. */
export function keyOfId(prefix: string, id: string, parts: number): readonly string[] | undefined {
  if (!id.startsWith(prefix)) return undefined;
  const encoded = id.slice(prefix.length);
  const key = Buffer.from(encoded, 'base64url').toString();
  // Only the one spelling: what decodes leniently would be many addresses of one record.
  if (Buffer.from(key).toString('base64url') !== encoded) return undefined;
  const names = key.split(SEPARATOR);
  return names.length === parts && names.every((name) => name !== '') ? names : undefined;
}
