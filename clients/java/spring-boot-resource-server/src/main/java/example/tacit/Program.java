package example.tacit;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An API of Spring Boot at its defaults: every request needs an access token. */
@SpringBootApplication
@RestController
public class Program {
  public static void main(String[] arguments) {
    SpringApplication.run(Program.class, arguments);
  }

  @GetMapping("/api")
  Map<String, Object> api(@AuthenticationPrincipal Jwt token) {
    return token.getClaims();
  }
}
