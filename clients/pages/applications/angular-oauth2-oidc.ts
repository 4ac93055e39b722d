/** An application of Angular and angular-oauth2-oidc, compiled in the page. */
import '@angular/compiler';
import { provideHttpClient } from '@angular/common/http';
import { Component, inject, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { OAuthService, provideOAuthClient } from 'angular-oauth2-oidc';
import { note, offer, settings, show } from './offer.ts';

const { issuer, renewal, sessionChecks } = settings();

@Component({ selector: 'app-root', template: '' })
class Application {
  readonly #oauth = inject(OAuthService);

  constructor() {
    const oauth = this.#oauth;
    oauth.configure({
      issuer,
      clientId: 'code',
      responseType: 'code',
      redirectUri: `${location.origin}/callback`,
      silentRefreshRedirectUri: `${location.origin}/silent`,
      useSilentRefresh: renewal === 'iframe',
      postLogoutRedirectUri: `${location.origin}/bye`,
      scope: `openid profile email appointments${renewal === 'iframe' ? '' : ' offline_access'}`,
      customQueryParams: { audience: 'appointments:api' },
      sessionChecksEnabled: sessionChecks === true,
      sessionCheckIntervall: 300,
    });
    oauth.events.subscribe(({ type }) => note(type));
    offer({
      login: () => oauth.initCodeFlow(),
      popup: () => oauth.initLoginFlowInPopup().then(() => this.#show()),
      renew: () => (renewal === 'iframe' ? oauth.silentRefresh() : oauth.refreshToken()),
      token: () => oauth.getAccessToken(),
      profile: () => oauth.loadUserProfile(),
      logout: () => oauth.revokeTokenAndLogout(),
    });
    this.#start().catch((thrown) => show(undefined, thrown));
  }

  async #start(): Promise<void> {
    await this.#oauth.loadDiscoveryDocumentAndTryLogin();
    this.#show();
  }

  #show(): void {
    show(this.#oauth.getIdentityClaims()?.['sub']);
  }
}

document.body.append(document.createElement('app-root'));
await bootstrapApplication(Application, {
  providers: [provideZonelessChangeDetection(), provideHttpClient(), provideOAuthClient()],
});
