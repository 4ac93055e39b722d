/** An application of React and @auth0/auth0-react. */
import { Auth0Provider, useAuth0 } from '@auth0/auth0-react';
import { createElement, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { offer, settings, show } from './offer.ts';

const { issuer, renewal } = settings();

function Application() {
  const auth0 = useAuth0();
  useEffect(() => {
    if (auth0.isLoading) return;
    show(auth0.user?.sub, auth0.error);
    offer({
      login: () => auth0.loginWithRedirect(),
      popup: () => auth0.loginWithPopup(),
      token: () => auth0.getAccessTokenSilently(),
      renew: () => auth0.getAccessTokenSilently({ cacheMode: 'off' }),
      logout: () => auth0.logout({ logoutParams: { returnTo: `${location.origin}/bye` } }),
    });
  }, [auth0]);
  return null;
}

createRoot(document.body.appendChild(document.createElement('main'))).render(
  createElement(
    Auth0Provider,
    {
      domain: issuer.slice(0, -1),
      clientId: 'code',
      useRefreshTokens: renewal === 'refresh token',
      cacheLocation: 'localstorage',
      authorizationParams: {
        redirect_uri: `${location.origin}/callback`,
        audience: 'appointments:api',
        scope: 'openid profile email appointments',
      },
    },
    createElement(Application),
  ),
);
