/** An application of React and react-oidc-context. */
import { createElement, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { AuthProvider, useAuth } from 'react-oidc-context';
import { offer, settings, show } from './offer.ts';

const { issuer, renewal } = settings();

function Application() {
  const auth = useAuth();
  useEffect(() => {
    if (auth.isLoading) return;
    show(auth.user?.profile.sub, auth.error?.innerError);
    offer({
      login: () => auth.signinRedirect(),
      popup: () => auth.signinPopup({ popupAbortOnClose: true }),
      renew: () => auth.signinSilent(),
      token: () => auth.user?.access_token,
      revoke: () => auth.revokeTokens(),
      logout: () => auth.signoutRedirect(),
    });
  }, [auth]);
  return null;
}

createRoot(document.body.appendChild(document.createElement('main'))).render(
  createElement(
    AuthProvider,
    {
      authority: issuer,
      client_id: 'code',
      redirect_uri: `${location.origin}/callback`,
      post_logout_redirect_uri: `${location.origin}/bye`,
      scope: `openid profile email appointments${renewal === 'iframe' ? '' : ' offline_access'}`,
      extraQueryParams: { audience: 'appointments:api' },
      automaticSilentRenew: false,
      onSigninCallback: () => history.replaceState({}, '', location.pathname),
    },
    createElement(Application),
  ),
);
