/** An application of @openid/appauth without a framework. */
import {
  AuthorizationNotifier,
  AuthorizationRequest,
  AuthorizationServiceConfiguration,
  BaseTokenRequestHandler,
  BasicQueryStringUtils,
  FetchRequestor,
  GRANT_TYPE_AUTHORIZATION_CODE,
  GRANT_TYPE_REFRESH_TOKEN,
  LocalStorageBackend,
  type LocationLike,
  RedirectRequestHandler,
  RevokeTokenRequest,
  TokenRequest,
  type TokenRequestJson,
  type TokenResponse,
} from '@openid/appauth';
import { offer, settings, show } from './offer.ts';

const { issuer } = settings();
const client = { client_id: 'code', redirect_uri: `${location.origin}/callback` };

/** Its own reads the fragment, and a code comes in the query. */
class Query extends BasicQueryStringUtils {
  override parse(input: LocationLike) {
    return this.parseQueryString(input.search);
  }
}

const requestor = new FetchRequestor();
const endpoints = await AuthorizationServiceConfiguration.fetchFromIssuer(issuer.slice(0, -1), requestor);
const tokens = new BaseTokenRequestHandler(requestor);
const redirects = new RedirectRequestHandler(new LocalStorageBackend(), new Query());
const held: { response?: TokenResponse } = {};

async function ask(grant: Omit<TokenRequestJson, keyof typeof client>): Promise<void> {
  held.response = await tokens.performTokenRequest(endpoints, new TokenRequest({ ...client, ...grant }));
}

offer({
  login: () =>
    redirects.performAuthorizationRequest(
      endpoints,
      new AuthorizationRequest({
        ...client,
        scope: 'openid email appointments offline_access',
        response_type: AuthorizationRequest.RESPONSE_TYPE_CODE,
        extras: { audience: 'appointments:api' },
      }),
    ),
  renew: () =>
    ask({ grant_type: GRANT_TYPE_REFRESH_TOKEN, refresh_token: held.response?.refreshToken ?? '' }),
  token: () => held.response?.accessToken,
  revoke: () =>
    tokens.performRevokeTokenRequest(
      endpoints,
      new RevokeTokenRequest({ token: held.response?.refreshToken ?? '', client_id: client.client_id }),
    ),
});

const notifier = new AuthorizationNotifier();
redirects.setAuthorizationNotifier(notifier);
notifier.setAuthorizationListener(({ internal }, response, error) => {
  if (!response) return show(undefined, error);
  redeem(response.code, internal?.['code_verifier']).then(show, (thrown) => show(undefined, thrown));
});
show(undefined);
await redirects.completeAuthorizationRequestIfPossible();

async function redeem(code: string, code_verifier = ''): Promise<string> {
  await ask({ grant_type: GRANT_TYPE_AUTHORIZATION_CODE, code, extras: { code_verifier } });
  return JSON.parse(atob(held.response?.idToken?.split('.')[1] ?? '')).sub;
}
