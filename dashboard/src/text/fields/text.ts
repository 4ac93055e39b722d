/**
 * The words of forms in one language, from the English that the descriptions have (server/src/resources, fields/label.ts): whoever
 * changes a sentence there takes its translations away with it, so that none is ever of something else.
 */
export type FieldWords = Readonly<Record<string, string>>;
