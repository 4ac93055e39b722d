/**
 * A text by a name that came from the server; undefined: there is none of that name in the reader's language.
 */
export function textOf(
  texts: Readonly<Record<string, string>>,
  name: string | undefined,
): string | undefined {
  return name !== undefined && Object.hasOwn(texts, name) ? texts[name] : undefined;
}
