/** An application of Angular and @auth0/auth0-angular, compiled in the page. */
import '@angular/compiler';
import { Component, effect, inject, provideZonelessChangeDetection } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import { AuthService, provideAuth0 } from '@auth0/auth0-angular';
import { firstValueFrom } from 'rxjs';
import { offer, settings, show } from './offer.ts';

const { issuer, renewal } = settings();

@Component({ selector: 'app-root', template: '' })
class Application {
  constructor() {
    const auth0 = inject(AuthService);
    const loading = toSignal(auth0.isLoading$);
    const user = toSignal(auth0.user$);
    const error = toSignal(auth0.error$);
    effect(() => {
      if (loading() === false) show(user()?.sub, error());
    });
    offer({
      login: () => firstValueFrom(auth0.loginWithRedirect()),
      popup: () => firstValueFrom(auth0.loginWithPopup()),
      token: () => firstValueFrom(auth0.getAccessTokenSilently()),
      renew: () => firstValueFrom(auth0.getAccessTokenSilently({ cacheMode: 'off' })),
      logout: () => firstValueFrom(auth0.logout({ logoutParams: { returnTo: `${location.origin}/bye` } })),
    });
  }
}

document.body.append(document.createElement('app-root'));
await bootstrapApplication(Application, {
  providers: [
    provideZonelessChangeDetection(),
    provideRouter([{ path: 'callback', children: [] }]),
    provideAuth0({
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
  ],
});
