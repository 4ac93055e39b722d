/**
 * The token endpoint (RFC 6749 §3.2) as the page sees it: tokens for a code, for a refresh token, or an end of both. The
 * refresh tokens themselves stay with the keeper.
 */
import { type ResponseParameters, readParameters } from '../authorization/arrival.ts';
import type { Environment } from '../environment.ts';
import { failing, refuseError } from '../errors.ts';
import type { Provider } from '../provider.ts';
import type { Settings } from '../settings.ts';
import { createKeeper, type Keeper, type KeeperRequest } from './keeper.ts';
import { startWorkerKeeper } from './worker-keeper.ts';

export type TokenEndpoint = {
  /** The token response (RFC 6749 §5.1); undefined where only a refresh token could have been asked with. */
  readonly ask: (request: KeeperRequest) => Promise<ResponseParameters | undefined>;
  /** Gives every refresh token back (RFC 7009). */
  readonly revoke: () => Promise<unknown> | undefined;
};

/** The token endpoint of this server, with a keeper of its own. */
export function createTokenEndpoint(
  settings: Settings,
  provider: Provider,
  { fetch, startWorker }: Environment,
): TokenEndpoint {
  let keeper: Keeper | undefined;
  return {
    async ask(request) {
      const setup = { ...(await provider.metadata()), ...settings };
      keeper ??=
        settings.tokens === 'worker' ? startWorkerKeeper(setup, startWorker) : createKeeper(setup, fetch);
      // It answers with what went wrong; only one that could not be made throws.
      const { body, cause } = await keeper(request).catch(failing('invalid_configuration', 'tokens'));
      if (cause) failing('network_error', setup.token_endpoint)(cause);
      return body && readAnswer(body);
    },
    // Whoever leaves is let go: a token that could not be given back is in no hands any more.
    revoke: () => keeper?.({}).catch(() => {}),
  };
}

/** The members we use are text or numbers; an error response is thrown (RFC 6749 §5.2). */
function readAnswer(answer: object): ResponseParameters {
  const parameters = readParameters(
    Object.entries(answer).flatMap(([name, value]) =>
      /string|number/.test(typeof value) ? [[name, String(value)] as const] : [],
    ),
  );
  refuseError(parameters);
  return parameters;
}
