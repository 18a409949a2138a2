"""What is wrong with a data package: every fault at once, each in one sentence."""

from __future__ import annotations

from typing import NamedTuple

from words import text


class Fault(NamedTuple):
    """One fault: the file, its row (the header is row 1; or an id), the column, the value, what was expected."""

    file: str
    row: str
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        where = ", ".join(
            part for part in (self.file, self.row and f"row {self.row}", self.column and f"column {self.column}") if part
        )
        value = f" “{text.plain(self.value, longest=80)}” stands there;" if self.value else ""
        return f"{where}:{value} expected {self.expected}."


class InvalidPackageError(Exception):
    """A data package that must not be shown, with all its faults."""

    def __init__(self, path: object, faults: list[Fault]) -> None:
        self.path, self.faults = path, faults
        super().__init__(f"{text.count(len(faults), 'fault')} in the data package {path}: {faults[0]}")
