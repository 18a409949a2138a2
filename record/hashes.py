"""Keeping `datapackage.json` true to its files: `python -m record.hashes [directory]` refreshes every `bytes` and `hash`."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

SHIPPED = Path(__file__).resolve().parent.parent / "data"


def refresh(folder: Path) -> list[str]:
    """Write each resource's size and SHA-256 into `folder`'s datapackage.json; return the paths whose entry changed.

    Raises OSError where the descriptor or a file that it names cannot be read; then nothing is written.
    """
    descriptor = folder / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    before = package["resources"]
    package["resources"] = [resource | measured((folder / resource["path"]).read_bytes()) for resource in before]
    written = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    descriptor.write_text(written, encoding="utf-8", newline="\n")
    return [new["path"] for old, new in zip(before, package["resources"], strict=True) if old != new]


def measured(content: bytes) -> dict[str, Any]:
    """Return a file's size in bytes and its hash, as a Data Package resource records them."""
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def main(arguments: Sequence[str]) -> None:
    """Refresh the package in the directory named, or the shipped one, and say what changed."""
    folder = Path(arguments[0]) if arguments else SHIPPED
    try:
        changed = refresh(folder)
    except OSError as error:
        sys.exit(f"The hashes were left as they are: {error.filename} cannot be read ({error.strerror}).")
    sys.stdout.write(f"Refreshed in datapackage.json: {', '.join(changed) or 'nothing, it was true already'}.\n")


if __name__ == "__main__":
    main(sys.argv[1:])
