/**
 * How long what is allowed lasts (RFC 6749 §5.1 `expires_in`, §6). The one place that knows: tokens are made by it, and the
 * consent page says it.
 */
import type { Client } from '../../resources/client/client.ts';
import type { ResourceServer } from '../../resources/tenant/resource-server.ts';
import type { ResponseType } from '../authorization/response-type.ts';
import { OFFLINE_ACCESS } from '../authorization/scope.ts';
import { MAX_TOKEN_LIFETIME_FOR_WEB } from '../tenant/resource-server.ts';
import { refreshTokenLifetime } from './refresh-token.ts';

/** Seconds an opaque access token from the token endpoint is valid. */
const OPAQUE_TOKEN_LIFETIME = 86_400;

/** How an access token reaches its client: in the answer of the authorization endpoint, or from the token endpoint. */
type Delivery = 'browser' | 'token endpoint';

type OfApi = { readonly resource_server: ResourceServer | undefined };

/** Seconds an access token is valid. */
export function accessTokenLifetime({ resource_server }: OfApi, delivery: Delivery): number {
  if (delivery === 'browser') return resource_server?.token_lifetime_for_web ?? MAX_TOKEN_LIFETIME_FOR_WEB;
  return resource_server?.token_lifetime ?? OPAQUE_TOKEN_LIFETIME;
}

type Granted = OfApi & { readonly client: Client; readonly scope: readonly string[] };

/** Seconds a grant lives after its code was exchanged: as long as its refresh tokens, or without them its access token. */
export function grantLifetime(granted: Granted): number {
  if (!granted.scope.includes(OFFLINE_ACCESS)) return accessTokenLifetime(granted, 'token endpoint');
  const { total, idle } = refreshTokenLifetime(granted.client);
  return total ?? idle;
}

export type AnswerLifetimes = {
  /** Seconds of the access token that lives longest. */
  readonly access: number;
  /** Seconds in which new ones can be had without asking; `unlimited`: as long as they are used; absent: none can. */
  readonly renewal?: number | 'unlimited';
};

/** How long an answer to a request gives access; undefined where it holds no access token and leads to none. */
export function answerLifetimes(
  request: Granted & { readonly response_type: ResponseType },
): AnswerLifetimes | undefined {
  const { response_type, scope, client } = request;
  const deliveries: readonly Delivery[] = [
    ...(response_type.access_token ? (['browser'] as const) : []),
    ...(response_type.code ? (['token endpoint'] as const) : []),
  ];
  if (deliveries.length === 0) return undefined;
  const access = Math.max(...deliveries.map((delivery) => accessTokenLifetime(request, delivery)));
  if (!response_type.code || !scope.includes(OFFLINE_ACCESS)) return { access };
  return { access, renewal: refreshTokenLifetime(client).total ?? 'unlimited' };
}
