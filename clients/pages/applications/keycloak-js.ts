/** An application of keycloak-js without a framework, pointed at an issuer that is no Keycloak by `oidcProvider`. */
import Keycloak from 'keycloak-js';
import { note, offer, settings, show } from './offer.ts';

const { issuer, sessionChecks } = settings();

const keycloak = new Keycloak({ clientId: 'code', oidcProvider: issuer });
keycloak.onAuthLogout = () => note('logout');

offer({
  login: () => keycloak.login({ scope: 'profile email appointments' }),
  token: () => keycloak.token,
  profile: () => keycloak.loadUserInfo(),
  logout: () => keycloak.logout({ redirectUri: `${location.origin}/bye` }),
});

try {
  await keycloak.init({
    redirectUri: `${location.origin}/callback`,
    onLoad: 'check-sso',
    silentCheckSsoRedirectUri: `${location.origin}/silent`,
    checkLoginIframe: sessionChecks === true,
    checkLoginIframeInterval: 1,
  });
  show(keycloak.subject);
} catch (thrown) {
  show(undefined, thrown);
}
