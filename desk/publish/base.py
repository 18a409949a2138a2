"""The package that a publication builds on, as cells of text, so that an untouched row keeps its very bytes."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from record import opening

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Row = dict[str, str]
# The tables that a decision can add to, and what makes a row of each the same row.
KEYS = {
    "reports": ("id",),
    "origins": ("id",),
    "incidents": ("id",),
    "parties": ("incident", "state", "agency"),
    "accounts": ("layer", "feature", "state"),
    "developments": ("id",),
    "citations": ("layer", "feature", "report"),
    "corrections": ("id",),
    "changes": ("version", "layer", "feature"),
}


@dataclass(frozen=True, eq=False)
class Base:
    """A package's version, and the rows and columns of the tables that a decision can add to."""

    folder: Path
    version: str
    tables: dict[str, list[Row]]
    columns: dict[str, list[str]]
    places: dict[str, Row]

    def of(self, table: str, identity: str) -> Row | None:
        """Return the row of a table that has this id, None where there is none."""
        return next((row for row in self.tables[table] if row["id"] == identity), None)

    def report(self, address: str) -> Row | None:
        """Return the report of an address, None where the record has none."""
        return next((row for row in self.tables["reports"] if row["url"] == address), None)

    def origin(self, layer: str, feature: str, slug: str) -> Row | None:
        """Return the one origin of a feature's reports whose id begins with a name; None where none or several do."""
        reports = {row["report"] for row in self.tables["citations"] if (row["layer"], row["feature"]) == (layer, feature)}
        named = {
            row["from_origin"]: row
            for row in self.tables["origins"]
            if slug and row["report"] in reports and row["from_origin"].startswith(f"{slug}-")
        }
        return next(iter(named.values())) if len(named) == 1 else None

    def layer(self, identity: str) -> str:
        """Return the table that has a clash or a development of this id, "" where none has."""
        return next((name for name in ("incidents", "developments") if self.of(name, identity)), "")


def read(folder: Path) -> Base:
    """Return the package in a folder. Raises UnreadableFileError, OSError where it cannot be read."""
    described = json.loads(opening.opened(folder, opening.DESCRIPTOR).content)
    sheets = {name: rows(folder, name) for name in KEYS}
    columns = {name: header(folder, name) for name in KEYS}
    return Base(folder, str(described["version"]), sheets, columns, {row["id"]: row for row in rows(folder, "places")})


def rows(folder: Path, table: str) -> list[Row]:
    """Return a table's rows."""
    return list(csv.DictReader(io.StringIO(opening.text_of(opening.opened(folder, f"{table}.csv")), newline="")))


def header(folder: Path, table: str) -> list[str]:
    """Return a table's columns in their order."""
    return next(csv.reader(io.StringIO(opening.text_of(opening.opened(folder, f"{table}.csv")), newline="")))


def written(columns: list[str], table: Iterable[Row]) -> str:
    """Return a table as a CSV file's text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue()


def publisher(base: Base, name: str) -> tuple[str, str, str]:
    """Return the class, state and voice that the record's reports give a publisher most often; empty words where none."""
    known = Counter(
        (row["publisher_class"], row["publisher_state"], row["voice"])
        for row in base.tables["reports"]
        if row["publisher"].casefold() == name.casefold()
    )
    return min(known, key=lambda each: (-known[each], each)) if known else ("", "", "")
