/**
 * What every grant is given and gives (RFC 6749 §4, §5).
 */
import type { Exchange } from '../deps.ts';
import type { OAuthError } from '../protocol/oauth-error.ts';
import type { Parameters } from '../protocol/parameters.ts';
import type { Result } from '../protocol/result.ts';
import type { IssuedAtTokenEndpoint } from '../protocol/tokens/token-request.ts';
import type { Client } from '../resources/client/client.ts';

type TokenRequest = {
  readonly parameters: Parameters;
  /** Who has proved to be this client, or is a public one and has nothing to prove. */
  readonly client: Client;
  readonly exchange: Exchange;
};

/** Judges a token request; only when nothing can be refused any more is anything consumed or written. */
export type GrantHandler = (request: TokenRequest) => Promise<Result<IssuedAtTokenEndpoint, OAuthError>>;
