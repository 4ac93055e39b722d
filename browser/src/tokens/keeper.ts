/**
 * Keeps refresh tokens, and alone sends them. `createKeeper` runs in the page or, as text, in a worker: it refers to
 * nothing outside itself.
 */
/** What a keeper is made for; it sends tokens nowhere else. */
export type KeeperSetup = {
  readonly client_id: string;
  readonly token_endpoint: string;
  readonly revocation_endpoint: string;
  /** In seconds. */
  readonly timeout: number;
};

/**
 * With `grant`: an exchange, whose refresh token is kept under `handle`. With `handle` alone: a renewal by what is kept
 * there. With neither: everything is given back.
 */
export type KeeperRequest = {
  readonly handle?: string;
  readonly grant?: Readonly<Record<string, string>>;
};

/** The token response without its refresh token, or why there is none;
 * neither when there is no refresh token that the server takes. */
export type KeeperAnswer = { readonly body?: object; readonly cause?: unknown };

export type Keeper = (request: KeeperRequest) => Promise<KeeperAnswer>;

/** A keeper with nothing in it. */
export function createKeeper(
  { client_id, token_endpoint, revocation_endpoint, timeout }: KeeperSetup,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
): Keeper {
  const kept = new Map<string, string>();

  const post = (url: string, parameters: Readonly<Record<string, string>>) =>
    fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ ...parameters, client_id }),
      signal: AbortSignal.timeout(timeout * 1000),
      credentials: 'omit',
      redirect: 'error',
    });

  async function answer({ handle, grant }: KeeperRequest): Promise<KeeperAnswer> {
    if (!handle) {
      // RFC 7009 §2: the grant ends with its refresh token.
      const revoked = [...kept.values()].map((token) => post(revocation_endpoint, { token }));
      kept.clear();
      await Promise.all(revoked);
      return {};
    }
    const refresh_token = kept.get(handle);
    const parameters = grant ?? (refresh_token && { grant_type: 'refresh_token', refresh_token });
    if (!parameters) return {};
    const response = await post(token_endpoint, parameters);
    const { refresh_token: next, ...body } = Object(await response.json());
    if (!grant && body.error === 'invalid_grant') {
      kept.delete(handle);
      return {};
    }
    if (next) kept.set(handle, next);
    return { body };
  }

  return (request) => answer(request).catch((cause: unknown) => ({ cause }));
}
