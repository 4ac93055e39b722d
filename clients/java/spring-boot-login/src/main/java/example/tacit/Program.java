package example.tacit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** An application of Spring Boot with {@code oauth2Login}. */
@SpringBootApplication
@RestController
public class Program {
  private final RestClient http = RestClient.create(System.getenv("API"));
  private final OAuth2AuthorizedClientRepository authorized;
  private final OAuth2AuthorizedClientManager refreshing;

  Program(OAuth2AuthorizedClientRepository authorized, OAuth2AuthorizedClientManager refreshing) {
    this.authorized = authorized;
    this.refreshing = refreshing;
  }

  public static void main(String[] arguments) {
    SpringApplication.run(Program.class, arguments);
  }

  @GetMapping("/")
  Map<String, Object> user(@AuthenticationPrincipal OidcUser user) {
    return user.getIdToken().getClaims();
  }

  @GetMapping(value = "/api", produces = "application/json")
  String api(Authentication who, HttpServletRequest request) {
    OAuth2AuthorizedClient client = authorized.loadAuthorizedClient("tacit", who, request);
    String token = client.getAccessToken().getTokenValue();
    return http.get().headers(headers -> headers.setBearerAuth(token)).retrieve().body(String.class);
  }

  @GetMapping("/refresh")
  Map<String, Object> refresh(Authentication who) {
    refreshing.authorize(OAuth2AuthorizeRequest.withClientRegistrationId("tacit").principal(who).build());
    return Map.of();
  }

  @GetMapping("/bye")
  Map<String, Object> bye() {
    return Map.of();
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.UNAUTHORIZED)
  Map<String, Object> refused(OAuth2AuthorizationException error) {
    return Map.of("error", error.getError().getErrorCode());
  }
}
