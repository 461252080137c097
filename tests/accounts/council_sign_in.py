"""The council's own sign-in as tests have it: a real provider of OpenID Connect, on this machine.

It knows one person, whom it never asks for a password. It refuses a code that comes twice, a wrong secret,
another page to come back to, and a verifier that does not fit what the browser brought.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET, TENANT = "portal", "a-secret-of-the-portal", "7f0e2c1a-0000-4000-8000-000000000001"
OID, OTHER_OID = "11111111-2222-4333-8444-555555555555", "99999999-8888-4777-8666-555555555555"
KEY_ID = "key-1"


class CouncilSignIn(ThreadingHTTPServer):
    """One provider. A test says who comes and what goes wrong; `fresh()` makes all as it should be."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.key, self.other_key = (
            rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2)
        )
        self.fresh()

    def fresh(self):
        self.oid = OID
        self.claims = {}  # what tokens say besides, or instead; None leaves it out
        self.sign_with = self.key
        self.error = ""  # what it sends people back with
        self.answers = {}  # by path: what it answers instead, as (status, body)
        self.seconds = 0  # how long each answer takes
        self.asked = {}  # what the last browser brought
        self.codes = {}

    def handle_error(self, request, client_address):
        """Whoever asked has not waited for the answer: a test wants it so."""

    def token(self, asked):
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": "another-for-each-app",
            "oid": self.oid,
            "tid": TENANT,
            "name": "A Name That Nobody Keeps",
            "email": "kept.by.nobody@example.org",
            "nonce": asked["nonce"],
            "auth_time": now if "prompt" in asked else now - 3600,
            "iat": now,
            "exp": now + 300,
        }
        said = {name: value for name, value in (claims | self.claims).items() if value is not None}
        return jwt.encode(said, self.sign_with, algorithm="RS256", headers={"kid": KEY_ID})


class Answers(BaseHTTPRequestHandler):
    """What it says to browsers, and to the portal."""

    server: CouncilSignIn

    def log_message(self, *args):
        """Nothing."""

    def do_GET(self):
        path, query = urlsplit(self.path).path, urlsplit(self.path).query
        here = self.server.address
        if self._instead(path):
            return
        if path == "/.well-known/openid-configuration":
            self._say(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "jwks_uri": f"{here}/keys",
                }
            )
        elif path == "/keys":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.server.key.public_key()))
            self._say({"keys": [key | {"kid": KEY_ID, "use": "sig"}]})
        elif path == "/authorize":
            self._send_back({name: values[0] for name, values in parse_qs(query).items()})
        else:
            self._say({}, status=404)

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self._instead("/token"):
            return
        asked = self.server.codes.pop(sent["code"][0], {})
        challenge = hashlib.sha256(sent.get("code_verifier", [""])[0].encode()).digest()
        fits = (
            sent["client_secret"] == [SECRET]
            and sent["redirect_uri"] == [asked.get("redirect_uri")]
            and base64.urlsafe_b64encode(challenge).rstrip(b"=").decode() == asked.get("code_challenge")
        )
        if fits:
            self._say({"token_type": "Bearer", "access_token": "x", "id_token": self.server.token(asked)})
        else:
            self._say({"error": "invalid_grant"}, status=400)

    def _send_back(self, asked):
        self.server.asked = asked
        answer = {"state": asked["state"]}
        if self.server.error:
            answer["error"] = self.server.error
        else:
            answer["code"] = secrets.token_urlsafe(16)
            self.server.codes[answer["code"]] = asked
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(answer)}")
        self.end_headers()

    def _instead(self, path):
        time.sleep(self.server.seconds)
        if path not in self.server.answers:
            return False
        status, body = self.server.answers[path]
        self._say(body, status=status)
        return True

    def _say(self, body, status=200):
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


def run_provider():
    """One that runs until the caller goes on."""
    with CouncilSignIn() as provider:
        thread = threading.Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield provider
        provider.shutdown()
        thread.join()


def use(settings, provider, staff_sign_in="both"):
    """The portal's settings, so that people come from this provider."""
    settings.STAFF_SIGN_IN = staff_sign_in
    settings.WORK_ACCOUNT_ADDRESS = provider.address
    settings.WORK_ACCOUNT_CLIENT_ID, settings.WORK_ACCOUNT_SECRET = CLIENT, SECRET
    settings.WORK_ACCOUNT_TENANT = TENANT


def back_from(sent_there):
    """Follow a browser that was sent to the provider: the path and question with which it comes back."""
    answer = requests.get(sent_there["Location"], allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def sign_in(client, **sent):
    """From the button to the page after the provider's."""
    return client.get(back_from(client.post("/sign-in/work/", sent)))


def says(response, status, *words):
    """A plain page with a way on."""
    assert response.status_code == status
    for each in words:
        assert each in response.text
    assert "Call us on" in response.text


def signed_in_user(client):
    """The id of who is signed in, as text, or None."""
    return client.session.get("_auth_user_id")
