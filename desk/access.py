"""Who a visitor is to the desk: this machine's one editor, one whom a trusted proxy names, or one who has signed in.

It is asked with what a request says of itself, and closed unless that is plain. Which role a person has is told by the
store, in each write.
"""

from __future__ import annotations

import getpass
import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desk.store.author import Author
from desk.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

# Who signs in elsewhere has a provider's address here.
LOCAL, PROXY = "this machine", "proxy"
SECRET, PERSON = "x-soundings-secret", "x-soundings-user"
SHORTEST_SECRET = 32
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
CLOSED = (
    "The desk is open on the machine that serves it, or to people who are signed in: set SOUNDINGS_PROXY_SECRET for a "
    "trusted proxy, or a sign-in by OpenID Connect."
)
UNSEALED = (
    "The desk is open over https alone: SOUNDINGS_HOSTS must name the server, and its proxy say X-Forwarded-Proto: https."
)


class ClosedError(StoreError):
    """The desk is not open to a visitor, and why, in one sentence."""


@dataclass(frozen=True)
class Visit:
    """What a request says of itself: whether its connection comes from this machine, its host, its headers by small names.

    `signed` is what the sign-in says of the person (`iss`, `sub`), empty where nobody has signed in.
    """

    near: bool
    host: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    signed: Mapping[str, str] = field(default_factory=dict)


def author(visit: Visit, environment: Mapping[str, str]) -> Author:
    """Return who a visitor is. Raises ClosedError where the desk is not open to them."""
    secret = environment.get("SOUNDINGS_PROXY_SECRET", "")
    if secret:
        return _by_proxy(visit, environment, secret)
    if visit.signed.get("iss") and visit.signed.get("sub"):
        if not _alone(visit, environment):
            _sealed(visit, environment)
        return Author(visit.signed["iss"], visit.signed["sub"])
    if not _alone(visit, environment):
        raise ClosedError(CLOSED)
    return local(environment)


def local(environment: Mapping[str, str]) -> Author:
    """Return this machine's editor: SOUNDINGS_EDITOR, or else the user's name."""
    return Author(LOCAL, environment.get("SOUNDINGS_EDITOR", "").strip() or getpass.getuser())


def _by_proxy(visit: Visit, environment: Mapping[str, str], secret: str) -> Author:
    if len(secret) < SHORTEST_SECRET:
        raise ClosedError(f"SOUNDINGS_PROXY_SECRET is too short: expected {SHORTEST_SECRET} characters or more.")
    if not hmac.compare_digest(visit.headers.get(SECRET, "").encode(), secret.encode()):
        raise ClosedError("The desk is open through its proxy alone, and this request did not come from it.")
    _sealed(visit, environment)
    person = visit.headers.get(PERSON, "").strip()
    if not person:
        raise ClosedError("The proxy named nobody: expected the person in X-Soundings-User.")
    return Author(PROXY, person)


def _sealed(visit: Visit, environment: Mapping[str, str]) -> None:
    if not environment.get("SOUNDINGS_HOSTS", "").strip() or visit.headers.get("x-forwarded-proto", "") != "https":
        raise ClosedError(UNSEALED)


def _alone(visit: Visit, environment: Mapping[str, str]) -> bool:
    """Tell whether a visitor sits at this machine: a server that has names for others, or a proxy before it, is no such.

    A proxy on this machine may say nothing of itself, so a server with names of its own is taken to be behind one.
    """
    passed_on = any(name.startswith(("forwarded", "x-forwarded", "x-real-ip", "via", "cf-")) for name in visit.headers)
    named = visit.host.lower().rsplit(":", 1)[0] if not visit.host.endswith("]") else visit.host
    return (
        visit.near
        and not passed_on
        and not environment.get("SOUNDINGS_HOSTS", "").strip()
        and (not named or named in LOOPBACK or named.endswith(".localhost"))
    )
