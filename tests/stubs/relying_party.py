"""A product of a few lines that signs in at a stand-in: publishes keys, makes requests, redeems codes."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import ec, rsa

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
VERIFIER = "a-verifier-of-fifty-two-characters-for-proof-keys-00"


def jwk_of(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, kid: str) -> dict[str, Any]:
    algorithm = jwt.get_algorithm_by_name("RS256" if isinstance(key, rsa.RSAPrivateKey) else "ES256")
    return {**algorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid, "use": "sig"}


class Product:
    """What the stand-in can reach: published keys, and a mailbox for what is posted to it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.keys: list[dict[str, Any]] = [jwk_of(RSA_KEY, "rsa-1"), jwk_of(EC_KEY, "ec-1")]
        self.fetches: list[tuple[str, str]] = []
        self.posts: list[tuple[str, dict[str, str]]] = []


@contextmanager
def product() -> Iterator[Product]:
    """Serve a product on a free port until the block ends."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.fetches.append((self.path, self.headers.get("User-Agent", "")))
            self._answer(200 if self.path.endswith("jwks.json") else 404, json.dumps({"keys": served.keys}).encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            served.posts.append((self.path, dict(parse_qsl(body))))
            self._answer(200, b"")

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    served = Product(f"http://localhost:{server.server_port}")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


def challenge(verifier: str = VERIFIER) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def signed(claims: dict[str, Any], *, key: Any = RSA_KEY, alg: str = "RS256", kid: str | None = "rsa-1") -> str:
    return jwt.encode(claims, key, algorithm=alg, headers={"kid": kid} if kid else None)


def assertion(client_id: str, audience: str, *, key: Any = RSA_KEY, alg: str = "RS256", kid: str | None = "rsa-1",
              **changes: Any) -> str:  # fmt: skip
    now = int(time.time())
    claims = {"iss": client_id, "sub": client_id, "aud": audience, "exp": now + 240, "iat": now}
    claims |= {"jti": secrets.token_hex(16), **changes}
    return signed({name: value for name, value in claims.items() if value is not None}, key=key, alg=alg, kid=kid)


def answer_in(response: requests.Response) -> dict[str, str]:
    """Return the parameters with which a redirect goes back to the product."""
    assert response.status_code == 302, response.text
    return {name: values[0] for name, values in parse_qs(urlsplit(response.headers["Location"]).query).items()}


class Unlike:
    """A value of a parameter that leaves it out."""


class OneLoginClient:
    """Signs in at the One Login stand-in as the product would."""

    client_id = "manage-intellectual-property"

    def __init__(self, product: Product, own_url: str) -> None:
        self.product = product
        self.url = own_url
        self.browser = requests.Session()
        self.callback = f"{product.url}/oidc/callback/"

    def parameters(self, **changes: Any) -> dict[str, Any]:
        asked = {
            "client_id": self.client_id,
            "response_type": "code",
            "scope": "openid email phone",
            "redirect_uri": self.callback,
            "state": "the-state",
            "nonce": "the-nonce",
            "code_challenge": challenge(),
            "code_challenge_method": "S256",
        } | changes
        return {name: value for name, value in asked.items() if value is not Unlike}

    def request_object(self, *, key: Any = RSA_KEY, alg: str = "RS256", kid: str = "rsa-1", **changes: Any) -> str:
        now = int(time.time())
        claims = self.parameters(
            **{"iss": self.client_id, "aud": f"{self.url}/authorize", "exp": now + 300, "iat": now, **changes}
        )
        return signed(claims, key=key, alg=alg, kid=kid)

    def choose(self, **choice: Any) -> None:
        response = requests.post(f"{self.url}/__stub__/next", json={"persona": "owner-without-lawyer", **choice})
        assert response.status_code == 201, response.text

    def authorize(self, **changes: Any) -> requests.Response:
        return self.browser.get(f"{self.url}/authorize", params=self.parameters(**changes), allow_redirects=False)

    def authorize_signed(self, **changes: Any) -> requests.Response:
        query = {"client_id": self.client_id, "response_type": "code", "scope": "openid email phone"}
        query["request"] = self.request_object(**changes)
        return self.browser.get(f"{self.url}/authorize", params=query, allow_redirects=False)

    def exchange(
        self, code: str, *, proof: str | None = None, wait_seconds: float = 30, **changes: Any
    ) -> requests.Response:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.callback,
            "client_assertion_type": ASSERTION,
            "client_assertion": proof or assertion(self.client_id, f"{self.url}/token"),
            "code_verifier": VERIFIER,
        } | changes
        form = {name: value for name, value in form.items() if value is not Unlike}
        return requests.post(f"{self.url}/token", data=form, timeout=wait_seconds)

    def tokens(self, *, asked: dict[str, Any] | None = None, **choice: Any) -> dict[str, Any]:
        """Sign in with a choice made beforehand and return the reply of the token endpoint."""
        self.choose(**choice)
        return dict(self.exchange(answer_in(self.authorize(**(asked or {})))["code"]).json())

    def userinfo(self, access_token: str, *, wait_seconds: float = 30) -> requests.Response:
        bearer = {"Authorization": f"Bearer {access_token}"}
        return requests.get(f"{self.url}/userinfo", headers=bearer, timeout=wait_seconds)

    def checked(self, token: str, **options: Any) -> dict[str, Any]:
        """Check a token of the stand-in's against its published keys, as strictly as the product must."""
        keys = {row["kid"]: row for row in requests.get(f"{self.url}/.well-known/jwks.json").json()["keys"]}
        key = jwt.PyJWK(keys[jwt.get_unverified_header(token)["kid"]])
        audience = options.pop("audience", self.client_id)
        return jwt.decode(token, key.key, algorithms=[key.algorithm_name], audience=audience,
                          issuer=f"{self.url}/", options={"require": ["exp", "iat", "sub"]}, **options)  # fmt: skip


def unchecked(token: str) -> dict[str, Any]:
    """Return the claims of a token without looking at its signature."""
    return jwt.decode(token, options={"verify_signature": False})
