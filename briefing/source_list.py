"""The reports that a deck cites as a table beside it, each under the number that the slides give it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from record import archive
from words import states, text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from record.evidence import Report

COLUMNS = ("number", "publisher", "class", "state", "published", "title", "url", "copies")


def write(reports: Iterable[Report], path: Path) -> None:
    """Write the reports as CSV in UTF-8, a line each, in the order of their numbers; no cell is taken for a formula."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(map(_row, enumerate(reports, start=1)))


def _row(numbered: tuple[int, Report]) -> list[str]:
    number, report = numbered
    kind, state = report.publisher_class.replace("_", " "), states.name(report.publisher_state)
    cells = (report.publisher, kind, state, report.published, report.title, text.url(report.url), archive.copies(report))
    return [str(number), *(text.cell(text.plain(cell)) for cell in cells)]
