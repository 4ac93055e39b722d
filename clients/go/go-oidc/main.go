// go-oidc with x/oauth2, as their documentation shows them: discovery, code + PKCE, the ID token verified.
package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"sync"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// A session of somebody's browser, by its cookie.
type session struct {
	state, nonce, verifier string
	claims                 map[string]any
	token                  *oauth2.Token
}

type application struct {
	config   oauth2.Config
	verifier *oidc.IDTokenVerifier
	provider *oidc.Provider
	sessions sync.Map
}

var issuer, origin = os.Getenv("ISSUER"), os.Getenv("ORIGIN")

func main() {
	provider, err := oidc.NewProvider(context.Background(), issuer)
	if err != nil {
		log.Fatal(err)
	}
	app := &application{
		provider: provider,
		verifier: provider.Verifier(&oidc.Config{ClientID: os.Getenv("CLIENT_ID")}),
		config: oauth2.Config{
			ClientID:     os.Getenv("CLIENT_ID"),
			ClientSecret: os.Getenv("CLIENT_SECRET"),
			Endpoint:     provider.Endpoint(),
			RedirectURL:  origin + "/callback",
			Scopes:       []string{oidc.ScopeOpenID, "profile", "email", oidc.ScopeOfflineAccess, "read:appointments"},
		},
	}
	http.HandleFunc("/login", app.login)
	http.HandleFunc("/callback", answer(app.callback))
	http.HandleFunc("/{$}", answer(app.user))
	http.HandleFunc("/api", answer(app.api))
	http.HandleFunc("/refresh", answer(app.refresh))
	http.HandleFunc("/revoke", answer(app.revoke))
	http.HandleFunc("/logout", app.logout)
	http.HandleFunc("/bye", func(http.ResponseWriter, *http.Request) {})
	at, err := url.Parse(origin)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+at.Port(), nil))
}

// What a handler gives is shown as JSON; what it could not do is a 401 that says why.
func answer(handle func(*http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		value, err := handle(r)
		w.Header().Set("Content-Type", "application/json")
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			value = map[string]string{"error": err.Error()}
		}
		if err := json.NewEncoder(w).Encode(value); err != nil {
			log.Print(err)
		}
	}
}

func (app *application) session(r *http.Request) (*session, error) {
	cookie, err := r.Cookie("session")
	if err != nil {
		return nil, err
	}
	found, ok := app.sessions.Load(cookie.Value)
	if !ok {
		return nil, errors.New("no session")
	}
	return found.(*session), nil
}

func (app *application) login(w http.ResponseWriter, r *http.Request) {
	id, begun := rand.Text(), &session{state: rand.Text(), nonce: rand.Text(), verifier: oauth2.GenerateVerifier()}
	app.sessions.Store(id, begun)
	http.SetCookie(w, &http.Cookie{Name: "session", Value: id, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, app.config.AuthCodeURL(begun.state,
		oidc.Nonce(begun.nonce),
		oauth2.S256ChallengeOption(begun.verifier),
		oauth2.SetAuthURLParam("audience", os.Getenv("AUDIENCE")),
	), http.StatusFound)
}

func (app *application) callback(r *http.Request) (any, error) {
	s, err := app.session(r)
	if err != nil {
		return nil, err
	}
	if r.FormValue("state") != s.state {
		return nil, errors.New("another state")
	}
	token, err := app.config.Exchange(r.Context(), r.FormValue("code"), oauth2.VerifierOption(s.verifier))
	if err != nil {
		return nil, err
	}
	raw, _ := token.Extra("id_token").(string)
	idToken, err := app.verifier.Verify(r.Context(), raw)
	if err != nil {
		return nil, err
	}
	if idToken.Nonce != s.nonce {
		return nil, errors.New("another nonce")
	}
	if err := idToken.VerifyAccessToken(token.AccessToken); err != nil {
		return nil, err
	}
	s.token = token
	return s.claims, idToken.Claims(&s.claims)
}

func (app *application) user(r *http.Request) (any, error) {
	s, err := app.session(r)
	if err != nil {
		return nil, err
	}
	return s.claims, nil
}

func (app *application) api(r *http.Request) (any, error) {
	s, err := app.session(r)
	if err != nil {
		return nil, err
	}
	client := oauth2.NewClient(r.Context(), oauth2.StaticTokenSource(s.token))
	response, err := client.Get(os.Getenv("API"))
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, errors.New(response.Status)
	}
	body, err := io.ReadAll(response.Body)
	return json.RawMessage(body), err
}

func (app *application) refresh(r *http.Request) (any, error) {
	s, err := app.session(r)
	if err != nil {
		return nil, err
	}
	source := app.config.TokenSource(r.Context(), &oauth2.Token{RefreshToken: s.token.RefreshToken})
	token, err := source.Token()
	if err != nil {
		return nil, err
	}
	s.token = token
	return nil, nil
}

// x/oauth2 knows no revocation: a form with the client's secret (RFC 7009 §2.1).
func (app *application) revoke(r *http.Request) (any, error) {
	s, err := app.session(r)
	if err != nil {
		return nil, err
	}
	response, err := http.PostForm(issuer+"oauth/revoke", url.Values{
		"token":         {s.token.RefreshToken},
		"client_id":     {app.config.ClientID},
		"client_secret": {app.config.ClientSecret},
	})
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, errors.New(response.Status)
	}
	return nil, nil
}

func (app *application) logout(w http.ResponseWriter, r *http.Request) {
	if cookie, err := r.Cookie("session"); err == nil {
		app.sessions.Delete(cookie.Value)
	}
	leave := url.Values{"client_id": {app.config.ClientID}, "returnTo": {origin + "/bye"}}
	http.Redirect(w, r, issuer+"v2/logout?"+leave.Encode(), http.StatusFound)
}
