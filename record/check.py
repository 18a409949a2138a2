"""`python -m record.check [DIRECTORY]`: hold a data package against the schema and print every fault."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from record import reading
from words import text

STATUS = "Exit status: 0 without a fault, 1 with one or more, 2 where the command was not understood."


def main(arguments: list[str]) -> int:
    """Check the package in the first argument, or the one that the app would show; return the exit status."""
    parser = argparse.ArgumentParser(
        "python -m record.check", description="Print every fault of a data package.", epilog=STATUS
    )
    parser.add_argument("directory", nargs="?", help="the package (default: SOUNDINGS_DATA, or the shipped one)")
    asked = parser.parse_args(arguments)
    path = Path(asked.directory) if asked.directory else reading.place()
    faults = reading.check(path)
    for fault in faults:
        print(fault)
    print(f"{path}: {text.count(len(faults), 'fault')}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
