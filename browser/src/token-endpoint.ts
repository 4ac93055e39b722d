/**
 * The token endpoint (RFC 6749 §3.2) as the page sees it: tokens for a code, for a refresh token, or an end of both. The
 * refresh tokens themselves stay with the keeper.
 */
import { type ResponseParameters, readParameters } from './arrival.ts';
import type { Environment } from './environment.ts';
import { responseError, TacitError } from './errors.ts';
import { createKeeper, type Keeper, type KeeperRequest, type KeeperSetup } from './keeper.ts';
import type { Provider } from './provider.ts';
import type { Settings } from './settings.ts';
import type { Transaction } from './transaction.ts';

export type TokenEndpoint = {
  /** The token response for a code (RFC 6749 §4.1.3). */
  readonly exchange: (code: string, transaction: Transaction) => Promise<ResponseParameters>;
  /** The token response for what came with that transaction; undefined when no refresh token did (RFC 6749 §6). */
  readonly refresh: (transaction: Pick<Transaction, 'state'>) => Promise<ResponseParameters | undefined>;
  /** Gives every refresh token back (RFC 7009). */
  readonly revoke: () => Promise<unknown> | undefined;
};

/** The token endpoint of this server, with a keeper of its own. */
export function createTokenEndpoint(
  settings: Settings,
  provider: Provider,
  environment: Environment,
): TokenEndpoint {
  const { redirect_uri } = settings;
  let keeper: Keeper | undefined;

  async function ask(request: KeeperRequest): Promise<ResponseParameters | undefined> {
    const metadata = await provider.metadata();
    keeper ??= openKeeper({ ...settings, ...metadata });
    const answer = await keeper(request).catch((cause: unknown) => {
      throw new TacitError('network_error', metadata.token_endpoint, { cause });
    });
    return answer && readAnswer(answer);
  }

  function openKeeper(setup: KeeperSetup): Keeper {
    return createKeeper(setup, environment.fetch);
  }

  return {
    async exchange(code, { state, code_verifier }) {
      const grant = { grant_type: 'authorization_code', code, code_verifier, redirect_uri };
      return (await ask({ handle: state, grant })) ?? new Map();
    },
    refresh: ({ state }) => ask({ handle: state }),
    // Whoever leaves is let go: a token that could not be given back is in no hands any more.
    revoke: () => keeper?.({}).catch(() => {}),
  };
}

/** The members we use are text or numbers; an error response is thrown (RFC 6749 §5.2). */
function readAnswer(answer: object): ResponseParameters {
  const parameters = readParameters(
    Object.entries(answer).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as const] : [],
    ),
  );
  const error = parameters.get('error');
  if (error !== undefined) throw responseError(error, parameters.get('error_description'));
  return parameters;
}
