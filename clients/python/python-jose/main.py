"""An API in Flask that verifies access tokens with python-jose, which is given the key set as it is published."""
import os
from urllib.parse import urlsplit

import requests
from flask import Flask, request
from jose import JWTError, jwt

ISSUER = os.environ["ISSUER"]

app = Flask(__name__)


@app.get("/api")
def api():
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return {"error": "no token"}, 401
    keys = requests.get(f"{ISSUER}.well-known/jwks.json").json()
    return jwt.decode(token, keys, algorithms=["RS256"], audience=os.environ["AUDIENCE"], issuer=ISSUER)


@app.errorhandler(JWTError)
def refused(error):
    return {"error": str(error)}, 401


app.run(port=urlsplit(os.environ["ORIGIN"]).port)
