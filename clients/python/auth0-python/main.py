"""auth0-python's authentication client in Flask: the code flow, the ID token verified by its TokenVerifier, revocation."""
import os
import secrets
from urllib.parse import urlencode, urlsplit

import requests
from auth0.authentication import GetToken, RevokeToken
from auth0.authentication.exceptions import Auth0Error
from auth0.authentication.token_verifier import AsymmetricSignatureVerifier, TokenVerifier
from flask import Flask, redirect, request, session

ISSUER, ORIGIN = os.environ["ISSUER"], os.environ["ORIGIN"]
CLIENT_ID, CLIENT_SECRET = os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"]

app = Flask(__name__)
app.secret_key = os.urandom(32)
tenant = {
    "domain": urlsplit(ISSUER).netloc,
    "client_id": CLIENT_ID,
    "client_secret": CLIENT_SECRET,
    "protocol": urlsplit(ISSUER).scheme,
}
tokens, revocation = GetToken(**tenant), RevokeToken(**tenant)
verifier = TokenVerifier(
    signature_verifier=AsymmetricSignatureVerifier(f"{ISSUER}.well-known/jwks.json"),
    issuer=ISSUER,
    audience=CLIENT_ID,
)


def keep(given):
    session["access_token"] = given["access_token"]
    session["refresh_token"] = given.get("refresh_token", session.get("refresh_token"))


@app.get("/login")
def login():
    session["state"], session["nonce"] = secrets.token_urlsafe(), secrets.token_urlsafe()
    asked = {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": f"{ORIGIN}/callback",
        "scope": "openid profile email offline_access read:appointments",
        "audience": os.environ["AUDIENCE"],
        "state": session["state"],
        "nonce": session["nonce"],
    }
    return redirect(f"{ISSUER}authorize?{urlencode(asked)}")


@app.get("/callback")
def callback():
    if request.args.get("state") != session.pop("state", None):
        return {"error": "state"}, 401
    given = tokens.authorization_code(request.args["code"], f"{ORIGIN}/callback")
    claims = verifier.verify(given["id_token"], nonce=session.pop("nonce"))
    session["user"] = {name: claims[name] for name in ("sub", "email")}
    keep(given)
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
    keep(tokens.refresh_token(session["refresh_token"]))
    return {}


@app.get("/revoke")
def revoke():
    revocation.revoke_refresh_token(session["refresh_token"])
    return {}


@app.get("/logout")
def logout():
    session.clear()
    leave = {"client_id": CLIENT_ID, "returnTo": f"{ORIGIN}/bye"}
    return redirect(f"{ISSUER}v2/logout?{urlencode(leave)}")


@app.get("/bye")
def bye():
    return {}


@app.errorhandler(Auth0Error)
def refused(error):
    return {"error": error.error_code, "error_description": error.message}, 401


app.run(port=urlsplit(ORIGIN).port)
