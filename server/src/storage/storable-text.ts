/**
 * Text as both databases keep it. PostgreSQL has no NUL in text and would refuse the whole statement, and UTF-8 has no
 * lone surrogates.
 */

/** Whether a record could have this text as its key at all; if not, there is no need to ask for it. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** The text cut to `limit` characters, with the replacement character for what cannot be kept. */
export function storableText(text: string, limit: number): string {
  return text.slice(0, limit).toWellFormed().replaceAll('\0', '\uFFFD');
}
