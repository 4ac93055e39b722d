//! openidconnect, as its documentation shows it: discovery, code + PKCE, the ID token verified, revocation (RFC 7009).
use std::collections::HashMap;
use std::env::var;
use std::error::Error;

use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreRevocableToken, CoreTokenResponse,
};
use openidconnect::reqwest::blocking::Client as HttpClient;
use openidconnect::url::Url;
use openidconnect::{
    AccessToken, AccessTokenHash, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, HttpClientError, HttpRequest, HttpResponse, IssuerUrl, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken, RevocationUrl, Scope, SyncHttpClient,
    TokenResponse, reqwest,
};
use tiny_http::{Header, Request, Response, Server};

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;
type Outcome = Result<Answer, Box<dyn Error>>;

enum Answer {
    Json(String),
    Redirect { to: String, session: Option<String> },
}

/// What is remembered of somebody's browser, by its cookie.
struct Session {
    state: CsrfToken,
    nonce: Nonce,
    verifier: Option<PkceCodeVerifier>,
    user: String,
    tokens: Option<(AccessToken, RefreshToken)>,
}

struct Application {
    client: Client,
    http: HttpClient,
    issuer: String,
    origin: String,
    sessions: HashMap<String, Session>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (issuer, origin) = (var("ISSUER")?, var("ORIGIN")?);
    // Redirects are not followed: an address of the server must not send a secret on.
    let http = HttpClient::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    let metadata = CoreProviderMetadata::discover(&IssuerUrl::new(issuer.clone())?, &http)?;
    let client = CoreClient::from_provider_metadata(
        metadata,
        ClientId::new(var("CLIENT_ID")?),
        Some(ClientSecret::new(var("CLIENT_SECRET")?)),
    )
    .set_redirect_uri(RedirectUrl::new(format!("{origin}/callback"))?)
    .set_revocation_url(RevocationUrl::new(issuer.replacen("http:", "https:", 1) + "oauth/revoke")?);
    let port = Url::parse(&origin)?.port().ok_or("ORIGIN has no port")?;
    let server = Server::http(("127.0.0.1", port)).map_err(|error| error.to_string())?;
    let mut application = Application { client, http, issuer, origin, sessions: HashMap::new() };
    for request in server.incoming_requests() {
        let outcome = application.answer(&request);
        request.respond(response(outcome)?)?;
    }
    Ok(())
}

fn response(outcome: Outcome) -> Result<Response<std::io::Cursor<Vec<u8>>>, Box<dyn Error>> {
    let header = |name: &str, value: &str| Header::from_bytes(name, value).map_err(|()| "no header");
    Ok(match outcome {
        Ok(Answer::Json(text)) => {
            Response::from_string(text).with_header(header("content-type", "application/json")?)
        }
        Ok(Answer::Redirect { to, session }) => {
            let moved = Response::from_string("").with_status_code(302).with_header(header("location", &to)?);
            match session {
                Some(id) => {
                    moved.with_header(header("set-cookie", &format!("session={id}; HttpOnly; SameSite=Lax"))?)
                }
                None => moved,
            }
        }
        Err(error) => Response::from_string(format!("{error:?}")).with_status_code(401),
    })
}

impl Application {
    fn answer(&mut self, request: &Request) -> Outcome {
        let url = Url::parse(&self.origin)?.join(request.url())?;
        match url.path() {
            "/login" => self.login(),
            "/callback" => self.callback(&url, &cookie(request)?),
            "/" => Ok(Answer::Json(self.session(request)?.user.clone())),
            "/api" => self.api(request),
            "/refresh" => self.refresh(&cookie(request)?),
            "/revoke" => self.revoke(request),
            "/logout" => self.logout(&cookie(request)?),
            "/bye" => Ok(Answer::Json("{}".into())),
            path => Err(format!("nothing at {path}").into()),
        }
    }

    fn session(&self, request: &Request) -> Result<&Session, Box<dyn Error>> {
        let session = self.sessions.get(&cookie(request)?).ok_or("no session")?;
        if session.tokens.is_none() {
            return Err("not signed in".into());
        }
        Ok(session)
    }

    fn tokens(&self, request: &Request) -> Result<&(AccessToken, RefreshToken), Box<dyn Error>> {
        Ok(self.session(request)?.tokens.as_ref().ok_or("no tokens")?)
    }

