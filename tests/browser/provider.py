"""A small OpenID Connect provider on loopback: discovery, authorization code with PKCE and nonce, RS256, keys, sign-out.

Authlib's own server was left aside, which stands on Flask or Django; its joserfc signs and makes the keys.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Route

from tests.browser.serving import awaited_by, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

PEOPLE = ("ann", "ben")
CLIENT, SECRET = "soundings", secrets.token_urlsafe(32)
MINUTE_S = 60


@dataclass
class Provider:
    """A provider at an address, for one client that comes back to one address; `claims` replace those of an honest token.

    What it was asked stands in `asked`; a code serves once.
    """

    issuer: str
    back: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}))
    signs: RSAKey | None = None
    claims: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def routes(self) -> list[Route]:
        """Return what it answers."""
        return [
            Route("/.well-known/openid-configuration", self._discovery),
            Route("/authorize", self._authorize),
            Route("/as/{person}", self._as),
            Route("/token", self._token, methods=["POST"]),
            Route("/keys", self._keys),
            Route("/end", self._end),
        ]

    def _discovery(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "end_session_endpoint": f"{self.issuer}/end",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def _authorize(self, request: Request) -> Response:
        """Show who may be signed in, or why the client is refused: a sentence that no redirect hides."""
        wants = request.query_params
        self.asked.append("authorize")
        if (wants.get("client_id"), wants.get("redirect_uri"), wants.get("response_type")) != (CLIENT, self.back, "code"):
            return HTMLResponse("This client is not known.", 400)
        if "openid" not in wants.get("scope", "").split() or wants.get("code_challenge_method") != "S256":
            return HTMLResponse("Expected the scope openid and a challenge by S256.", 400)
        links = "".join(f'<p><a href="/as/{person}?{request.url.query}">I am {person}</a></p>' for person in PEOPLE)
        return HTMLResponse(f"<title>Who are you?</title>{links}")

    def _as(self, request: Request) -> Response:
        wants, code = request.query_params, secrets.token_urlsafe(16)
        kept = {name: wants.get(name, "") for name in ("nonce", "code_challenge")}
        self._codes[code] = kept | {"sub": request.path_params["person"]}
        return RedirectResponse(f"{self.back}?{urlencode({'code': code, 'state': wants['state']})}", 302)

    async def _token(self, request: Request) -> Response:
        form = await request.form()
        self.asked.append("token")
        granted = self._codes.pop(str(form.get("code")), None)
        known = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {known}":
            return JSONResponse({"error": "invalid_client"}, 401)
        if granted is None or form.get("redirect_uri") != self.back or not _proven(granted, str(form.get("code_verifier"))):
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse(
            {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": self._id(granted)}
        )

    def _id(self, granted: Mapping[str, str]) -> str:
        now = int(time.time())
        honest = {"iss": self.issuer, "sub": granted["sub"], "aud": CLIENT, "iat": now, "exp": now + MINUTE_S}
        claims = honest | {"nonce": granted["nonce"]} | self.claims
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.signs or self.key)

    def _keys(self, _request: Request) -> Response:
        self.asked.append("keys")
        return JSONResponse(KeySet([self.key]).as_dict(private=False))

    def _end(self, request: Request) -> Response:
        wants = request.query_params
        self.asked.append("end")
        if wants.get("post_logout_redirect_uri") != self.back:
            return HTMLResponse("This address is not known.", 400)
        jwt.decode(wants.get("id_token_hint", ""), self.key, algorithms=["RS256"])
        return RedirectResponse(self.back, 302)


def _proven(granted: Mapping[str, str], verifier: str) -> bool:
    """Tell whether who brings a code is who asked for it (RFC 7636)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == granted["code_challenge"]


@contextmanager
def providing(back: str) -> Iterator[Provider]:
    """Serve a provider on a free port of loopback, for a client that comes back to an address."""
    port = free_port()
    provider = Provider(f"http://localhost:{port}", back)
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=provider.routes()), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        assert awaited_by(f"{provider.issuer}/keys", thread.is_alive)
        yield provider
    finally:
        server.should_exit = True
        thread.join()
