/**
 * What a field is called on a page: its name in words, in the language of whoever reads. Words that are names of the RFCs keep their
 * spelling.
 */
import { useTranslated } from '../text/fields/index.ts';

const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['id', 'ID'],
  ['uri', 'URI'],
  ['uris', 'URIs'],
  ['url', 'URL'],
  ['urls', 'URLs'],
  ['jwks', 'JWKS'],
  ['acr', 'ACR'],
  ['alg', 'algorithm'],
  ['auth', 'authentication'],
  ['oidc', 'OIDC'],
  ['tos', 'terms of service'],
  ['api', 'API'],
  ['mcp', 'MCP'],
  ['http', 'HTTP'],
]);

/** Where another word is the usual one. */
const CALLED: ReadonlyMap<string, string> = new Map([
  ['sub', 'User ID'],
  ['client_name', 'Name'],
  ['app_type', 'Kind of application'],
  ['redirect_uris', 'Callback URLs'],
  ['web_origins', 'Web origins'],
  ['email', 'E-mail address'],
  ['pii_config', 'Personal data'],
  ['email_verified', 'E-mail address is confirmed'],
]);

/** `refresh_token_lifetime` -> `Refresh token lifetime`, which is what translations are found by. */
export function fieldLabel(own: string): string {
  const called = CALLED.get(own);
  if (called !== undefined) return called;
  const words = own.replace(/^(?:unsafe_|is_)/, '').split('_');
  const said = words.map((word) => SPELLINGS.get(word) ?? word).join(' ');
  return said.slice(0, 1).toUpperCase() + said.slice(1);
}

/** The name of a field for whoever reads. */
export function useFieldLabel(): (own: string) => string {
  const translated = useTranslated();
  return (own) => translated(fieldLabel(own)) ?? fieldLabel(own);
}
