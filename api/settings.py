"""What an operator may set, all of it from the environment: `python -m api.settings` prints what holds now.

pydantic-settings was left aside: ten values need no second package, and its errors are no sentences.
"""

from __future__ import annotations

import os
import re
import socket
import sys
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from record import reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PREFIX = "SOUNDINGS_"
HIDDEN = "***"
PORTS = range(1, 65_536)
# A name as a browser sends it, or all names under one.
NAME = re.compile(r"(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")


@dataclass(frozen=True)
class Settings:
    """All that can be set; those from the address on are read by `make run` and the desk."""

    data: Path = field(metadata={"variable": "SOUNDINGS_DATA"})
    hosts: tuple[str, ...] = field(metadata={"variable": "SOUNDINGS_HOSTS"})
    metrics_for_all: bool = field(metadata={"variable": "SOUNDINGS_METRICS"})
    log_requests: bool = field(metadata={"variable": "SOUNDINGS_LOG"})
    address: str = field(metadata={"variable": "SOUNDINGS_ADDRESS"})
    port: int = field(metadata={"variable": "SOUNDINGS_PORT"})
    desk: str = field(metadata={"variable": "SOUNDINGS_DESK"})
    editor: str = field(metadata={"variable": "SOUNDINGS_EDITOR"})
    publish: str = field(metadata={"variable": "SOUNDINGS_PUBLISH"})
    proxy_secret: str = field(metadata={"variable": "SOUNDINGS_PROXY_SECRET"}, repr=False)


VARIABLES = tuple(each.metadata["variable"] for each in fields(Settings))


def of(environment: Mapping[str, str]) -> Settings:
    """Return the settings of an environment. Raises ValueError, in one sentence, for a value that is not understood.

    A name may begin with `*.` for all names under it. The machine's own name is always among them.
    """
    unknown = [name for name in environment if name.startswith(PREFIX) and name not in VARIABLES]
    if unknown:
        raise ValueError(f"{unknown[0]} is no setting; there are {', '.join(VARIABLES)}.")
    return Settings(
        data=reading.place(),
        hosts=(*_names(environment), socket.gethostname().lower()),
        metrics_for_all=_one_of(environment, "SOUNDINGS_METRICS", ("loopback", "all")) == "all",
        log_requests=_one_of(environment, "SOUNDINGS_LOG", ("faults", "all")) == "all",
        address=environment.get("SOUNDINGS_ADDRESS") or "localhost",
        port=_port(environment.get("SOUNDINGS_PORT") or "8501"),
        desk=environment.get("SOUNDINGS_DESK", "").strip(),
        editor=environment.get("SOUNDINGS_EDITOR", "").strip(),
        publish=environment.get("SOUNDINGS_PUBLISH", "").strip(),
        proxy_secret=environment.get("SOUNDINGS_PROXY_SECRET", ""),
    )


def _names(environment: Mapping[str, str]) -> list[str]:
    names = environment.get("SOUNDINGS_HOSTS", "").lower().replace(",", " ").split()
    for name in names:
        if not NAME.fullmatch(name):
            raise ValueError(
                f"SOUNDINGS_HOSTS says “{name}”: expected names such as soundings.example.org or *.example.org, without "
                "scheme and port, and letters of other scripts as a browser sends them (xn--…)."
            )
    return names


def _one_of(environment: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    """Return what a variable says, the first choice where it says nothing."""
    value = environment.get(name) or choices[0]
    if value not in choices:
        raise ValueError(f"{name} says “{value}”: expected {' or '.join(choices)}.")
    return value


def _port(value: str) -> int:
    if not value.isdecimal() or int(value[:6]) not in PORTS:
        raise ValueError(f"SOUNDINGS_PORT says “{value}”: expected a number from {PORTS[0]} to {PORTS[-1]}.")
    return int(value)


def lines(settings: Settings) -> list[str]:
    """Return each setting as a line that an environment takes; no password is among them."""
    shown = {
        "data": settings.data,
        "hosts": ",".join(settings.hosts),
        "metrics_for_all": "all" if settings.metrics_for_all else "loopback",
        "log_requests": "all" if settings.log_requests else "faults",
        "desk": _without_password(settings.desk),
        "proxy_secret": settings.proxy_secret and HIDDEN,
    }
    return [f"{each.metadata['variable']}={shown.get(each.name, getattr(settings, each.name))}" for each in fields(settings)]


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    if parts.password is None:
        return address
    return urlunsplit(parts._replace(netloc=f"{parts.username}:{HIDDEN}@{parts.netloc.rpartition('@')[2]}"))


def main() -> None:
    """Print each setting and its value."""
    try:
        settings = of(os.environ)
    except ValueError as fault:
        sys.exit(str(fault))
    sys.stdout.write("\n".join(lines(settings)) + "\n")


if __name__ == "__main__":
    main()
