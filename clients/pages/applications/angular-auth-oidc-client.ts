/** An application of Angular and angular-auth-oidc-client, compiled in the page. */
import '@angular/compiler';
import { provideHttpClient } from '@angular/common/http';
import { Component, inject, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import { type LoginResponse, LogLevel, OidcSecurityService, provideAuth } from 'angular-auth-oidc-client';
import { firstValueFrom } from 'rxjs';
import { offer, settings, show } from './offer.ts';

const { issuer, renewal } = settings();

@Component({ selector: 'app-root', template: '' })
class Application {
  constructor() {
    const oidc = inject(OidcSecurityService);
    offer({
      login: () => oidc.authorize(),
      popup: async () => showResponse(await firstValueFrom(oidc.authorizeWithPopUp())),
      renew: () => firstValueFrom(oidc.forceRefreshSession()),
      token: () => firstValueFrom(oidc.getAccessToken()),
      logout: () => firstValueFrom(oidc.logoffAndRevokeTokens()),
    });
    oidc.checkAuth().subscribe(showResponse);
  }
}

function showResponse({ userData, errorMessage }: LoginResponse): void {
  show(userData?.sub, errorMessage);
  if (errorMessage) throw new Error(errorMessage);
}

document.body.append(document.createElement('app-root'));
await bootstrapApplication(Application, {
  providers: [
    provideZonelessChangeDetection(),
    provideHttpClient(),
    provideRouter([{ path: '**', children: [] }]),
    provideAuth({
      config: {
        authority: issuer.slice(0, -1),
        clientId: 'code',
        responseType: 'code',
        redirectUrl: `${location.origin}/callback`,
        postLogoutRedirectUri: `${location.origin}/bye`,
        scope: `openid profile email appointments${renewal === 'iframe' ? '' : ' offline_access'}`,
        // It compares addresses to the letter, and an answer here ends with an empty fragment.
        checkRedirectUrlWhenCheckingIfIsCallback: false,
        silentRenew: true,
        silentRenewUrl: `${location.origin}/silent`,
        useRefreshToken: renewal !== 'iframe',
        customParamsAuthRequest: { audience: 'appointments:api' },
        logLevel: LogLevel.None,
      },
    }),
  ],
});
