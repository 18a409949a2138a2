"""Keeping `datapackage.json` true to its files: `python -m record.hashes [directory]` refreshes every `bytes` and `hash`."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from record import descriptor, opening, writing
from record.faults import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

SHIPPED = opening.SHIPPED
STATUS = (
    "Exit status: 0 where the descriptor is true now, 1 where it was left as it was, 2 where the command was not understood."
)


def refresh(folder: Path) -> list[str]:
    """Write each resource's size and SHA-256 into `folder`'s datapackage.json; return the paths whose entry changed.

    Raises UnreadableFileError where the descriptor or a file that it names cannot be read; then nothing is written.
    """
    package, faults = descriptor.read(folder)
    if faults:
        raise UnreadableFileError(*faults)
    before = package.get("resources", [])
    package["resources"] = [resource | measured(opening.opened(folder, resource["path"]).content) for resource in before]
    written = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    writing.put(folder / opening.DESCRIPTOR, written)
    return [new["path"] for old, new in zip(before, package["resources"], strict=True) if old != new]


def measured(content: bytes) -> dict[str, Any]:
    """Return a file's size in bytes and its hash, as a Data Package resource records them."""
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def main(arguments: Sequence[str]) -> None:
    """Refresh the package in the directory named, or the shipped one, and say what changed."""
    words = "Refresh the sizes and hashes that a data package's datapackage.json records of its files."
    parser = argparse.ArgumentParser("python -m record.hashes", description=words, epilog=STATUS)
    parser.add_argument("directory", nargs="?", default=SHIPPED, type=Path, help="the package (default: the shipped one)")
    folder = parser.parse_args(arguments).directory
    try:
        changed = refresh(folder)
    except (OSError, UnreadableFileError) as error:
        sys.exit(f"The hashes were left as they are: {error}")
    sys.stdout.write(f"Refreshed in datapackage.json: {', '.join(changed) or 'nothing, it was true already'}.\n")


if __name__ == "__main__":
    main(sys.argv[1:])
