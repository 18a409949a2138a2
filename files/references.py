"""The reports behind a View for programs that keep references: RIS, BibTeX and a table, each report once.

Both formats are a line a field, so they are written here: rispy and bibtexparser were left aside, because neither turns text
into BibTeX's escapes or holds a RIS field on one line; the tests read the files with them. Every reference is a page of the
web (`ELEC`, `@misc`), and what a report does not give has no field: no author, and no day where only the month is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from files import csv_zip, records
from layers import layer
from record import archive
from record.evidence import Report, newest_first
from words import text

if TYPE_CHECKING:
    from pathlib import Path

    from layers.store import Store
    from question.view import View

# What a report says of one feature is left out: the table has each report once.
COLUMNS = (*(name for name in Report._fields if name != "supports"), "archived_copies")
# BibTeX counts braces even behind a backslash, so they are spelt.
SPELT = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "&%$#_"},
}
BIBTEX = str.maketrans(SPELT)
RIS_END = "\r\n"


def reports(store: Store, view: View) -> tuple[Report, ...]:
    """Return every report behind the features of the layers shown, once, the newest first."""
    cells = (cell for key in view.layers for cell in layer(key).filter(store.frames[key], view)["reports"])
    return newest_first({report.id: report for cell in cells for report in cell}.values())


def table(store: Store, view: View) -> pd.DataFrame:
    """Return the reports as a table, a row each; nothing is null."""
    rows = [report._asdict() | {"archived_copies": archive.copies(report)} for report in reports(store, view)]
    cells = pd.DataFrame(rows, columns=list(COLUMNS))
    return cells.mask(cells == "")


def write_csv(store: Store, view: View, path: Path) -> None:
    """Write the reports as CSV in UTF-8, every text guarded."""
    path.write_bytes(csv_zip.dumps(table(store, view)))


def write_ris(store: Store, view: View, path: Path) -> None:
    """Write the reports as RIS in UTF-8, lines ending as RIS asks; each says the data version that it comes from."""
    version = f"Soundings, data version {store.package.version}"
    references = [_ris(report, version) for report in reports(store, view)]
    path.write_text("".join(references), encoding="utf-8", newline="")


def write_bibtex(store: Store, view: View, path: Path) -> None:
    """Write the reports as BibTeX in UTF-8, under a comment with the data version and the filter."""
    about = records.about(store, view)
    words = f"Soundings, data version {about.version}. Filter: {about.filter}. Licence: {about.licence}"
    # Outside of an entry BibTeX skips all but an at sign.
    comment = _line(words).replace("@", "(at)")
    entries = [_bibtex(report) for report in reports(store, view)]
    path.write_text("\n".join([f"% {comment}\n", *entries]), encoding="utf-8", newline="\n")


def _ris(report: Report, version: str) -> str:
    fields = (
        ("TY", "ELEC"),
        ("ID", report.id),
        ("TI", report.title),
        ("PB", report.publisher),
        ("PY", report.published[:4]),
        ("DA", _ris_date(report.published)),
        ("Y2", _ris_date(report.retrieved)),
        ("LA", report.language),
        ("UR", text.ascii_url(report.url)),
        ("DP", version),
    )
    lines = [f"{tag}  - {_line(value)}" for tag, value in fields if value]
    return RIS_END.join([*lines, "ER  - ", "", ""])


def _ris_date(day: str) -> str:
    """Return "2024-06" as "2024/06//": RIS has a date's parts between three slashes, the last for words."""
    parts = day.split("-")
    return "/".join([*parts, *[""] * (4 - len(parts))]) if day else ""


def _bibtex(report: Report) -> str:
    title = report.title.translate(BIBTEX)
    address = text.ascii_url(report.url)
    fields = (
        # A second pair of braces keeps capitals as they are.
        ("title", f"{{{title}}}" if title else ""),
        ("publisher", report.publisher.translate(BIBTEX)),
        ("year", report.published[:4]),
        ("date", report.published),
        ("language", report.language),
        ("url", address),
        ("urldate", report.retrieved),
    )
    lines = [f"  {name} = {{{_line(value)}}}" for name, value in fields if value]
    return ",\n".join([f"@misc{{{report.id}", *lines]) + "\n}\n"


def _line(value: str) -> str:
    """Return text on one line: whatever a reader takes for the end of one is a space."""
    return " ".join(text.plain(value, longest=len(value)).split())
