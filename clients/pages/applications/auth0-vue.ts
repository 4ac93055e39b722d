/** An application of Vue and @auth0/auth0-vue. */
import { createAuth0, useAuth0 } from '@auth0/auth0-vue';
import { createApp, watchEffect } from 'vue';
import { offer, settings, show } from './offer.ts';

const { issuer, renewal } = settings();

function Application() {
  const auth0 = useAuth0();
  watchEffect(() => {
    if (auth0.isLoading.value) return;
    show(auth0.user.value?.sub, auth0.error.value);
    offer({
      login: () => auth0.loginWithRedirect(),
      popup: () => auth0.loginWithPopup(),
      token: () => auth0.getAccessTokenSilently(),
      renew: () => auth0.getAccessTokenSilently({ cacheMode: 'off' }),
      logout: () => auth0.logout({ logoutParams: { returnTo: `${location.origin}/bye` } }),
    });
  });
  return () => null;
}

createApp({ setup: Application })
  .use(
    createAuth0({
      domain: issuer.slice(0, -1),
      clientId: 'code',
      useRefreshTokens: renewal === 'refresh token',
      cacheLocation: 'localstorage',
      authorizationParams: {
        redirect_uri: `${location.origin}/callback`,
        audience: 'appointments:api',
        scope: 'openid profile email appointments',
      },
    }),
  )
  .mount(document.body.appendChild(document.createElement('main')));
