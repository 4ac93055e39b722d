"""Authlib in Flask, as its documentation shows it: discovery, code + PKCE, the ID token verified."""
import os
from urllib.parse import urlencode, urlsplit

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, session

ISSUER, ORIGIN = os.environ["ISSUER"], os.environ["ORIGIN"]
CLIENT_ID, CLIENT_SECRET = os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"]

app = Flask(__name__)
app.secret_key = os.urandom(32)
tacit = OAuth(app).register(
    "tacit",
    client_id=CLIENT_ID,
    client_secret=CLIENT_SECRET,
    server_metadata_url=f"{ISSUER}.well-known/openid-configuration",
    authorize_params={"audience": os.environ["AUDIENCE"]},
    client_kwargs={
        "scope": "openid profile email offline_access read:appointments",
        "code_challenge_method": "S256",
        # To the revocation endpoint the same session sends Basic.
        "token_endpoint_auth_method": "client_secret_post",
    },
)


def keep(token):
    # ID token and access token together are more than a cookie holds.
    session["access_token"] = token["access_token"]
    session["refresh_token"] = token.get("refresh_token", session.get("refresh_token"))


@app.get("/login")
def login():
    return tacit.authorize_redirect(f"{ORIGIN}/callback")


@app.get("/callback")
def callback():
    token = tacit.authorize_access_token()
    session["user"] = {name: token["userinfo"][name] for name in ("sub", "email")}
    keep(token)
    return redirect("/")


@app.get("/")
def user():
    return session["user"] if "user" in session else ({}, 401)


@app.get("/api")
def api():
    answer = requests.get(os.environ["API"], headers={"Authorization": f"Bearer {session['access_token']}"})
    return answer.json(), answer.status_code


@app.get("/refresh")
def refresh():
    keep(tacit.fetch_access_token(grant_type="refresh_token", refresh_token=session["refresh_token"]))
    return {}


@app.get("/revoke")
def revoke():
    with tacit._get_oauth_client(**tacit.load_server_metadata()) as client:
        answer = client.revoke_token(f"{ISSUER}oauth/revoke", token=session["refresh_token"])
    return {}, answer.status_code


@app.get("/logout")
def logout():
    session.clear()
    leave = {"client_id": CLIENT_ID, "returnTo": f"{ORIGIN}/bye"}
    return redirect(f"{ISSUER}v2/logout?{urlencode(leave)}")


@app.get("/bye")
def bye():
    return {}


@app.errorhandler(OAuthError)
def refused(error):
    return {"error": error.error, "error_description": error.description}, 401


app.run(port=urlsplit(ORIGIN).port)
