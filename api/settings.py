"""What an operator may set, all of it from the environment: `python -m api.settings` prints what holds now."""

from __future__ import annotations

import os
import socket
import sys
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from record import reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Where the data are, the names that this server answers to, and who may read its measures."""

    data: Path
    hosts: tuple[str, ...]
    metrics_for_all: bool


def of(environment: Mapping[str, str]) -> Settings:
    """Return the settings of an environment. Raises ValueError, in one sentence, for a value that is not understood.

    A name may begin with `*.` for all names under it. The machine's own name is always among them.
    """
    names = environment.get("SOUNDINGS_HOSTS", "").lower().replace(",", " ").split()
    for name in names:
        if "/" in name or ":" in name:
            raise ValueError(
                f"SOUNDINGS_HOSTS says “{name}”: expected names such as soundings.example.org, without scheme and port."
            )
    metrics = environment.get("SOUNDINGS_METRICS", "loopback")
    if metrics not in {"loopback", "all"}:
        raise ValueError(f"SOUNDINGS_METRICS says “{metrics}”: expected loopback or all.")
    return Settings(reading.place(), (*names, socket.gethostname().lower()), metrics == "all")


def main() -> None:
    """Print each setting and its value."""
    try:
        settings = of(os.environ)
    except ValueError as fault:
        sys.exit(str(fault))
    for field in fields(settings):
        value = getattr(settings, field.name)
        sys.stdout.write(f"{field.name} = {', '.join(value) if isinstance(value, tuple) else value}\n")


if __name__ == "__main__":
    main()
