"""Whether a request means this server: the host that it names, and the page that it comes from.

A name of somebody else's that leads to this machine (DNS rebinding) lets their page read what it serves. An address in
digits cannot be led elsewhere, so these, localhost and the names that were set are answered, and no other.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

DEFAULT_PORTS = {"http": 80, "https": 443}


def hostname(host: str) -> str:
    """Return the name in a Host header or a web address's host, in small letters; "" where there is none."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return ""
    bare = not (parts.path or parts.query or parts.fragment or parts.username or parts.password)
    return (parts.hostname or "").rstrip(".") if bare else ""


def known(host: str, hosts: Iterable[str]) -> bool:
    """Tell whether a Host header names this server."""
    name = hostname(host)
    return name == "localhost" or name.endswith(".localhost") or _digits(name) or _listed(name, hosts)


def same(origin: str, host: str, hosts: Iterable[str]) -> bool:
    """Tell whether an Origin header is that of our own pages: the host that was asked, or a name that was set."""
    try:
        parts = urlsplit(origin)
        asked, port = urlsplit(f"//{host}"), parts.port or DEFAULT_PORTS.get(parts.scheme)
        there = (parts.hostname, port) == (asked.hostname, asked.port or DEFAULT_PORTS.get(parts.scheme))
    except ValueError:
        return False
    return parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and (there or _listed(parts.hostname or "", hosts))


def here(host: str) -> bool:
    """Tell whether a Host header says this machine as only its own programs do: localhost, or its loop in digits."""
    name = hostname(host)
    return name == "localhost" or loopback(name)


def loopback(address: str) -> bool:
    """Tell whether a client's address is this machine's own."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _digits(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _listed(name: str, hosts: Iterable[str]) -> bool:
    return bool(name) and any(name.endswith(host[1:]) if host.startswith("*.") else name == host for host in hosts)
