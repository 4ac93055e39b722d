package example.tacit;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** The login with an {@code audience}, the logout at the server by discovery, and a client manager that refreshes. */
@Configuration
class Security {
  @Bean
  SecurityFilterChain chain(HttpSecurity security, ClientRegistrationRepository clients) throws Exception {
    var resolver = new DefaultOAuth2AuthorizationRequestResolver(clients);
    resolver.setAuthorizationRequestCustomizer(
        request -> request.additionalParameters(sent -> sent.put("audience", System.getenv("AUDIENCE"))));
    var leave = new OidcClientInitiatedLogoutSuccessHandler(clients);
    leave.setPostLogoutRedirectUri("{baseUrl}/bye");
    var byLink = PathPatternRequestMatcher.pathPattern(HttpMethod.GET, "/logout");
    var unauthorized = new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED);
    return security
        .authorizeHttpRequests(all -> all.requestMatchers("/bye").permitAll().anyRequest().authenticated())
        .exceptionHandling(handling -> handling.authenticationEntryPoint(unauthorized))
        .oauth2Login(
            login -> login.authorizationEndpoint(at -> at.authorizationRequestResolver(resolver)))
        .logout(logout -> logout.logoutRequestMatcher(byLink).logoutSuccessHandler(leave))
        .build();
  }

  /** It takes a token that ends within two days for ended, so that it refreshes when it is asked. */
  @Bean
  OAuth2AuthorizedClientManager refreshing(
      ClientRegistrationRepository clients, OAuth2AuthorizedClientRepository authorized) {
    var manager = new DefaultOAuth2AuthorizedClientManager(clients, authorized);
    manager.setAuthorizedClientProvider(
        OAuth2AuthorizedClientProviderBuilder.builder()
            .refreshToken(refresh -> refresh.clockSkew(Duration.ofDays(2)))
            .build());
    return manager;
  }
}
