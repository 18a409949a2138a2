"""Which servers the desk may ask: public ones alone, so that no address leads it into the network that it stands in."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from urllib.parse import SplitResult

DEFAULT_PORTS = {"http": 80, "https": 443}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Addresses of IPv6 that hold one of IPv4: NAT64 translates it.
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class FetchError(Exception):
    """Why a page was not fetched, in one sentence."""


@dataclass(frozen=True)
class Place:
    """Where an address leads: the scheme, the host by name, its port, the path with its query, and one checked address."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


@dataclass(frozen=True)
class Guard:
    """What may be asked; `allowed` are networks that tests serve from."""

    allowed: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = ()

    def place(self, address: str) -> Place:
        """Return where a web address leads. Raises FetchError where that is no public server, for any of its addresses."""
        parts, port = _parted(address)
        host = parts.hostname or ""
        try:
            name = host.encode("idna").decode() if not host.isascii() else host
            told = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"{address} was not fetched: no server of the name {host} is known.") from error
        addresses = [str(each[4][0]) for each in told]
        for each in addresses:
            if not self.public(each):
                raise FetchError(
                    f"{address} was not fetched: {host} leads to {each}, which is no public server; save the page as a file."
                )
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return Place(parts.scheme, name, port, path, addresses[0])

    def public(self, address: str) -> bool:
        """Tell whether an IP address is a public server's."""
        told = ipaddress.ip_address(address.partition("%")[0])
        if any(told in network for network in self.allowed):
            return True
        return all(each.is_global and not each.is_multicast and not each.is_reserved for each in _meant(told))


def _parted(address: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(address)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme, 0)
    except ValueError:
        parts, port = urlsplit(""), 0
    plain = address.isprintable() and " " not in address
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or not plain:
        raise FetchError(f"{address} was not fetched: expected http:// or https://, a server and a path.")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{parts.hostname} was not fetched: the address holds a name or a password; take them out.")
    return parts, port


def _meant(address: Address) -> list[Address]:
    """Return an address, or those of IPv4 that one of IPv6 stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address, address.sixtofour]
    if address.teredo:
        return [address, *address.teredo]
    if address in NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address]
