/**
 * Keeps refresh tokens, and alone sends them. `createKeeper` runs in the page or, as text, in a worker: it refers to
 * nothing outside itself.
 */

/** What a keeper is made for; it sends tokens nowhere else. */
export type KeeperSetup = {
  readonly client_id: string;
  readonly token_endpoint: string;
  readonly revocation_endpoint: string | undefined;
  /** In seconds. */
  readonly timeout: number;
};

/**
 * With `grant`: an exchange, whose refresh token is kept under `handle`. With `handle` alone: a renewal by what is kept
 * there. With neither: an end of everything.
 */
export type KeeperRequest = {
  readonly handle?: string;
  readonly grant?: Readonly<Record<string, string>>;
};

/** The token response without its refresh token; undefined when there is nothing to ask with. */
export type Keeper = (request: KeeperRequest) => Promise<object | undefined>;

/** A keeper with nothing in it. */
export function createKeeper(
  { client_id, token_endpoint, revocation_endpoint, timeout }: KeeperSetup,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
): Keeper {
  let kept = new Map<string, string>();

  const post = (url: string, parameters: Readonly<Record<string, string>>) =>
    fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ ...parameters, client_id }),
      signal: AbortSignal.timeout(timeout * 1000),
      credentials: 'omit',
      redirect: 'error',
    });
  const revoke = async (token: string) => revocation_endpoint && post(revocation_endpoint, { token });

  return async ({ handle, grant }) => {
    const shelf = kept;
    if (!handle) {
      kept = new Map();
      // RFC 7009 §2: the grant ends with its refresh token.
      await Promise.all([...shelf.values()].map(revoke));
      return;
    }
    const refresh_token = shelf.get(handle);
    if (!grant && !refresh_token) return;
    const response = await post(token_endpoint, {
      grant_type: 'refresh_token',
      ...(refresh_token && { refresh_token }),
      ...grant,
    });
    const { refresh_token: next, ...answer } = Object(await response.json());
    if (answer.error === 'invalid_grant') shelf.delete(handle);
    // What comes after the end belongs to nobody any more.
    if (next) shelf === kept ? shelf.set(handle, next) : await revoke(next);
    return answer;
  };
}
