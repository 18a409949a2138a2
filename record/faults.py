"""What is wrong with a data package: every fault at once, each in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from words import text

if TYPE_CHECKING:
    from pathlib import Path


class Fault(NamedTuple):
    """One fault: the file, its row (the header is row 1; or an id), the column, the value, what was expected.

    In a GeoJSON file the row is a feature, by its id or, where it has none, by its number; the column is a property.
    """

    file: str
    row: str
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        row, column = ("feature", "property") if self.file.endswith("json") else ("row", "column")
        at = "geometry" if self.column == "geometry" else self.column and f"{column} {self.column}"
        where = ", ".join(part for part in (self.file, self.row and f"{row} {self.row}", at) if part)
        value = f" “{text.plain(self.value, longest=80)}” stands there;" if self.value else ""
        return f"{where}:{value} expected {self.expected}."


def brief(value: object) -> str:
    """Return what a JSON file holds in a few words, however deep it nests."""
    if isinstance(value, list):
        return f"[{', '.join('[…]' if isinstance(part, list) else brief(part) for part in value[:4])}]"
    if isinstance(value, dict):
        return "an object"
    words = {None: "null", True: "true", False: "false"}
    return words[value] if value is None or isinstance(value, bool) else text.plain(value, longest=60)


class UnfitError(Exception):
    """One value that is not what was expected; who catches it knows in which file, row and column it stands."""

    def __init__(self, expected: str, value: object = "") -> None:
        self.expected, self.value = expected, str(value)
        super().__init__(expected)


class UnreadableFileError(Exception):
    """One file that cannot be gone on with, and why."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(map(str, faults)))


class InvalidPackageError(Exception):
    """A data package that must not be shown, with all its faults.

    It is named by its folder's own name: where that lies is no reader's business.
    """

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        self.name, self.faults = path.resolve().name, faults
        super().__init__(f"{text.count(len(faults), 'fault')} in the data package “{self.name}”: {faults[0]}")
