/**
 * An MCP client as far as its user goes: it keeps what the SDK gives it, and sends its user to the authorization server.
 */
import type { OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js';
import type {
  OAuthClientInformationMixed,
  OAuthClientMetadata,
  OAuthTokens,
} from '@modelcontextprotocol/sdk/shared/auth.js';
import { ALICE } from '../tokens/code-flow.ts';
import type { UserAgent } from '../user-agent.ts';

export const REDIRECT_URL = 'http://localhost:8787/callback';

export class Agent implements OAuthClientProvider {
  readonly redirectUrl = REDIRECT_URL;
  readonly clientMetadata: OAuthClientMetadata;
  readonly #browser: UserAgent;
  readonly clientMetadataUrl?: string;
  information: OAuthClientInformationMixed | undefined;
  kept: OAuthTokens | undefined;
  /** Every authorization request that the user was sent to. */
  readonly asked: URL[] = [];
  /** What the user read on the page that asked for consent. */
  consentPage = '';
  code = '';
  #verifier = '';

  constructor(
    browser: UserAgent,
    options: {
      readonly metadata?: Partial<OAuthClientMetadata>;
      readonly clientMetadataUrl?: string;
      readonly client_id?: string;
    } = {},
  ) {
    this.#browser = browser;
    this.clientMetadata = {
      client_name: 'Agent',
      redirect_uris: [REDIRECT_URL],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      ...options.metadata,
    };
    if (options.clientMetadataUrl !== undefined) this.clientMetadataUrl = options.clientMetadataUrl;
    if (options.client_id !== undefined) this.information = { client_id: options.client_id };
  }

  clientInformation(): OAuthClientInformationMixed | undefined {
    return this.information;
  }

  saveClientInformation(information: OAuthClientInformationMixed): void {
    this.information = information;
  }

  tokens(): OAuthTokens | undefined {
    return this.kept;
  }

  saveTokens(tokens: OAuthTokens): void {
    this.kept = tokens;
  }

  saveCodeVerifier(verifier: string): void {
    this.#verifier = verifier;
  }

  codeVerifier(): string {
    return this.#verifier;
  }

  /** The user signs in where that is asked, agrees, and comes back with a code. */
  async redirectToAuthorization(url: URL): Promise<void> {
    this.asked.push(url);
    const arrived = await this.#browser.follow(await this.#browser.send(`${url.pathname}${url.search}`));
    const page = arrived.body.includes('name="password"')
      ? await this.#browser.signIn(arrived, ALICE)
      : arrived;
    this.consentPage = page.body;
    const { location } = page.location === '' ? await this.#browser.consent(page, 'accept') : page;
    this.code = location === '' ? '' : (new URL(location).searchParams.get('code') ?? '');
  }
}
