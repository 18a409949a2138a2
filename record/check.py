"""`python -m record.check [DIRECTORY]`: hold a data package against the schema and print every fault."""

from __future__ import annotations

import sys
from pathlib import Path

from record import checking, reading
from words import text


def main(arguments: list[str]) -> int:
    """Check the package in the first argument, or the one that the app would show; return the exit status."""
    path = Path(arguments[0]) if arguments else reading.place()
    faults = checking.check(path, reading.schema())
    for fault in faults:
        print(fault)
    print(f"{path}: {text.count(len(faults), 'fault')}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