    fn login(&mut self) -> Outcome {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let scopes = ["profile", "email", "offline_access", "read:appointments"];
        let (to, state, nonce) = self
            .client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scopes(scopes.map(|scope| Scope::new(scope.into())))
            .add_extra_param("audience", var("AUDIENCE")?)
            .set_pkce_challenge(challenge)
            .url();
        let id = CsrfToken::new_random().secret().clone();
        let begun = Session { state, nonce, verifier: Some(verifier), user: String::new(), tokens: None };
        self.sessions.insert(id.clone(), begun);
        Ok(Answer::Redirect { to: to.into(), session: Some(id) })
    }

    fn callback(&mut self, url: &Url, id: &str) -> Outcome {
        let sent: HashMap<_, _> = url.query_pairs().into_owned().collect();
        let session = self.sessions.get_mut(id).ok_or("no session")?;
        if sent.get("state") != Some(session.state.secret()) {
            return Err("another state".into());
        }
        let code = AuthorizationCode::new(sent.get("code").ok_or("no code")?.clone());
        let verifier = session.verifier.take().ok_or("a second callback")?;
        let given = self.client.exchange_code(code)?.set_pkce_verifier(verifier).request(&self.http)?;
        session.user = verified_user(&self.client, &given, &session.nonce)?;
        let refresh_token = given.refresh_token().ok_or("no refresh token")?.clone();
        session.tokens = Some((given.access_token().clone(), refresh_token));
        Ok(Answer::Redirect { to: "/".into(), session: None })
    }

    fn api(&self, request: &Request) -> Outcome {
        let (access_token, _) = self.tokens(request)?;
        let answer = self.http.get(var("API")?).bearer_auth(access_token.secret()).send()?;
        Ok(Answer::Json(answer.error_for_status()?.text()?))
    }

    fn refresh(&mut self, id: &str) -> Outcome {
        let session = self.sessions.get_mut(id).ok_or("no session")?;
        let (_, refresh_token) = session.tokens.as_ref().ok_or("not signed in")?;
        let given = self.client.exchange_refresh_token(refresh_token)?.request(&self.http)?;
        let next = given.refresh_token().unwrap_or(refresh_token).clone();
        session.tokens = Some((given.access_token().clone(), next));
        Ok(Answer::Json("{}".into()))
    }

    fn revoke(&self, request: &Request) -> Outcome {
        let (_, refresh_token) = self.tokens(request)?;
        let token = CoreRevocableToken::from(refresh_token.clone());
        self.client.revoke_token(token)?.request(&|request| without_tls(request, &self.http))?;
        Ok(Answer::Json("{}".into()))
    }

    fn logout(&mut self, id: &str) -> Outcome {
        self.sessions.remove(id);
        let leave = [("client_id", var("CLIENT_ID")?), ("returnTo", format!("{}/bye", self.origin))];
        let to = Url::parse_with_params(&format!("{}v2/logout", self.issuer), leave)?;
        Ok(Answer::Redirect { to: to.into(), session: None })
    }
}

/// The claims of the ID token, once its signature, nonce and `at_hash` hold.
fn verified_user(client: &Client, given: &CoreTokenResponse, nonce: &Nonce) -> Result<String, Box<dyn Error>> {
    let verifier = client.id_token_verifier();
    let id_token = given.id_token().ok_or("no ID token")?;
    let claims = id_token.claims(&verifier, nonce)?;
    let expected = claims.access_token_hash().ok_or("no at_hash")?;
    let (alg, key) = (id_token.signing_alg()?, id_token.signing_key(&verifier)?);
    if AccessTokenHash::from_token(given.access_token(), alg, key)? != *expected {
        return Err("another access token".into());
    }
    let (sub, email) = (claims.subject().as_str(), claims.email().ok_or("no email")?.as_str());
    Ok(format!(r#"{{"sub":"{sub}","email":"{email}"}}"#))
}

/// The library asks https of the one address that it revokes at (RFC 7009 §2); the server on this machine has no certificate.
fn without_tls(
    mut request: HttpRequest,
    http: &HttpClient,
) -> Result<HttpResponse, HttpClientError<reqwest::Error>> {
    let plain = request.uri().to_string().replacen("https:", "http:", 1);
    *request.uri_mut() = plain.parse().map_err(|_| HttpClientError::Other(plain))?;
    http.call(request)
}

fn cookie(request: &Request) -> Result<String, Box<dyn Error>> {
    let sent = request.headers().iter().find(|header| header.field.equiv("cookie")).ok_or("no cookie")?;
    let id = sent.value.as_str().split("; ").find_map(|pair| pair.strip_prefix("session="));
    Ok(id.ok_or("no session")?.into())
}
