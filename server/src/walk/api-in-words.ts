/**
 * An API as people are told of it: in the words of who made it, or in those of their language where it is their own account.
 */
import type { Text } from '../pages/text/text.ts';
import { myAccountAudience } from '../protocol/tenant/names.ts';
import type { ResourceServer } from '../resources/tenant/resource-server.ts';

type ApiInWords = {
  readonly name: string;
  /** Stands above the scopes in the place of the name; absent: the name does. */
  readonly title?: string;
  readonly scopes: readonly { readonly value: string; readonly description?: string | undefined }[];
};

/** Its name, and what its scopes mean. */
export function apiInWords(
  { identifier, name, scopes }: ResourceServer,
  { issuer, text: { myAccount } }: { readonly issuer: string; readonly text: Text },
): ApiInWords {
  if (identifier !== myAccountAudience(issuer)) return { name, scopes };
  const words: ReadonlyMap<string, string> = new Map(Object.entries(myAccount.scopes));
  return {
    name,
    title: myAccount.title,
    scopes: scopes.map(({ value, description }) => ({ value, description: words.get(value) ?? description })),
  };
}
