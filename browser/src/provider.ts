/**
 * What the authorization server publishes about itself (OIDC Discovery §4, RFC 7517 §5), fetched when it is first
 * needed and by one request at a time.
 */
import type { Environment } from './environment.ts';
import { demand, failing } from './errors.ts';
import { isObject, isString, type JsonObject } from './json.ts';
import type { Settings } from './settings.ts';

type PublishedKey = JsonWebKey & { readonly kid?: string };

export type Provider = {
  readonly metadata: () => Promise<Metadata>;
  /** The published key of this kid; an unknown one is asked for again, but not again and again. */
  readonly findKey: (kid: string) => Promise<PublishedKey | undefined>;
};

/** The last two are of the code flow: nobody looks at them in the implicit one. */
const ENDPOINTS = ['authorization_endpoint', 'jwks_uri', 'token_endpoint', 'revocation_endpoint'] as const;

type Metadata = JsonObject & Readonly<Record<(typeof ENDPOINTS)[number], string>>;

/** A key that the server withdrew is trusted no longer than this. */
const KEYS_LIFETIME = 600;
/** Keys younger than this are not fetched again for the sake of an unknown kid. */
const REFETCH_PAUSE = 30;

/** The server behind `settings.issuer`. */
export function createProvider(settings: Settings, { fetch, now }: Environment): Provider {
  const metadata = createCache(fetchMetadata, now);
  const keySet = createCache(fetchKeys, now);

  async function fetchMetadata(): Promise<Metadata> {
    const published = await fetchJson(`${settings.issuer}.well-known/openid-configuration`);
    // Metadata of another issuer would send users and their tokens there (OIDC Discovery §4.3).

    demand(published['issuer'] === settings.issuer, 'invalid_metadata', `issuer ${published['issuer']}`);
    demandEndpoints(published);
    return published;
  }

  function demandEndpoints(published: JsonObject): asserts published is Metadata {
    for (const name of ENDPOINTS.slice(0, settings.flow === 'code' ? 4 : 2)) {
      const url = published[name];
      const isOwn = isString(url) && URL.canParse(url) && new URL(url).origin === settings.issuer_origin;
      demand(isOwn, 'invalid_metadata', name);
    }
  }

  async function fetchKeys(): Promise<readonly PublishedKey[]> {
    const { keys } = await fetchJson((await metadata(Infinity)).jwks_uri);
    demand(Array.isArray(keys), 'invalid_metadata', 'keys');
    return keys.filter(isObject);
  }

  async function fetchJson(url: string): Promise<JsonObject> {
    const body = await fetch(url, {
      signal: AbortSignal.timeout(settings.timeout * 1000),
      // Revalidated each time, or the browser's cache would answer for a key it does not have yet.
      cache: 'no-cache',
      credentials: 'omit',
      redirect: 'error',
    })
      .then((response): unknown => (response.ok ? response.json() : undefined))
      .catch(failing('network_error', `${url}, see connect-src`));
    demand(isObject(body), 'invalid_metadata', url);
    return body;
  }

  async function keyOf(kid: string, max_age: number): Promise<PublishedKey | undefined> {
    return (await keySet(max_age)).find((key) => key.kid === kid);
  }

  return {
    metadata: () => metadata(Infinity),
    findKey: async (kid) => (await keyOf(kid, KEYS_LIFETIME)) ?? keyOf(kid, REFETCH_PAUSE),
  };
}

/** Holds one value for `max_age` seconds; all who ask while it is on its way get the same one. A failure is not kept. */
function createCache<T>(load: () => Promise<T>, now: () => number): (max_age: number) => Promise<T> {
  let held: Promise<T> | undefined;
  let asked_at = 0;
  return (max_age) => {
    if (held !== undefined && now() - asked_at <= max_age) return held;
    asked_at = now();
    const asked = load();
    held = asked;
    asked.catch(() => {
      if (held === asked) held = undefined;
    });
    return asked;
  };
}
