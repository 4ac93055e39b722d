// oauth2-proxy before an application and its API: code + PKCE, the access token handed on, refreshed at every request.
package main

import (
	"log"
	"os"
	"path/filepath"
	"syscall"
)

func main() {
	issuer := os.Getenv("ISSUER")
	program := filepath.Join(os.Getenv("INSTALLED"), "oauth2-proxy")
	log.Fatal(syscall.Exec(program, []string{
		program,
		"--provider=oidc",
		"--oidc-issuer-url=" + issuer,
		// Discovery would leave no place for the audience.
		"--skip-oidc-discovery",
		"--login-url=" + issuer + "authorize?audience=" + os.Getenv("AUDIENCE"),
		"--redeem-url=" + issuer + "oauth/token",
		"--oidc-jwks-url=" + issuer + ".well-known/jwks.json",
		"--client-id=" + os.Getenv("CLIENT_ID"),
		"--client-secret=" + os.Getenv("CLIENT_SECRET"),
		"--scope=openid profile email offline_access read:appointments",
		"--code-challenge-method=S256",
		"--email-domain=*",
		"--skip-provider-button",
		"--http-address=127.0.0.1:" + os.Getenv("PORT"),
		"--redirect-url=" + os.Getenv("ORIGIN") + "/oauth2/callback",
		"--upstream=" + os.Getenv("UPSTREAM"),
		"--pass-access-token",
		"--cookie-secret=" + os.Getenv("SESSION_KEY")[:32],
		"--cookie-secure=false",
		"--cookie-refresh=1ms",
		// Where people may be sent when they have signed out.
		"--whitelist-domain=localhost:*",
		"--skip-auth-route=^/bye$",
	}, os.Environ()))
}
